"""From the bytes of a file to the text of a law, whatever it was written with."""

import html
import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from regimelab.errors import on_request

LARGEST = 100_000_000  # bytes; the longest codes of law have some four million
PAGES = 20_000  # pages of a PDF; the longest codes of law have some two thousand
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]+)""", re.IGNORECASE)
_UNSEEN = "script, style, template, noscript, iframe, object, embed, svg, form, nav, head"
_BLOCKS = "p, div, br, li, tr, h1, h2, h3, h4, h5, h6, section, article, blockquote, pre, td, th, dd, dt"
_DOCX = "Save it anew as .docx."
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[^>]*>")
_CYRILLIC = re.compile(r"[а-яё]")


class Unreadable(ValueError):
    """Why a file gives no text, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


def text_of(raw: bytes, ending: str, encoding: str = "") -> str:
    """Read the text of a file by the ending of its name."""
    if ending not in READERS:
        known = ", ".join(sorted(READERS))
        raise Unreadable(f"'{ending}' is no kind of text that is read.", f"Known: {known}.")
    if not raw:
        raise Unreadable("is empty.", "Leave it out, or put the law into it.")
    refuse_too_long(len(raw))
    text = tidy(READERS[ending](raw, encoding))
    if not any(letter.isalpha() for letter in text):
        raise Unreadable("has no words.", "Leave it out, or put the law into it.")
    return text


def refuse_too_long(size: int, does: str = "has") -> None:
    """Refuse a file that is too long for a law, before it is read or unpacked."""
    if size > LARGEST:
        what = f"{does} {size / 1e6:,.0f} MB, and no law is so long (at most {LARGEST / 1e6:.0f})."
        raise Unreadable(what, "Cut it into laws.")


def decode(raw: bytes, encoding: str = "") -> str:
    """Decode bytes as UTF-8, or as the encoding that is stated; never by a silent guess."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            encoding = name
    if b"\0" in raw and encoding not in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        raise Unreadable("is binary, not text.", "Give it the ending of its kind, or leave it out.")
    try:
        return raw.decode(encoding or "utf-8")
    except LookupError:
        raise Unreadable(f"'{encoding}' is no encoding.", "Write utf-8, cp1251, koi8-r …") from None
    except UnicodeDecodeError as error:
        what = f"is not {encoding or 'UTF-8'} (byte {error.start:,})"
        raise Unreadable(
            f"{what}{_looks_like(raw)}.", "State its encoding in the manifest, or convert it."
        ) from None


def _looks_like(raw: bytes) -> str:
    """Name the old encoding in which Cyrillic bytes make small letters most often."""
    guesses = {
        name: len(_CYRILLIC.findall(raw.decode(name, "ignore"))) for name in ("cp1251", "koi8-r", "cp866")
    }
    best = max(guesses, key=lambda name: guesses[name])
    return f"; it reads like {best}" if guesses[best] > len(raw) / 3 else ""


def _plain(raw: bytes, encoding: str) -> str:
    return decode(raw, encoding)


def _markdown(raw: bytes, encoding: str) -> str:
    """Read Markdown as text: without marks of headings, emphasis, links and embedded HTML."""
    text = _TAG.sub("", decode(raw, encoding))
    text = re.sub(r"^[ \t]{0,3}(?:#{1,6}|>)[ \t]*", "", text, flags=re.MULTILINE)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return html.unescape(re.sub(r"(\*\*|__|`)", "", text))


def _html(raw: bytes, encoding: str) -> str:
    """Read what a page shows; scripts, styles and forms are dropped unread."""
    parser = on_request("selectolax.lexbor", "laws", "an HTML file")
    stated = _CHARSET.search(raw[:4096])
    tree = parser.LexborHTMLParser(decode(raw, encoding or (stated[1].decode() if stated else "")))
    for node in tree.css(_UNSEEN):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    return tree.body.text(separator="") if tree.body else ""


def _docx(raw: bytes, encoding: str) -> str:
    docx = on_request("docx", "laws", "a DOCX file")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:  # which never unpacks more than it states
            unpacked = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Unreadable(f"is no DOCX file ({error}).", _DOCX) from None
    refuse_too_long(unpacked, "unpacks to")
    try:
        document = docx.Document(io.BytesIO(raw))
    except Exception as error:
        raise Unreadable(f"is no DOCX file ({error}).", _DOCX) from None
    lines = []
    for part in document.iter_inner_content():
        rows = getattr(part, "rows", None)
        lines += [part.text] if rows is None else [cell.text for row in rows for cell in row.cells]
    return "\n".join(lines)


def _pdf(raw: bytes, encoding: str) -> str:
    pypdf = on_request("pypdf", "laws", "a PDF file")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # how it mends a file is no concern of the reader
    try:
        pages = list(_pages(pypdf.PdfReader(io.BytesIO(raw)).pages))
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"is no PDF file that can be read ({error}).", "Save it anew.") from None
    text = "\n".join(pages)
    if sum(letter.isalpha() for letter in text) < 20 * len(pages):
        what = f"has {len(pages)} page(s) but hardly any text: it was scanned."
        raise Unreadable(what, "Recognise its characters first (OCR), and give that file.")
    return text


def _pages(pages: Any) -> Iterator[str]:  # noqa: ANN401 - those of pypdf
    """Read a PDF page by page, and no further than a law can go."""
    if len(pages) > PAGES:
        what = f"has {len(pages):,} pages, and no law is so long (at most {PAGES:,})."
        raise Unreadable(what, "Cut it into laws.")
    read = 0
    for page in pages:
        text = page.extract_text()
        read += len(text)
        refuse_too_long(read, "unpacks to")
        yield text


def tidy(text: str) -> str:
    """Compose letters with their accents, and drop control characters and runs of blanks."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").replace("\0", "")
    return _LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
