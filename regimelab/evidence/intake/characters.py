"""The bytes of a text file as UTF-8, whatever encoding its producer uses; what is no table is named."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from regimelab.errors import InvalidInput, Problem

_WIDE: Final = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark begins it
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_PAGE: Final = re.compile(rb"\s*(<!doctype|<html|<head|<\?xml|<!--|<error)", re.IGNORECASE)
_JSON: Final = re.compile(rb'\s*(\{\s*["}]|\[\s*[\{\["\]])')
_OTHER: Final = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RDX", "a file of R"),
    (b"<stata_dta>", "a file of Stata"),
    (b"$FL2", "a file of SPSS"),
)
_NUL_SHARE: Final = 0.2  # of the first bytes: more are two-byte characters, or no text


def text(chunks: Iterable[bytes], encoding: str, where: str) -> Iterator[bytes]:
    """Give the file as UTF-8 without a byte-order mark; a byte that is no character stays broken."""
    stream = iter(chunks)
    head = next(stream, b"")
    _refuse_other(head, encoding, where)
    if head.startswith(codecs.BOM_UTF8):
        return chain([head.removeprefix(codecs.BOM_UTF8)], stream)
    if is_utf8(encoding):
        return chain([head], stream)
    return _transcoded(chain([head], stream), encoding, where)


def is_utf8(encoding: str) -> bool:
    """Whether a name of an encoding names UTF-8, or what is the same within it."""
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii")


def _transcoded(chunks: Iterator[bytes], encoding: str, where: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", errors="surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", errors="surrogatepass")
    except UnicodeError as error:
        what = f"is not {encoding.upper()}, in which its producer writes ({error})."
        raise InvalidInput(Problem(where, what, "Download it again, or save it as UTF-8.")) from None


def _refuse_other(head: bytes, encoding: str, where: str) -> None:
    """Refuse what is no table of text, or is in an encoding that its first bytes give away."""
    kind = _kind(head)
    if kind:
        remedy = "The producer may have moved the file; open it, and download the table itself."
        raise InvalidInput(Problem(where, f"looks like {kind}, not a table.", remedy))
    wide = next((name for mark, name in _WIDE.items() if head.startswith(mark)), None)
    expected = codecs.lookup(encoding).name
    if wide and not expected.startswith(wide):
        what = f"is in {wide.upper()}, not {encoding.upper()}."
        raise InvalidInput(Problem(where, what, "Save it as UTF-8."))
    if not expected.startswith("utf-16") and head[:4096].count(0) > _NUL_SHARE * len(head[:4096]):
        what = "holds bytes that are no text, or is in UTF-16."
        raise InvalidInput(Problem(where, what, "Save it as CSV in UTF-8."))


def _kind(head: bytes) -> str | None:
    bare = head[:4096].removeprefix(codecs.BOM_UTF8)
    if not bare.strip():
        return "an empty file"
    if _PAGE.match(bare):
        return "a web page"
    if _JSON.match(bare):
        return "JSON"
    return next((kind for magic, kind in _OTHER if bare.startswith(magic)), None)
