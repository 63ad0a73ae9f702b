"""A net for personal data: what looks like a name, telephone, passport or mail address is refused."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from regimelab.errors import Problem

PSEUDONYM: Final = "Write a pseudonym, such as P-1, and put no key to it in the file."
# Fields that name the people who answer and sign, or hold hashes, ids and addresses of published pages.
NAMED: Final = {"by", "seconded_by", "verified_by", "author", "owner"}
CODED: Final = {
    "hash",
    "state",
    "previous",
    "body",
    "run_id",
    "release",
    "evidence_release",
    "model",
    "ref",
    "id",
}
SKIPPED: Final = {*CODED, "address", "at", "terms", "context_ref", "from_context", "seen", "shown", "acts"}

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERS: Final = {
    "a telephone number": re.compile(
        r"(?<![\w/.-])(?:\+\d[\d\s().-]{6,16}\d|\(?0?\d{2,4}\)?[\s.-]\d{2,3}[\s.-]\d{2}[\s.-]\d{2}|\d{3}[\s-]\d{3}[\s-]\d{4}|\d{2,4}[\s-]\d{2,3}[\s-]\d{3}[\s-]\d{4})(?![\w/.-]?\d)"
    ),
    "the number of a passport or identity card": re.compile(
        r"(?<![\w/])(?:[A-ZА-Я]{1,2}\s?№?\s?\d{6,9}|\d{2}\s?\d{2}\s\d{6}|\d{12}|\d{14}|(?!\d+000(?!\d))\d{9,10})(?![\w-]?\d)"
    ),
    "a mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "an account name": re.compile(r"(?<!\w)@[A-Za-z]\w{3,}"),
}
_INITIALS = re.compile(
    r"(?<!\w)(?:[A-ZА-ЯЁ]\.\s?){1,2}[A-ZА-ЯЁ][a-zа-яё]{2,}|[A-ZА-ЯЁ][a-zа-яё]{2,}\s(?:[A-ZА-ЯЁ]\.){1,2}(?!\w)"
)
_SENTENCE = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[«“\"(]\s*)$")


class Vocabulary(NamedTuple):
    """Words by which names of persons are told from names of institutions and places."""

    endings: tuple[str, ...]
    places: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    known: frozenset[str]
    openers: frozenset[str]


class Word(NamedTuple):
    """A word of a text, whether it is capitalised, and whether a sentence begins with it."""

    text: str
    capital: bool
    first: bool
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The word in small letters, without a possessive ending."""
        return re.sub(r"['’]s$", "", self.text.casefold())


@cache
def vocabulary() -> Vocabulary:
    """Read the words that the check knows."""
    read = tomllib.loads(files("regimelab.screening").joinpath("catalogue/names.toml").read_text("utf-8"))
    sets = {name: frozenset(read[name]) for name in ("places", "titles", "given", "known", "openers")}
    return Vocabulary((*read["latin_endings"], *read["cyrillic_endings"]), **sets)


def looks_personal(text: str, terms: tuple[str, ...] = (), names: bool = True) -> list[str]:
    """Say what in a text looks like personal data: the kind, and the words that do."""
    found = [f"{kind} ('{match.group().strip()}')" for kind, match in _numbers(text)]
    if names:
        clean = _without(text, terms)
        found += [f"the name of a person ('{name}')" for name in dict.fromkeys(_names(clean))]
    return found


def personal_problems(
    raw: Mapping[str, Any], where: str = "case", terms: tuple[str, ...] = ()
) -> list[Problem]:
    """Find everything in a case, spelled as JSON, that looks like personal data, and where it stands."""
    remedy = f"{PSEUDONYM} If it names an institution or a place, list it under the proposal's terms."
    return [
        Problem(f"{where}.{place}".removeprefix("."), f"it holds what looks like {what}.", remedy)
        for place, text, names in _texts(raw, "")
        for what in looks_personal(text, terms, names)
    ]


def _texts(value: object, place: str, names: bool = True) -> Iterator[tuple[str, str, bool]]:
    """Walk through every text of a case; rows of a release were published and are not searched for names."""
    if isinstance(value, Mapping):
        published = value.get("kind") in ("act", "figure", "model") and "quote" in value
        for key, inner in value.items():
            if key in SKIPPED:
                continue
            searched = names and key not in NAMED and not (published and key in ("quote", "title"))
            yield from _texts(inner, f"{place}.{key}".removeprefix("."), searched)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{number}]", names)
    elif isinstance(value, str):
        yield place, value, names


def _numbers(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    dates = re.sub(r"\d{4}-\d{2}-\d{2}", lambda found: "x" * len(found.group()), text)
    for kind, pattern in _NUMBERS.items():
        for match in pattern.finditer(dates):
            yield kind, match


def _names(text: str) -> Iterator[str]:
    """Find names: initials, titles, given names, endings of family names, and two capitalised strangers."""
    known = vocabulary()
    yield from (match.group() for match in _INITIALS.finditer(text))
    words, taken = list(_words(text)), -1
    for here, after in zip(words, [*words[1:], None][: len(words)], strict=True):
        if here.start < taken:
            continue
        name = _name_at(text, here, after, known)
        if name:
            taken = here.start + len(name)
            yield name


def _name_at(text: str, here: Word, after: Word | None, known: Vocabulary) -> str:
    """Give the name that begins with a word; blank if none does."""
    if here.capital and (here.plain in known.given or _family(here, known)):
        return _joined(text, here, after, known)
    if after and _adjacent(text, here, after) and _pair(here, after, known):
        return text[here.start : after.end]
    return ""


def _pair(here: Word, after: Word, known: Vocabulary) -> bool:
    """Whether two neighbours look like a name that neither is by itself."""
    if not here.capital:
        return here.plain in known.given and _family(after, known)
    if not after.capital or not _stranger(after, known):
        return False
    titled = here.plain in known.titles
    return titled or (_stranger(here, known) and not (here.first and here.plain in known.openers))


def _family(word: Word, known: Vocabulary) -> bool:
    """Whether a word ends like a family name of the region."""
    plain = word.plain
    return len(plain) >= 6 and plain.endswith(known.endings) and plain not in known.places | known.known


def _stranger(word: Word, known: Vocabulary) -> bool:
    """Whether a capitalised word is neither an acronym nor known from institutions and places."""
    parts = re.split("-", word.plain)
    acronym = len(word.text) > 1 and word.text.isupper()
    return not acronym and not (word.plain in known.known or any(part in known.known for part in parts))


def _joined(text: str, here: Word, after: Word | None, known: Vocabulary) -> str:
    more = after and after.capital and _stranger(after, known) and _adjacent(text, here, after)
    return text[here.start : after.end if more and after else here.end]


def _adjacent(text: str, here: Word, after: Word) -> bool:
    return text[here.end : after.start] == " "


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        said = match.group()
        first = bool(_SENTENCE.search(text[: match.start()]))
        yield Word(said, said[0].isupper(), first, match.start(), match.end())


def _without(text: str, terms: tuple[str, ...]) -> str:
    """Blank out declared terms, keeping the places of the other words."""
    for term in sorted(terms, key=len, reverse=True):
        text = re.sub(re.escape(term), lambda found: "." * len(found.group()), text, flags=re.IGNORECASE)
    return text
