"""Known errors of the region's chronicle, corrected in the open: each with what stood there and why."""

from collections.abc import Iterator, Sequence

from regimelab.errors import Problem, suggestion
from regimelab.evidence.rows import Row
from regimelab.evidence.schemas import CHRONICLE_COLUMNS
from regimelab.region import Region
from regimelab.region.structure import Correction


def chronicle_corrections(region: Region) -> tuple[Correction, ...]:
    """Pick the corrections that name the region's chronicle; the others are the region's own matter."""
    return tuple(known for known in region.corrections() if known.file == region.chronicle.file)


def apply_corrections(rows: Sequence[Row], known: Sequence[Correction]) -> list[Problem]:
    """Correct the rows in place; a correction that does not meet what it says it corrects is a problem."""
    by_id = {row.values.get("id", ""): row for row in rows}
    return [problem for correction in known for problem in _apply(correction, by_id)]


def _apply(correction: Correction, by_id: dict[str, Row]) -> Iterator[Problem]:
    where = f"corrections: {correction.file} {correction.key} {correction.column}"
    row = by_id.get(correction.key)
    if row is None:
        yield Problem(
            where, f"'{correction.key}' is not a row of the chronicle.", "Correct the key, or drop it."
        )
    elif correction.column not in CHRONICLE_COLUMNS:
        what = f"'{correction.column}' is not a column of the chronicle."
        yield Problem(where, what, suggestion(correction.column, CHRONICLE_COLUMNS))
    elif row.values.get(correction.column) != correction.was:
        stands = row.values.get(correction.column)
        what = f"was '{correction.was}' when corrected, but line {row.line} says '{stands}'."
        yield Problem(where, what, "The chronicle has changed: look again, then correct or drop it.")
    else:
        row.values[correction.column] = correction.now
