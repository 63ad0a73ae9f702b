"""What lies in a .zip or .gz, read as a stream within limits; an archive that lies or climbs is refused."""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from pathlib import Path, PureWindowsPath
from typing import Final, NamedTuple

from regimelab.errors import InvalidInput, Problem

CHUNK: Final = 1 << 19  # bytes read at once; what fits the caches of a processor
_SYSTEM: Final = ("__MACOSX/", ".DS_Store")  # what one system's archiver adds
_TAR_AT: Final = 257  # where a tar archive says that it is one
_PACKED: Final = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
)


class Limits(NamedTuple):
    """How much an archive may unpack to: bytes in all, and per byte packed once it is past a size."""

    total: int = 20 << 30  # bytes
    ratio: int = 200  # text of the field packs 5 to 20 times, a bomb 1000 times
    spared: int = 100_000_000  # bytes below which the ratio is not looked at


class Member(NamedTuple):
    """One file to be read: its name in the archive, '' if it came unpacked, and how its bytes come."""

    name: str
    path: Path | None  # where it lies, unless it must be unpacked
    chunks: Callable[[], Iterator[bytes]]


def members(path: Path, inside: str, limits: Limits) -> list[Member]:
    """Find the files to be read in what the user gave: itself, or those of an archive that fit ``inside``."""
    head = _head(path)
    if head.startswith(b"\x1f\x8b"):
        return [Member(path.stem, None, lambda: _gunzipped(path, limits))]
    if zipfile.is_zipfile(path) and packed(head):
        return _zipped(path, inside, limits)
    if head.startswith(b"PK\x03\x04"):
        raise InvalidInput(Problem(str(path), "is a zip archive that is cut short.", "Download it again."))
    if kind := packed(head):
        raise InvalidInput(Problem(str(path), f"is {kind}, which is not read.", "Unpack it first."))
    return [Member("", path, lambda: _plain(path))]


def packed(head: bytes) -> str | None:
    """Say what archive begins with these bytes, if any."""
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return "a tar archive"
    return next((kind for magic, kind in _PACKED if head.startswith(magic)), None)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(512)
    except FileNotFoundError:
        raise InvalidInput(Problem(str(path), "there is no such file.", "Check the path.")) from None
    except OSError as error:
        remedy = "Name a file that you may read."
        raise InvalidInput(Problem(str(path), f"cannot be read ({error.strerror}).", remedy)) from None


def _plain(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def _gunzipped(path: Path, limits: Limits) -> Iterator[bytes]:
    with _sound(path), path.open("rb") as raw:
        yield from _limited(_pieces(GzipFile(fileobj=raw).read), path, path.stat().st_size, limits)


def _zipped(path: Path, inside: str, limits: Limits) -> list[Member]:
    with _sound(path), zipfile.ZipFile(path) as archive:
        listed = archive.infolist()
    if any(info.filename == "xl/workbook.xml" for info in listed):
        _check_total(path, listed, limits)
        return [Member("", path, lambda: _plain(path))]
    _check_names(path, listed)
    files = [info for info in listed if not info.is_dir() and not _of_system(info.filename)]
    chosen = [info for info in files if _fits(info.filename, inside)]
    if not chosen or (len(chosen) > 1 and not inside):
        raise InvalidInput(_unclear(path, inside, [info.filename for info in files], bool(chosen)))
    _check_total(path, chosen, limits)
    return [_member(path, info, limits) for info in sorted(chosen, key=lambda info: info.filename)]


def _member(path: Path, info: zipfile.ZipInfo, limits: Limits) -> Member:
    where = f"{path}/{info.filename}"

    def chunks() -> Iterator[bytes]:
        with _sound(where), zipfile.ZipFile(path) as archive, archive.open(info) as file:
            yield from _limited(_pieces(file.read), where, info.compress_size, limits)

    return Member(info.filename, None, chunks)


def _pieces(read: Callable[[int], bytes]) -> Iterator[bytes]:
    return iter(lambda: read(CHUNK), b"")


def _limited(pieces: Iterator[bytes], where: object, packed_size: int, limits: Limits) -> Iterator[bytes]:
    """Pass bytes on until they are more than a file may have; what the archive claims is not believed."""
    size = 0
    for piece in pieces:
        if size == 0 and (kind := packed(piece)) and not _is_workbook(piece):
            what = f"holds {kind} within an archive, which is not read."
            raise InvalidInput(Problem(str(where), what, "Unpack the outer archive first."))
        size += len(piece)
        if size > limits.total:
            raise InvalidInput(_too_large(where, limits))
        if size > limits.spared and size > limits.ratio * packed_size:
            what = f"unpacks to more than {limits.ratio} times its size, as a zip bomb does; it was not read."
            raise InvalidInput(Problem(str(where), what, "If you trust it, unpack it and give the file."))
        yield piece


def _is_workbook(head: bytes) -> bool:
    return b"[Content_Types].xml" in head[:CHUNK] and b"xl/" in head


def _check_total(path: Path, infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(info.file_size for info in infos) > limits.total:
        raise InvalidInput(_too_large(path, limits))


def _too_large(where: object, limits: Limits) -> Problem:
    what = f"unpacks to more than {limits.total / 2**30:g} GiB; it was not read."
    return Problem(str(where), what, "If you trust it, unpack it and give the file.")


def _check_names(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive any of whose names climbs out of it, or that holds links."""
    problems = [
        Problem(str(path), f"holds '{info.filename}', which {why}.", "Do not use this archive.")
        for info in infos
        if (why := _climbs(info))
    ]
    if problems:
        raise InvalidInput(problems)


def _climbs(info: zipfile.ZipInfo) -> str | None:
    name = PureWindowsPath(info.orig_filename)  # knows both kinds of slash
    if name.is_absolute() or name.drive or name.root:
        return "is an absolute path"
    if ".." in name.parts:
        return "climbs out of the archive"
    return "is a link" if stat.S_ISLNK(info.external_attr >> 16) else None


def _of_system(name: str) -> bool:
    return name.startswith(_SYSTEM[0]) or name.endswith(_SYSTEM[1])


def _fits(name: str, inside: str) -> bool:
    """Whether a pattern fits a name, with its folders or without them, in capitals or not."""
    pattern = re.compile(inside or ".*", re.IGNORECASE)
    return bool(pattern.fullmatch(name) or pattern.fullmatch(name.rsplit("/", 1)[-1]))


def _unclear(path: Path, inside: str, names: list[str], several: bool) -> Problem:
    what = "holds several files." if several else f"holds no file that fits '{inside}'."
    return Problem(
        str(path), what, f"Unpack it and give one of: {', '.join(sorted(names)[:20]) or 'nothing'}."
    )


@contextmanager
def _sound(where: object) -> Iterator[None]:
    """Turn what Python says of a broken archive into what the user can do about it."""
    try:
        yield
    except EOFError:
        raise InvalidInput(Problem(str(where), "is cut short.", "Download it again.")) from None
    except (zipfile.BadZipFile, BadGzipFile, zlib.error) as error:
        raise InvalidInput(Problem(str(where), f"is damaged ({error}).", "Download it again.")) from None
    except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a way that is not known
        raise InvalidInput(
            Problem(str(where), f"cannot be unpacked ({error}).", "Unpack it first.")
        ) from None
