"""How the lines of one file look, in bytes: what parts and quotes its cells, and how many there are."""

from typing import Final, NamedTuple

from regimelab.evidence.sources import Layout

LONGEST_LINE: Final = 1 << 20  # bytes; nobody writes a longer row, and a file without line breaks is no table
MOST_LINES: Final = 1000  # that a quoted cell may run over


class Dialect(NamedTuple):
    """What parts and quotes cells, how many a row has, and whether lines end as on Windows."""

    delimiter: bytes
    quote: bytes  # empty where quotes mean nothing
    cells: int
    multiline: bool
    ending: bytes
    encoding: str


class Broken(NamedTuple):
    """A line that is no row: where it is, what it says, and why it is set aside."""

    line: int
    text: str
    reason: str


def dialect_of(layout: Layout, cells: int, ending: bytes) -> Dialect:
    """Put a source's layout together with what the file's own first line shows."""
    delimiter, quote = layout.delimiter.encode(), layout.quote.encode()
    return Dialect(delimiter, quote, cells, layout.multiline, ending, layout.encoding)
