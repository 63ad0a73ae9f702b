"""The close look at lines: each is taken apart, and written anew in one manner or set aside with a reason."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from regimelab.evidence.intake.dialect import LONGEST_LINE, MOST_LINES, Broken, Dialect

SHOWN: Final = 1000  # characters of a broken line that are shown; the file itself is kept as it came
UNCLOSED: Final = "has a quote that is not closed"
TOO_LONG: Final = f"is longer than {LONGEST_LINE >> 20} MiB"


class Row(NamedTuple):
    """A row, as it is handed on; ``line`` and ``lines`` say where it lies in the file."""

    line: int
    lines: int
    text: bytes
    padded: bool


class Judged(NamedTuple):
    """What became of the next line or lines; ``found`` is nothing for a blank line."""

    found: Row | Broken | None
    taken: int


def judged(lines: list[bytes], first: int, dialect: Dialect, final: bool) -> Iterator[Judged]:
    """Judge lines one row at a time; stop before a row that runs on past them, unless they are the last."""
    at = 0
    while at < len(lines):
        count = _running(lines, at, dialect)
        if count is None and not final:
            return
        verdict = _judged(lines, at, count or 1, first + at, dialect)
        yield verdict
        at += verdict.taken


def cells_of(line: bytes, dialect: Dialect) -> list[bytes] | str:
    """Take a line apart into its cells, or say why it cannot be."""
    if not dialect.quote or dialect.quote not in line:
        return line.split(dialect.delimiter)
    return _quoted_cells(line, dialect)


def shown(line: bytes) -> str:
    """Show a broken line, with the bytes that are no text written out."""
    text = line[: SHOWN * 4].decode("utf-8", errors="backslashreplace")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _running(lines: list[bytes], at: int, dialect: Dialect) -> int | None:
    """Count the lines until quotes are even again: 1 if they never are, ``None`` if that lies further on."""
    if not dialect.multiline or not dialect.quote:
        return 1
    quotes, size = 0, 0
    for count, line in enumerate(lines[at : at + MOST_LINES], start=1):
        quotes += line.count(dialect.quote)
        size += len(line) + 1
        if quotes % 2 == 0:
            return count
        if size > LONGEST_LINE or count == MOST_LINES:
            return 1
    return None


def _judged(lines: list[bytes], at: int, count: int, line: int, dialect: Dialect) -> Judged:
    text = b"\n".join(lines[at : at + count])
    text = text.removesuffix(b"\r")
    if not text.strip(b" \t\r"):
        return Judged(None, count)
    cells = cells_of(text, dialect) if len(text) <= LONGEST_LINE else TOO_LONG
    if isinstance(cells, list) and len(cells) != dialect.cells:
        cells = f"has {len(cells)} cells instead of {dialect.cells}"
    if isinstance(cells, str):  # its quotes or its end may be wrong: the next line is judged on its own
        return Judged(
            Broken(line, shown(lines[at].removesuffix(b"\r")), _unreadable(lines[at], dialect) or cells), 1
        )
    if reason := _unreadable(text, dialect):
        return Judged(Broken(line, shown(text), reason), count)
    padded = any(cell != cell.strip() for cell in cells)
    return Judged(Row(line, count, _written(cells, dialect), padded), count)


def _unreadable(text: bytes, dialect: Dialect) -> str | None:
    if b"\0" in text:
        return "holds a NUL byte"
    if b"\r" in text and not dialect.quote:
        return "holds a carriage return"
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"is not {dialect.encoding.upper()} (at byte {error.start + 1} of the line)"
    return None


def _quoted_cells(line: bytes, dialect: Dialect) -> list[bytes] | str:
    quote, cells, at = dialect.quote, [], 0
    whole = re.compile(rb" *Q((?:[^Q]|QQ)*+)Q *".replace(b"Q", re.escape(quote)))
    opens = re.compile(rb" *" + re.escape(quote))
    while True:
        cell = whole.match(line, at)
        if cell is None and opens.match(line, at):
            return UNCLOSED
        end = cell.end() if cell else line.find(dialect.delimiter, at)
        end = len(line) if end < 0 else end
        cells.append(cell[1].replace(quote * 2, quote) if cell else line[at:end])
        if end == len(line):
            return cells
        if line[end : end + 1] != dialect.delimiter:
            return "has text after a quote that closes a cell"
        at = end + 1


def _written(cells: list[bytes], dialect: Dialect) -> bytes:
    """Write a row so that it can be read in one way only; every line break is then one character."""
    quote = dialect.quote
    if not quote:
        return dialect.delimiter.join(cells) + b"\n"
    special = (quote, dialect.delimiter, b"\n", b"\r")
    written = (
        quote + cell.replace(quote, quote * 2) + quote if any(mark in cell for mark in special) else cell
        for cell in (cell.replace(b"\r\n", b"\n") for cell in cells)
    )
    return dialect.delimiter.join(written) + b"\n"
