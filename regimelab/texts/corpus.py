"""Laws from files and folders: every problem of a collection at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.texts.decoding import READERS, Unreadable, decode, refuse_too_long, text_of, tidy
from regimelab.texts.language import language_of
from regimelab.texts.law import Law
from regimelab.texts.manifest import DAYS, MANIFEST, SAID, law_of, read_manifest

PARQUET = ".parquet"
PORTION = 16_000_000  # bytes that one process reads at one go, unless a row group has more
_PICKED = "#"  # sets the id of a law apart from the file that holds many


class Corpus(NamedTuple):
    """Laws, and what had to be assumed to read them."""

    laws: tuple[Law, ...]
    notes: tuple[str, ...] = ()


def read_laws(place: str | Path, language: str = "") -> Corpus:
    """Read a law or a collection: a file, a Parquet file of laws, ``FILE#ID`` in one, or a folder.

    A folder with a manifest has the laws that it lists; without one, each file that can be read is a
    law under its own name.
    """
    laws = list(stream_laws(place, language))
    guessed = sorted({one.law.language or "unknown" for one in laws if one.guessed})
    note = (
        f"language taken from the letters and words: {', '.join(guessed)}; state it in a manifest to be sure"
    )
    return Corpus(tuple(one.law for one in laws), (note,) if guessed else ())


class Streamed(NamedTuple):
    """A law as it is read, and whether its language had to be guessed."""

    law: Law
    guessed: bool


class Source(NamedTuple):
    """A file of a law, or some row groups of a Parquet file of laws: what can be read by itself."""

    path: Path
    size: int
    where: str
    said: dict[str, str] = {}
    encoding: str = ""
    folder: Path | None = None  # which the file may not lead out of
    groups: tuple[int, int] | None = None
    row: int = 1  # of the first law


def sources(path: Path) -> tuple[list[Source], list[Problem]]:
    """List what holds the laws of a place, with what is wrong with the list."""
    if not path.exists():
        return [], [Problem(str(path), "does not exist.", "Give a file or a folder of laws.")]
    if path.suffix == PARQUET:
        return _row_groups(path)
    if path.is_dir():
        return _folder(path)
    return [Source(path, path.stat().st_size, str(path), {"id": path.stem})], []


def stream_laws(place: str | Path, language: str = "") -> Iterator[Streamed]:
    """Read laws one after another; whatever is wrong with any is told, all at once, at the end."""
    path, picked = file_and_id(str(place))
    listed, problems = sources(path)
    known: dict[str, Path] = {}
    for law, wrong in (each for source in listed for each in found(source)):
        problems += wrong
        problems += () if law is None else note_id(law.id, law.file, known)
        if law is not None and not problems and picked in ("", law.id):
            yield with_language(law, language)
    problems += () if problems else nothing(path, picked, known)
    if problems:
        raise InvalidInput(problems)


def note_id(name: str, file: Path, known: dict[str, Path]) -> Iterator[Problem]:
    """Note the id of a law; it is a problem if another law has it already."""
    if name in known:
        what = f"'{name}' is already the id of a law in {known[name]}."
        yield Problem(str(file), what, "An id names one law: change one.")
    known.setdefault(name, file)


def nothing(path: Path, picked: str, known: Mapping[str, Path]) -> Iterator[Problem]:
    """Say that a place holds no law, or not the one that was picked."""
    if not known:
        yield Problem(str(path), "holds no laws.", f"Kinds of files: {', '.join(sorted(READERS))}.")
    elif picked and picked not in known:
        yield Problem(str(path), f"holds no law '{picked}'.", suggestion(picked, known))


Found = tuple[Law | None, list[Problem]]


def file_and_id(place: str) -> tuple[Path, str]:
    """Part a file from the id of a law in it; a file that is named so itself comes first."""
    path = Path(place).expanduser()
    if _PICKED not in place or path.exists():
        return path, ""
    before, _, picked = place.rpartition(_PICKED)
    return Path(before).expanduser(), picked


def found(source: Source) -> Iterator[Found]:
    """Read the laws of a source, each with what is wrong with it."""
    if source.groups:
        yield from _rows(source, source.groups)
    elif source.folder and not source.path.resolve().is_relative_to(source.folder.resolve()):
        what = f"'{source.path.name}' leads out of the folder."
        yield None, [Problem(source.where, what, "Put the file into the folder.")]
    else:
        yield _read(source.path, source.said, source.encoding, source.where)


def _folder(folder: Path) -> tuple[list[Source], list[Problem]]:
    listing = folder / MANIFEST
    if listing.is_file():
        return _listed(folder, listing)
    listed: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in READERS:
            name = path.relative_to(folder).with_suffix("").as_posix()
            listed.append(Source(path, path.stat().st_size, str(path), {"id": name}, folder=folder))
        elif path.suffix == PARQUET:
            more, wrong = _row_groups(path)
            listed, problems = listed + more, problems + wrong
    return listed, problems


def _listed(folder: Path, listing: Path) -> tuple[list[Source], list[Problem]]:
    try:
        rows, problems = read_manifest(decode(listing.read_bytes()), str(listing))
    except Unreadable as error:
        return [], [Problem(str(listing), error.what, error.remedy)]
    listed = []
    for row in rows:
        path = folder / row["file"]
        size = path.stat().st_size if path.is_file() else 0
        said = row | {"id": row["id"] or Path(row["file"]).stem}
        listed.append(Source(path, size, f"{listing}:{row['line']}", said, row["encoding"], folder))
    return listed, problems


def _read(path: Path, said: Mapping[str, Any], encoding: str, where: str) -> Found:
    if not path.is_file():
        return None, [Problem(where, f"'{path.name}' is not there.", "Correct the name, or add the file.")]
    try:
        refuse_too_long(path.stat().st_size)
        text = text_of(path.read_bytes(), path.suffix.lower(), encoding)
    except Unreadable as error:
        return None, [Problem(str(path), error.what, error.remedy)]
    return law_of(said, text, path, where)


def _row_groups(path: Path) -> tuple[list[Source], list[Problem]]:
    """List the row groups of a Parquet file of laws (columns ``id`` and ``text``), small ones together."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        return [], [Problem(str(path), f"is no Parquet file ({error}).", "Write it anew.")]
    absent = [name for name in ("id", "text") if name not in file.schema_arrow.names]
    if absent:
        return [], [Problem(str(path), f"has no column {' and no column '.join(absent)}.", "Add it.")]
    listed, first, size, row, rows = [], 0, 0, 1, 0
    for at in range(file.num_row_groups):
        held = file.metadata.row_group(at)
        size, rows = size + held.total_byte_size, rows + held.num_rows
        if size >= PORTION or at == file.num_row_groups - 1:
            listed.append(Source(path, size, str(path), groups=(first, at + 1), row=row))
            first, size, row, rows = at + 1, 0, row + rows, 0
    return listed, []


@lru_cache(maxsize=4)
def _opened(path: Path, changed: int) -> Any:  # noqa: ANN401
    """Open a Parquet file once: the list of its row groups may be long."""
    from pyarrow import parquet

    return parquet.ParquetFile(path)


def _rows(source: Source, groups: tuple[int, int]) -> Iterator[Found]:
    file = _opened(source.path, source.path.stat().st_mtime_ns)
    known = [name for name in file.schema_arrow.names if name in (*SAID, "text")]
    read = (file.iter_batches(64, [at], columns=known) for at in range(*groups))
    rows = (row for group in read for batch in group for row in batch.to_pylist())
    for at, row in enumerate(rows, start=source.row):
        where = f"{source.path}: row {at}"
        text = tidy(str(row.pop("text") or ""))
        if not text:
            yield None, [Problem(where, "has no text.", "Leave it out, or put the law into it.")]
            continue
        said = row | {name: _known_day(row.get(name)) for name in DAYS}
        yield law_of(said, text, source.path, where)


def _known_day(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    return value.date() if hasattr(value, "date") else value


def with_language(law: Law, stated: str) -> Streamed:
    """Fill in the language of a law that does not state it."""
    if law.language or stated:
        return Streamed(law if law.language else replace(law, language=stated), False)
    return Streamed(replace(law, language=language_of(law.text)), True)
