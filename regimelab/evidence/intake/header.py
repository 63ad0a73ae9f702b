"""Which line of a file names its columns, and the names it gives them."""

from collections.abc import Sequence
from typing import NamedTuple

from regimelab.evidence.intake.dialect import Dialect, dialect_of
from regimelab.evidence.intake.lines import cells_of
from regimelab.evidence.sources import Source

SEARCHED = 50  # lines; producers write notes above the header


class Header(NamedTuple):
    """The names of the columns, how the lines below look, and how many lines lie above the first row."""

    names: tuple[str, ...]
    dialect: Dialect
    above: int


def header_of(head: bytes, source: Source) -> Header:
    """Read the header from the first bytes of a file; the source gives the names where there is none."""
    layout = source.layout
    first = head.split(b"\n", 1)
    ending = b"\r\n" if len(first) > 1 and first[0].endswith(b"\r") else b"\n"
    if layout.header:
        return Header(named(layout.header, source), dialect_of(layout, len(layout.header), ending), 0)
    plain = dialect_of(layout, 0, ending)
    rows = [_texts(line.rstrip(b"\r"), plain) for line in head.split(b"\n", SEARCHED)[:SEARCHED]]
    at = where(rows, source)
    return Header(named(rows[at], source), dialect_of(layout, len(rows[at]), ending), at + 1)


def where(rows: Sequence[Sequence[str]], source: Source) -> int:
    """Find the row that is the header: the first that names most columns of the source."""
    known = {folded(spelling) for column in source.columns for spelling in column.spellings}
    scores = [len(known & {folded(cell) for cell in row}) for row in rows]
    return scores.index(max(scores))


def named(cells: Sequence[str], source: Source) -> tuple[str, ...]:
    """Name every column, each once: to the engine ``Year`` and ``year`` are one name.

    Of two that are alike, the one spelled as the source has it keeps the name, or else the first.
    """
    exact = {spelling for column in source.columns for spelling in column.spellings}
    names = [cell.strip() for cell in cells]
    keeper: dict[str, int] = {}
    for number, name in enumerate(names):
        if folded(name) not in keeper or (name in exact and names[keeper[folded(name)]] not in exact):
            keeper[folded(name)] = number
    return tuple(
        name if name and keeper[folded(name)] == number else f"{name} (column {number + 1})".strip()
        for number, name in enumerate(names)
    )


def folded(name: str) -> str:
    """Make a name alike however it is spelled in capitals and blanks."""
    return name.strip().casefold()


def _texts(line: bytes, dialect: Dialect) -> list[str]:
    cells = cells_of(line, dialect)
    parts = cells if isinstance(cells, list) else line.split(dialect.delimiter)
    return [part.decode("utf-8", errors="replace") for part in parts]
