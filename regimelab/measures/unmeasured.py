"""What no number can be given for, because the store lacks the data: said, with the way to add them."""

from regimelab.evidence.outside import Outside, how_to_add
from regimelab.interval import unknown
from regimelab.measures.result import Measure


def not_held(name: str, title: str, unit: str, what: str, sources: tuple[str, ...]) -> Measure:
    """Give a measure that has no data in the store, and say which sources would give them."""
    remedy = f"Not measured: the store holds nothing of {what}. To add: {how_to_add(*sources)}."
    return Measure(
        name=name,
        title=title,
        summary=remedy,
        estimate=unknown(unit, "none: no data", ", ".join(sources)),
        rows=(),
        caution="Nothing held is not nothing there.",
    )


def held(outside: Outside | None, *sources: str) -> tuple[str, ...]:
    """Name those of some sources that the store holds."""
    return () if outside is None else tuple(one for one in sources if one in outside.sources)
