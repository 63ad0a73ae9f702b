"""What a specification may say: actors, attributes, networks, the events to explain, the model."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.errors import InvalidInput
from regimelab.reading.problems import validate, within
from regimelab.reading.toml import read_toml
from regimelab.reading.words import Entry, Text, one_of

STANDARD_ERRORS = ("model", "robust", "sender", "receiver", "pair", "period")
KINDS = ("rate", "choice", "choice_coordination", "rem")
PRESENT = "present"


class Actors(Entry):
    """The file of actors: one row each; ``id`` is the column of their names."""

    file: Text
    id: Text = "label"


class Attribute(Entry):
    """Dated changes of an attribute: columns time, node, and replace or increment."""

    changes: Text


class Series(Entry):
    """A figure that holds for everybody: columns time and replace or increment."""

    changes: Text
    initial: float = 0.0


class Network(Entry):
    """A network: a square table to begin with, and dated changes (time, sender, receiver, and
    increment or replace).
    """

    changes: Text | None = None
    initial: Text | None = None
    directed: bool = True


class Dependent(Entry):
    """The events to explain; ``where`` keeps some rows of their file."""

    events: Text
    network: Text | None = None
    where: Text | None = None


class Model(Entry):
    """The kind of model, its effects, and from when to when it is observed, in the files' own time."""

    kind: Annotated[str, AfterValidator(one_of(KINDS, "a kind of model"))]
    effects: Annotated[tuple[Text, ...], Field(min_length=1)]
    start: float | None = None
    end: float | None = None
    standard_errors: Annotated[str, AfterValidator(one_of(STANDARD_ERRORS, "a kind of standard errors"))] = (
        "model"
    )
    posterior: bool = False
    streaming: bool | None = None
    memory_gb: Annotated[float, Field(gt=0)] = 4.0
    period: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _period_is_named(self) -> "Model":
        if (self.standard_errors == "period") != (self.period is not None):
            context = {"at": "period", "value": "-" if self.period is None else f"{self.period:g}"}
            message = "is the length of a period; it goes with standard_errors = 'period' and with no other"
            raise PydanticCustomError("period", message, context)
        return self


class Prior(Entry):
    """A normal prior of one effect, per unit of its statistic."""

    mean: float = 0.0
    sd: Annotated[float, Field(gt=0)]


class Specification(Entry):
    """A whole specification, and the folder that its files are named from."""

    actors: Actors
    attributes: dict[str, Attribute] = {}
    series: dict[str, Series] = {}
    networks: dict[str, Network] = {}
    dependent: Dependent
    model: Model
    priors: dict[str, Prior] = {}


def read_specification(file: Path) -> Specification:
    """Read a specification, or refuse it with everything that is wrong with its form."""
    raw, problems = read_toml(file)
    if problems:
        raise InvalidInput(problems)
    specification, problems = validate(Specification, raw)
    if specification is None:
        raise InvalidInput(within(str(file), problems))
    return specification
