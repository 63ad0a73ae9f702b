"""The answer in one place: strength by quarter, onset, chance and profile, out of the measures' rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from regimelab.interval import BEYOND_CHANCE_AT
from regimelab.measures import Measure
from regimelab.measures.chance import AT_MOST, NULLS
from regimelab.measures.chance import UNIT as P_VALUE
from regimelab.measures.chance.placebo import UNIT as PLACEBO
from regimelab.measures.onset import CHANCE
from regimelab.measures.onset import UNIT as MONTHS
from regimelab.measures.strength import LEVEL_UNIT, LOADING_UNIT
from regimelab.measures.strength import UNIT as STRENGTH

Row = dict[str, object]


@dataclass(frozen=True)
class Strength:
    """What the parts have in common by quarter, how each part loads on it, and each part's own level."""

    unit: str
    change: Row
    periods: tuple[Row, ...]
    loadings: tuple[Row, ...]
    parts: tuple[Row, ...]


@dataclass(frozen=True)
class Onset:
    """Date of the onset, if there was one, with interval; the probability of none; and of each quarter."""

    date: str
    earliest: str
    latest: str
    probability_none: float
    probability_fall: float
    quarters: tuple[Row, ...]


@dataclass(frozen=True)
class Chance:
    """P-values of each kind of chance, the largest, and the probability that it can support at most."""

    p: float | None
    rule: str
    probability_at_most: object
    nulls: tuple[Row, ...]
    placebos: tuple[Row, ...]


def named(measures: Sequence[Measure], name: str) -> Measure:
    """Find a measure by its name."""
    return next(one for one in measures if one.name == name)


def strength_of(measures: Sequence[Measure]) -> Strength | None:
    """Lay out regime strength; none where it could not be told."""
    found = named(measures, "strength")
    number = found.estimate
    if not number.known:
        return None
    change: Row = {"estimate": number.estimate, "low": number.low, "high": number.high, "level": number.level}
    return Strength(STRENGTH, change, _of(found, STRENGTH), _of(found, LOADING_UNIT), _of(found, LEVEL_UNIT))


def onset_of(measures: Sequence[Measure]) -> Onset | None:
    """Lay out the onset; none where it could not be told."""
    found = named(measures, "onset")
    if not found.estimate.known:
        return None
    (dated,), (none, fall, *quarters) = _of(found, MONTHS), _of(found, CHANCE)
    days = (str(dated[name]) for name in ("date", "earliest", "latest"))
    return Onset(
        *days,
        probability_none=float(str(none["estimate"])),
        probability_fall=float(str(fall["estimate"])),
        quarters=tuple(quarters),
    )


def chance_of(measures: Sequence[Measure]) -> Chance:
    """Lay out the tests against chance, those that could not be made included."""
    found = named(measures, "chance")
    bound = [row["estimate"] for row in _of(found, AT_MOST)]
    names = {null.name for null in NULLS}
    nulls = tuple(row for row in _of(found, P_VALUE) if row["null"] in names)
    number = found.estimate
    return Chance(number.estimate, number.method, bound[0] if bound else None, nulls, _of(found, PLACEBO))


def answer_of(chance: Chance) -> str:
    """Answer in a sentence whether a regime is shown: only what no kind of chance gives counts as one."""
    lacking = [str(row["null"]) for row in chance.nulls if row["estimate"] is None]
    if chance.p is None:
        return f"No regime is shown: the record does not let it be told from chance ({', '.join(lacking)})."
    if chance.p > BEYOND_CHANCE_AT:
        return f"No regime is shown: some kind of chance gives as much with probability {chance.p:.2f}."
    return f"More is shown than any kind of chance tried would give (p = {chance.p:.3f})."


def profile_of(measures: Sequence[Measure]) -> tuple[Row, ...]:
    """Shares of the three types of order, over all common acts and by question."""
    return named(measures, "profile").rows


def _of(found: Measure, unit: str) -> tuple[Row, ...]:
    return tuple(row for row in found.rows if row.get("unit") == unit)
