"""Laws from files and folders: every problem of a collection at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.texts.decoding import READERS, Unreadable, decode, refuse_too_long, text_of, tidy
from regimelab.texts.language import language_of
from regimelab.texts.law import Law
from regimelab.texts.manifest import DAYS, MANIFEST, SAID, law_of, read_manifest

PARQUET = ".parquet"
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


def stream_laws(place: str | Path, language: str = "") -> Iterator[Streamed]:
    """Read laws one after another; whatever is wrong with any is told, all at once, at the end."""
    path, picked = file_and_id(str(place))
    if not path.exists():
        raise InvalidInput(Problem(str(path), "does not exist.", "Give a file or a folder of laws."))
    found = _parquet(path) if path.suffix == PARQUET else _folder(path) if path.is_dir() else _file(path)
    problems: list[Problem] = []
    known: dict[str, Path] = {}
    for law, wrong in found:
        problems += wrong
        if law is not None and law.id in known:
            problems.append(_duplicate(law, known[law.id]))
        elif law is not None:
            known[law.id] = law.file
            if not problems and picked in ("", law.id):
                yield _with_language(law, language)
    problems += () if problems else _nothing(path, picked, known)
    if problems:
        raise InvalidInput(problems)


def _nothing(path: Path, picked: str, known: Mapping[str, Path]) -> Iterator[Problem]:
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


def _file(path: Path) -> Iterator[Found]:
    yield _read(path, {"id": path.stem}, "", str(path))


def _folder(folder: Path) -> Iterator[Found]:
    listing = folder / MANIFEST
    if not listing.is_file():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in READERS:
                name = path.relative_to(folder).with_suffix("").as_posix()
                yield _inside(folder, path, {"id": name}, "", str(path))
            elif path.suffix == PARQUET:
                yield from _parquet(path)
        return
    try:
        rows, problems = read_manifest(decode(listing.read_bytes()), str(listing))
    except Unreadable as error:
        rows, problems = [], [Problem(str(listing), error.what, error.remedy)]
    yield None, problems
    for row in rows:
        said = row | {"id": row["id"] or Path(row["file"]).stem}
        yield _inside(folder, folder / row["file"], said, row["encoding"], f"{listing}:{row['line']}")


def _inside(folder: Path, path: Path, said: Mapping[str, Any], encoding: str, where: str) -> Found:
    """Read a file of a folder, unless a link leads out of it."""
    if not path.resolve().is_relative_to(folder.resolve()):
        return None, [
            Problem(where, f"'{path.name}' leads out of the folder.", "Put the file into the folder.")
        ]
    return _read(path, said, encoding, where)


def _read(path: Path, said: Mapping[str, Any], encoding: str, where: str) -> Found:
    if not path.is_file():
        return None, [Problem(where, f"'{path.name}' is not there.", "Correct the name, or add the file.")]
    try:
        refuse_too_long(path.stat().st_size)
        text = text_of(path.read_bytes(), path.suffix.lower(), encoding)
    except Unreadable as error:
        return None, [Problem(str(path), error.what, error.remedy)]
    return law_of(said, text, path, where)


def _parquet(path: Path) -> Iterator[Found]:
    """Read laws from the rows of a Parquet file with columns ``id`` and ``text`` at least."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        yield None, [Problem(str(path), f"is no Parquet file ({error}).", "Write it anew.")]
        return
    absent = [name for name in ("id", "text") if name not in file.schema_arrow.names]
    if absent:
        yield None, [Problem(str(path), f"has no column {' and no column '.join(absent)}.", "Add it.")]
        return
    known = [name for name in file.schema_arrow.names if name in (*SAID, "text")]
    groups = (file.iter_batches(64, [at], columns=known) for at in range(file.num_row_groups))
    rows = (row for group in groups for batch in group for row in batch.to_pylist())
    for at, row in enumerate(rows, start=1):
        text = tidy(str(row.pop("text") or ""))
        if not text:
            yield (
                None,
                [Problem(f"{path}: row {at}", "has no text.", "Leave it out, or put the law into it.")],
            )
            continue
        said = row | {name: _known_day(row.get(name)) for name in DAYS}
        yield law_of(said, text, path, f"{path}: row {at}")


def _known_day(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    return value.date() if hasattr(value, "date") else value


def _duplicate(law: Law, first: Path) -> Problem:
    what = f"'{law.id}' is already the id of a law in {first}."
    return Problem(str(law.file), what, "An id names one law: change one.")


def _with_language(law: Law, stated: str) -> Streamed:
    """Fill in the language of a law that does not state it."""
    if law.language or stated:
        return Streamed(law if law.language else replace(law, language=stated), False)
    return Streamed(replace(law, language=language_of(law.text)), True)
