"""From a file as it was downloaded to parts that the engine can read: guarded, unpacked, in UTF-8."""

import codecs
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.archive import Limits, Member, members
from regimelab.evidence.intake.characters import is_utf8, text
from regimelab.evidence.intake.dialect import LONGEST_LINE, Broken, Dialect
from regimelab.evidence.intake.guard import Guard, Jump
from regimelab.evidence.intake.header import SEARCHED, header_of
from regimelab.evidence.intake.lines import TOO_LONG
from regimelab.evidence.intake.outlet import Outlet
from regimelab.evidence.intake.sheet import sheet_of
from regimelab.evidence.sources import Source

_PARQUET: Final = b"PAR1"  # begins and ends the file


class Part(NamedTuple):
    """One table to be read: where the user finds it and where the engine does, and what the guard found.

    ``names`` and ``dialect`` are of a text file, of which ``above`` lines come before the first row.
    """

    where: str
    path: Path
    jumps: list[Jump]
    rows: int | None = None
    broken: tuple[Broken, ...] = ()
    padded: bool = True
    names: tuple[str, ...] = ()
    dialect: Dialect | None = None
    above: int = 0


def parts_of(path: Path, source: Source, scratch: Path, limits: Limits) -> Iterator[Part]:
    """Prepare every table in a file for the engine, with copies in ``scratch`` where they are needed."""
    for number, member in enumerate(members(path, source.layout.inside, limits)):
        where = f"{path}/{member.name}" if member.name else str(path)
        yield _part(member, where, source, scratch / f"part_{number}")


def _part(member: Member, where: str, source: Source, copy: Path) -> Part:
    chunks = member.chunks()
    head = next(chunks, b"")
    everything = chain([head], chunks)
    if head.startswith(_PARQUET) or Path(where).suffix == ".parquet":
        return _parquet(member.path or _saved(everything, copy), where)
    if head.startswith(b"PK\x03\x04"):
        sheet = sheet_of(b"".join(everything), source, where, copy)
        return Part(where, sheet.path, sheet.jumps, sheet.rows)
    return _text(member, text(everything, source.layout.encoding, where), where, source, copy)


def _saved(chunks: Iterator[bytes], copy: Path) -> Path:
    with copy.open("wb") as file:
        file.writelines(chunks)
    return copy


def _parquet(path: Path, where: str) -> Part:
    with path.open("rb") as file:
        begins = file.read(len(_PARQUET))
        file.seek(-min(len(_PARQUET), path.stat().st_size), 2)
        ends = file.read()
    if begins != _PARQUET:
        raise InvalidInput(Problem(where, "is not a Parquet file.", "Download it again."))
    if ends != _PARQUET:
        raise InvalidInput(Problem(where, "is a Parquet file that is cut short.", "Download it again."))
    return Part(where, path, [Jump(0, 1)])


def _text(member: Member, chunks: Iterator[bytes], where: str, source: Source, copy: Path) -> Part:
    head = _head(chunks)
    if len(head) > LONGEST_LINE and b"\n" not in head[:LONGEST_LINE]:
        raise InvalidInput(Problem(f"{where}:1", f"{TOO_LONG}.", "A table has a header and rows."))
    header = header_of(head, source)
    start = sum(len(line) + 1 for line in head.split(b"\n", header.above)[: header.above])
    original, mark = _original(member, source)
    with Outlet(original, mark + start, copy) as out:
        passed = Guard(header.dialect, header.above + 1, out).read(chain([head[start:]], chunks))
    copied = out.copied
    part = Part(
        where, copied or original or copy, passed.jumps, passed.rows, tuple(passed.broken), passed.padded
    )
    above = 0 if copied else header.above
    dialect = header.dialect._replace(ending=b"\n") if copied else header.dialect
    return part._replace(names=header.names, dialect=dialect, above=above)


def _head(chunks: Iterator[bytes]) -> bytes:
    """Read so much that the header must be in it."""
    head = b""
    while len(head) <= LONGEST_LINE and head.count(b"\n") < SEARCHED and (chunk := next(chunks, b"")):
        head += chunk
    return head


def _original(member: Member, source: Source) -> tuple[Path | None, int]:
    """Find the file that the engine may read as it is, and the length of its byte-order mark."""
    if not member.path:
        return None, 0
    with member.path.open("rb") as file:
        marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    if not (marked or is_utf8(source.layout.encoding)):
        return None, 0
    return member.path, len(codecs.BOM_UTF8) if marked else 0
