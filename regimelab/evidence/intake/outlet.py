"""Where the guard sends sound rows: nowhere while the file itself will do, else to a copy."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_PIECE: Final = 1 << 20  # bytes


class Outlet:
    """Where sound rows go: nowhere while the original will do, else to a copy."""

    def __init__(self, original: Path | None, start: int, copy: Path) -> None:
        self.original = original
        self.start = start  # byte of the original at which the rows begin
        self.passed = 0
        self.copy = copy
        self.file: BinaryIO | None = None
        if original is None:
            self.file = copy.open("wb")

    def pass_on(self, rows: bytes) -> None:
        """Hand on sound rows."""
        self.passed += len(rows)
        if self.file:
            self.file.write(rows.replace(b"\r\n", b"\n"))

    def begin_copy(self) -> None:
        """Copy what was passed before, and from now on everything; lines in a copy end on one character."""
        if self.file or not self.original:
            return
        self.file = self.copy.open("wb")
        for piece in _bytes_between(self.original, self.start, self.passed):
            self.file.write(piece.replace(b"\r\n", b"\n"))

    @property
    def copied(self) -> Path | None:
        """Where the copy lies, if there is one."""
        return self.copy if self.file else None

    def __enter__(self) -> "Outlet":
        """Send rows on within a ``with`` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Finish the copy, whatever happened."""
        if self.file:
            self.file.close()


def _bytes_between(path: Path, start: int, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while size and (piece := file.read(min(size, _PIECE))):
            if piece.endswith(b"\r"):
                piece += file.read(1)
            size -= len(piece)
            yield piece
