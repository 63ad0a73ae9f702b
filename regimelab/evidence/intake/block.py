"""The fast look at a block of lines: whether all of it is rows, without taking a line apart."""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regimelab.evidence.intake.dialect import LONGEST_LINE, MOST_LINES, Dialect

Octets = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

_BREAK = 10
_RETURN = 13
_SPACE = 32
_RARE_BLANKS = (b"\t", b"\v", b"\f")


class Sound(NamedTuple):
    """What a sound block holds: its rows and lines, the lines of each row where some have several."""

    rows: int
    lines: int
    lines_of: Counts | None
    padded: bool  # whether a cell begins or ends with a blank


def sound(block: bytes, dialect: Dialect, padded: bool) -> Sound | None:
    """Look at a block that ends with a line break; ``None`` if any of its lines needs a closer look."""
    if dialect.cells < 2 or b"\0" in block or not _utf8(block) or not _endings(block, dialect.ending):
        return None
    if dialect.quote and dialect.quote in block:
        return _quoted(np.frombuffer(block, np.uint8), dialect, padded)
    if len(block) > LONGEST_LINE and max(map(len, block.split(b"\n"))) >= LONGEST_LINE:
        return None
    edges = block.translate(None, _all_but(dialect.delimiter + b"\n"))
    rows = len(edges) // dialect.cells
    if edges != (dialect.delimiter * (dialect.cells - 1) + b"\n") * rows:
        return None
    return Sound(rows, rows, None, padded or _blank_beside(block, dialect))


@cache
def _all_but(kept: bytes) -> bytes:
    return bytes(set(range(256)) - set(kept))


def _blank_beside(block: bytes, dialect: Dialect) -> bool:
    """Whether a blank stands beside an edge of a cell; a rare blank is believed to."""
    if any(blank in block for blank in _RARE_BLANKS if blank != dialect.delimiter):
        return True
    if b" " not in block:
        return False
    octets = np.frombuffer(block, np.uint8)
    return _padded(
        octets == _SPACE, (octets == _BREAK) | (octets == dialect.delimiter[0]) | (octets == _RETURN)
    )


def _quoted(octets: Octets, dialect: Dialect, padded: bool) -> Sound | None:
    breaks = octets == _BREAK
    edges = breaks | (octets == dialect.delimiter[0])
    inside = _inside(octets, dialect)
    if inside is None:
        return None
    outer = breaks & ~inside
    if not _even(outer[edges & ~inside], dialect.cells):
        return None
    lines_of = _lines_of(np.flatnonzero(breaks), np.flatnonzero(outer), dialect)
    if lines_of is None:
        return None
    several = len(lines_of) and lines_of.max() > 1
    blanks = (octets <= _SPACE) & ~edges & (octets != _RETURN)
    padded = padded or _padded(blanks, edges | (octets == dialect.quote[0]) | (octets == _RETURN))
    return Sound(len(lines_of), int(lines_of.sum()), lines_of if several else None, padded)


def _utf8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _endings(block: bytes, ending: bytes) -> bool:
    """Whether every line ends as the first of the file does, and no return stands elsewhere."""
    if ending == b"\n":
        return b"\r" not in block
    return block.count(b"\r") == block.count(b"\n") == block.count(ending)


def _inside(octets: Octets, dialect: Dialect) -> Mask | None:
    """Mark what lies within quotes, if every quote opens or closes a whole cell or stands doubled in one."""
    quotes = octets == dialect.quote[0]
    at = np.flatnonzero(quotes)
    opening, closing = at[::2], at[1::2]
    if len(at) % 2:
        return None
    edge = np.array([_BREAK, dialect.delimiter[0]], np.uint8)
    doubled = opening[1:] == closing[:-1] + 1
    before = np.isin(octets[opening - 1], edge) | (opening == 0)
    before[1:] |= doubled
    after = np.isin(octets[closing + 1], np.append(edge, np.uint8(_RETURN)))
    after[:-1] |= doubled
    if not (before.all() and after.all()):
        return None
    return (np.cumsum(quotes, dtype=np.uint8) & 1).astype(bool)


def _even(ends: Mask, cells: int) -> bool:
    """Whether every row has as many cells; ``ends`` says of each cell whether it ends a row."""
    rows, rest = divmod(len(ends), cells)
    return not rest and bool(ends[cells - 1 :: cells].all()) and int(np.count_nonzero(ends)) == rows


def _lines_of(breaks: Counts, ends: Counts, dialect: Dialect) -> Counts | None:
    """Count the lines of each row; ``None`` if one is too long or may not have several."""
    if not len(ends) or ends[-1] != breaks[-1] or np.diff(ends, prepend=-1).max() > LONGEST_LINE:
        return None
    if len(ends) == len(breaks):
        return np.ones(len(ends), np.int64)
    lines_of = np.diff(np.searchsorted(breaks, ends, side="right"), prepend=0)
    return lines_of if dialect.multiline and lines_of.max() <= MOST_LINES else None


def _padded(blanks: Mask, edges: Mask) -> bool:
    return bool((blanks[1:] & edges[:-1]).any() or (blanks[:-1] & edges[1:]).any() or blanks[0])
