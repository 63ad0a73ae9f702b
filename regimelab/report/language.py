"""The language that a brief is told in: its own words by one catalogue, what others wrote marked as theirs.

A message is its English text, with the places of its parts in braces; a catalogue gives it in
another language, where the parts may stand in another order.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from regimelab.report.catalogue import Catalogue, catalogue
from regimelab.report.inline import Inline, Text

ENGLISH = "en"
_CHOSEN: ContextVar[str] = ContextVar("language", default=ENGLISH)
_PARTS = re.compile(r"\{(\w+)\}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_AND_YEAR = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{4}})")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_FIGURE = re.compile(r"[+\u2212-]?[\d.]+\s?%?")
_DECIMAL = re.compile(r"(?<![\d.])([+\u2212-]?\d+)\.(\d+)(?![\d.])")


class Foreign(str):
    """Words that stand in a text of another language as they were written: in English, or as it says."""

    language = ENGLISH


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell whatever is told meanwhile in a language."""
    token = _CHOSEN.set(language)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def spoken() -> str:
    """Give the language that is spoken, as browsers and screen readers name it."""
    return _CHOSEN.get()


def message(text: str) -> str:
    """Mark a text as a message of the catalogue that is said later."""
    return text


LANGUAGES = {
    "en": message("English"),
    "kk": message("Kazakh"),
    "ky": message("Kyrgyz"),
    "ru": message("Russian"),
    "tg": message("Tajik"),
    "tk": message("Turkmen"),
    "uz": message("Uzbek"),
}


def say(text: str, **parts: object) -> str:
    """Say a message with its parts in their places."""
    return (text if spoken() == ENGLISH else _known().messages.get(text, text)).format(**parts)


def say_text(text: str, **parts: Inline | Text) -> Text:
    """Say a message some of whose parts are numbers, references or sources."""
    template = text if spoken() == ENGLISH else _known().messages.get(text, text)
    said: list[Inline] = []
    for index, piece in enumerate(_PARTS.split(template)):
        part: Inline | Text = parts[piece] if index % 2 else piece
        said += part if isinstance(part, tuple) else (part,)
    return tuple(part for part in said if part != "")


def quoted(words: str, *after: Inline) -> Text:
    """Quote what another wrote, and say where it stands."""
    return (*say_text("\u201c{words}\u201d ", words=other(words)), *after)


def say_count(one: str, many: str, count: int) -> str:
    """Say a number of things in the form that the number asks for."""
    if spoken() == ENGLISH:
        return (one if count == 1 else many).format(count=count)
    forms = _known().plurals.get(many, (many,))
    return forms[min(_form(count), len(forms) - 1)].format(count=count)


def other(text: str) -> str:
    """Say what another room wrote: in the language spoken where the catalogue has it, or else as it is."""
    if spoken() == ENGLISH or not text.strip() or isinstance(text, Foreign):
        return text
    return _told_in(spoken(), text)


@lru_cache(maxsize=100_000)
def _told_in(language: str, text: str) -> str:
    """Say a text of another room in a language; a brief says most of them many times."""
    known = catalogue(language)
    if text in known.names:
        return known.names[text]
    if known.letters.search(text) or not re.search("[A-Za-z]{2}", text) or text.isupper():
        return text
    said = _told(text, known)
    if said is not None:
        return said
    sentences = _SENTENCES.split(text)
    parts = [_told(one, known) for one in sentences] if len(sentences) > 1 else [None]
    told = [part for part in parts if part is not None]
    return " ".join(told) if len(told) == len(parts) else Foreign(text)


def _told(text: str, known: Catalogue) -> str | None:
    """Find a text among names and patterns, or as a month; nothing if it is not there."""
    if text in known.names:
        return known.names[text]
    for pattern, told in known.patterns:
        found = pattern.fullmatch(text)
        if found:
            slots = {name: _slot(name, part) for name, part in found.groupdict().items()}
            if None not in slots.values():
                return told.format(**slots)
    month = _MONTH_AND_YEAR.fullmatch(text)
    return f"{known.months[_MONTHS.index(month[1])]} {month[2]}" if month else None


def language_name(code: str) -> str:
    """Name a language by its code; one without a name here stays a code."""
    return say(LANGUAGES[code]) if code in LANGUAGES else code


def written_in(language: str, text: str) -> str:
    """Mark a text as written in a language, unless that is the one spoken, or nobody knows."""
    if not text or not language or language == spoken():
        return text
    marked = Foreign(text)
    marked.language = language
    return marked


def like(whole: str, part: str) -> str:
    """Mark a part of a text as foreign if the whole is."""
    return Foreign(part) if isinstance(whole, Foreign) else part


def signed(figures: str) -> str:
    """Write the decimal sign of the language into figures that were printed with a point."""
    return figures if spoken() == ENGLISH else figures.replace(".", _known().decimal)


def decimal_sign() -> str:
    """Give the sign before decimals."""
    return "." if spoken() == ENGLISH else _known().decimal


def months() -> Catalogue | None:
    """Give the catalogue that names months; English has none."""
    return None if spoken() == ENGLISH else _known()


def _slot(name: str, part: str) -> str | None:
    """Say a part of a pattern: figures by the language's sign, words if known, ``raw`` and years as is."""
    if _FIGURE.fullmatch(part):
        return _DECIMAL.sub(rf"\1{_known().decimal}\2", part).replace("-", "\u2212")
    said = part if name == "years" or name.startswith("raw") else other(part)
    return None if isinstance(said, Foreign) else said


def _form(count: int) -> int:
    """Choose the form of a Slavic noun: one, few (2 to 4) or many."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else 2


def _known() -> Catalogue:
    return catalogue(spoken())
