"""The guard before the engine, which would swallow thousands of rows after a quote that is not closed.

It passes a file block by block. While every block is sound, the engine may read the file itself; from the
first that is not, the rows go to a copy, and the lines that are no rows are set aside.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from regimelab.evidence.intake.block import Sound, sound
from regimelab.evidence.intake.dialect import LONGEST_LINE, Broken, Dialect
from regimelab.evidence.intake.lines import TOO_LONG, Row, judged, shown
from regimelab.evidence.intake.outlet import Outlet

_MOST_KEPT: Final = 100_000  # broken lines after which a file that is mostly broken is read no further


class Jump(NamedTuple):
    """From this row on, counted from 0, rows lie on these lines, one after the other."""

    row: int
    line: int


class Passed(NamedTuple):
    """What the guard let through: rows, where they lie, and what it set aside."""

    rows: int
    jumps: list[Jump]
    broken: list[Broken]
    padded: bool


class Guard:
    """Passes the lines below the header, which begin on line ``first``, on to ``out``."""

    def __init__(self, dialect: Dialect, first: int, out: Outlet) -> None:
        self.dialect = dialect
        self.line = first
        self.rows = 0
        self.jumps = [Jump(0, first)]
        self.broken: list[Broken] = []
        self.padded = False
        self.in_giant = False
        self.out = out

    def read(self, chunks: Iterable[bytes]) -> Passed:
        """Read everything, or so much that the file is clearly not of this source."""
        rest = b""
        for chunk in chunks:
            rest = self._without_giant(self._block(rest + self._after_giant(chunk), final=False))
            if len(self.broken) > max(_MOST_KEPT, self.rows):
                rest = b""
                break
        while rest:
            rest = self._block(rest, final=True)
        return Passed(self.rows, self.jumps, self.broken, self.padded)

    def _without_giant(self, rest: bytes) -> bytes:
        """Set aside a line that has no end within the longest line, before it fills the memory."""
        if len(rest) <= LONGEST_LINE or b"\n" in rest:
            return rest
        self.out.begin_copy()
        self.broken.append(Broken(self.line, shown(rest), TOO_LONG))
        self.in_giant = True
        return b""

    def _after_giant(self, chunk: bytes) -> bytes:
        """Drop what belongs to such a line."""
        if not self.in_giant or b"\n" not in chunk:
            return b"" if self.in_giant else chunk
        self.in_giant = False
        self.line += 1
        return chunk.split(b"\n", 1)[1]

    def _block(self, block: bytes, final: bool) -> bytes:
        """Pass the rows of a block; give back what lies after the last of them."""
        if final and not block.endswith(b"\n"):
            block += self.dialect.ending
        cut = _cut(block, self.dialect)
        seen = sound(block[:cut], self.dialect, self.padded) if cut else None
        if seen:
            self._count(seen)
            self.out.pass_on(block[:cut])
            return block[cut:]
        return self._closely(block, final)

    def _count(self, seen: Sound) -> None:
        self._jump(self.line)
        if seen.lines_of is not None:
            after = np.flatnonzero(seen.lines_of > 1) + 1
            lines = np.cumsum(seen.lines_of)[after - 1] + self.line
            self.jumps += [Jump(self.rows + int(r), int(n)) for r, n in zip(after, lines, strict=True)]
        self.rows += seen.rows
        self.line += seen.lines
        self.padded = seen.padded

    def _closely(self, block: bytes, final: bool) -> bytes:
        cut = block.rfind(b"\n") + 1
        lines = block[:cut].split(b"\n")[:-1]
        final = final or len(block) - cut > LONGEST_LINE
        taken, rows = 0, []
        self.out.begin_copy()
        for verdict in judged(lines, self.line, self.dialect, final):
            if isinstance(verdict.found, Broken):
                self.broken.append(verdict.found)
            elif verdict.found:
                self._row(verdict.found)
                rows.append(verdict.found.text)
            self.line += verdict.taken
            taken += verdict.taken
        self.out.pass_on(b"".join(rows))
        return block[sum(len(line) + 1 for line in lines[:taken]) :]

    def _row(self, row: Row) -> None:
        self._jump(row.line)
        self.padded = self.padded or row.padded
        self.rows += 1

    def _jump(self, line: int) -> None:
        last = self.jumps[-1]
        if line - self.rows != last.line - last.row:
            self.jumps.append(Jump(self.rows, line))


def _cut(block: bytes, dialect: Dialect) -> int:
    """Find where the last whole row of a block ends, if its quotes are in order."""
    cut = block.rfind(b"\n") + 1
    if dialect.multiline and dialect.quote and block.count(dialect.quote, 0, cut) % 2:
        cut = block.rfind(b"\n", 0, block.rfind(dialect.quote, 0, cut)) + 1
    return cut
