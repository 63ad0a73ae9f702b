"""Names of states and organisations as they stand in an English sentence."""

import re

_THE = re.compile(
    r"^(United |Organi[sz]ation |Commonwealth |Economic Community |OSCE$)"
    r"|(Union|Organi[sz]ation|Council|Republic|Philippines|Netherlands)$"
)


def in_sentence(name: str) -> str:
    """Put the article before a name that has one: the European Union, the United States, Russia."""
    return f"the {name}" if _THE.search(name) else name
