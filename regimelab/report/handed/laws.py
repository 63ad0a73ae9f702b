"""Two laws side by side, as the page is handed them."""

from dataclasses import dataclass

from regimelab.report.inline import Text


@dataclass(frozen=True)
class Piece:
    """A stretch of text: the same in both laws or not."""

    text: str
    same: bool


@dataclass(frozen=True)
class Row:
    """A passage beside the one it was probably taken from."""

    number: int
    article: str
    source_article: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    words: int
    reworded: bool
    substantive: str


@dataclass(frozen=True)
class Stretch:
    """A stretch of the law's own text.

    ``passage`` numbers the passage that it belongs to, 0 if none; ``first`` says whether that begins here.
    """

    text: str
    passage: int
    first: bool


@dataclass(frozen=True)
class Article:
    """An article of the law: its borrowed share in words and in tenths, its place in thousandths."""

    heading: str
    share: str
    tenths: int
    at: float
    width: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ShareLine:
    """The borrowed share at one threshold, as it is printed."""

    least: str
    share: str
    interval: str
    without_boilerplate: str
    word_for_word: str
    exact_runs: str
    passages: int


@dataclass(frozen=True)
class EditionLine:
    """The borrowed share by edition of the source, as it is printed."""

    name: str
    held_from: str
    share: str
    interval: str
    compared: bool


@dataclass(frozen=True)
class LawCard:
    """What is known of a law, line by line."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SideBySide:
    """A comparison of two laws."""

    version: str
    law: LawCard
    source: LawCard
    headline: Text
    shares: tuple[ShareLine, ...]
    direction: str
    back: Text
    rows: tuple[Row, ...]
    articles: tuple[Article, ...]
    notes: tuple[str, ...]
    language: str
    editions: tuple[EditionLine, ...] = ()
