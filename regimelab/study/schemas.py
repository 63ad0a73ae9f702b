"""JSON Schemas of the files of options, by which editors check them while they are written."""

from typing import Any, Literal

from regimelab.codebook import KIND_NAMES
from regimelab.study.result import Result

What = Literal["levers", "portfolio", "scenario"]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(what: What) -> Result[dict[str, Any]]:
    """Give the schema of a file of levers, of a portfolio or of a scenario.

    Names that only a region knows, such as its actors, are checked when the file is read.
    """
    from regimelab.policy.lever import LeverFile
    from regimelab.policy.outcomes import OUTCOME
    from regimelab.policy.portfolio import Portfolio
    from regimelab.policy.scenario import Scenario

    made = {"levers": LeverFile, "portfolio": Portfolio, "scenario": Scenario}[what].model_json_schema()
    required = [name for name in made.get("required", ()) if name != "name" or what == "levers"]
    whole = {"$schema": DRAFT, **made, "required": required}
    for part in whole.get("$defs", {}).values():
        properties = part["properties"]
        if "kinds" in properties:
            properties["kinds"]["items"] = {"type": "string", "enum": list(KIND_NAMES)}
        if "outcome" in properties:
            properties["outcome"]["enum"] = list(OUTCOME)
    return Result(whole)
