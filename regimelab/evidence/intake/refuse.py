"""When so much of a file would be set aside that it is refused, and how that is said."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.intake.dialect import Broken
from regimelab.evidence.intake.parts import Part
from regimelab.evidence.sources import Source

MOST_ASIDE: Final = 0.01  # of the rows: more says that the file is not of the source
SPARED: Final = 100  # rows that may be set aside of any file
_LISTED: Final = 1000  # problems; the rest are counted


def refuse_foreign(where: str, rows: int, aside: int, source: Source, broken: Iterable[Broken]) -> None:
    """Refuse a file of which more is set aside than mistakes would explain."""
    if aside <= SPARED or aside <= MOST_ASIDE * rows:
        return
    reasons = Counter(one.reason.split(" (")[0] for one in broken).most_common(1)
    said = f"; of most, a line {reasons[0][0]}" if reasons else ""
    encoded = bool(reasons) and reasons[0][0].startswith("is not ")
    remedy = (
        "It is in another encoding, such as Windows-1252: save it as UTF-8."
        if encoded
        else "Check that it is the file meant, in the layout of its producer."
    )
    what = f"is likely no file of {source.name}: {aside} of {rows} rows cannot be read{said}."
    raise InvalidInput(Problem(where, what, remedy))


def refuse_broken(part: Part, source: Source) -> None:
    """Refuse a file whose lines alone say that it is of another source, before it is read."""
    refuse_foreign(part.where, (part.rows or 0) + len(part.broken), len(part.broken), source, part.broken)


def refuse_all(problems: list[Problem]) -> None:
    """Refuse a file of which anything would be set aside, with everything that is wrong."""
    if not problems:
        return
    more = len(problems) - _LISTED
    rest = [Problem(problems[0].where, f"and {more} more.", "")] if more > 0 else []
    raise InvalidInput([*problems[:_LISTED], *rest])
