"""Compare two laws from their files: shares, passages, and the page side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from regimelab.errors import InvalidInput, Problem
from regimelab.study.laws.packages import check_packages
from regimelab.study.result import Progress, Result, silent

if TYPE_CHECKING:
    from regimelab.texts.compare import Comparison
    from regimelab.texts.law import Law

LEAST = (28, 40, 75, 100, 200)  # as texts.share; listed here so that --help need not import it


@dataclass(frozen=True)
class Pair:
    """What is compared: the borrowing law and the one that it may have borrowed from."""

    law: str
    source: str
    language: str = ""
    others: str | None = None
    thresholds: tuple[int, ...] = LEAST


class Compared(NamedTuple):
    """A comparison, and its page."""

    result: "Result[Comparison]"
    page: bytes | None


def compare_laws(asked: Pair, seed: int, page_in: str | None = None, progress: Progress = silent) -> Compared:
    """Find what a law has from another; with a page if a language is named that it is told in."""
    check_packages()
    from regimelab.texts.compare import compare

    progress("read", 0.0)
    law, notes = one_law(asked.law, asked.language)
    source, editions, more = _source(asked, law)
    others, further = _others(asked)
    _refuse_two_languages(law, source, asked)
    progress("compare", 0.0)
    found = compare(law, source, seed, asked.thresholds, others, editions)
    warnings = (*dict.fromkeys((*notes, *more, *further, *_cautions(found, bool(others)))),)
    page = _page(found, law, source, warnings, page_in) if page_in else None
    progress("compare", 1.0)
    rows = tuple(vars(one) for one in found.passages)
    files = tuple(dict.fromkeys(one.file for one in (law, source)))
    return Compared(Result(found, rows, warnings=warnings, inputs=files), page)


def one_law(place: str, language: str) -> "tuple[Law, tuple[str, ...]]":
    """Read the one law that a place holds, with what had to be assumed."""
    from regimelab.texts.corpus import read_laws

    corpus = read_laws(place, language)
    if len(corpus.laws) != 1:
        ids = ", ".join(one.id for one in corpus.laws[:5])
        what = f"holds {len(corpus.laws)} laws ({ids} …), and one is compared."
        raise InvalidInput(Problem(place, what, f"Name one of them: {place}#{corpus.laws[0].id}."))
    return corpus.laws[0], corpus.notes


def _source(asked: Pair, law: "Law") -> "tuple[Law, Sequence[Law], tuple[str, ...]]":
    """Read the source; of several editions of one law, take that in force when the borrower was written."""
    from regimelab.texts.corpus import read_laws
    from regimelab.texts.law import editions, in_force_on

    corpus = read_laws(asked.source, asked.language)
    groups = editions(list(corpus.laws))
    if len(corpus.laws) == 1 or len(groups) > 1:
        return *one_law(asked.source, asked.language)[:1], (), corpus.notes
    group = next(iter(groups.values()))
    held = in_force_on(group, law.written) if law.written else None
    if held:
        return held, group, corpus.notes
    note = (
        "no edition of the source is known to have held before the law was written; the first given is taken"
    )
    return group[0], group, (*corpus.notes, note)


def _others(asked: Pair) -> "tuple[Sequence[Law], tuple[str, ...]]":
    from regimelab.texts.corpus import read_laws

    if asked.others is None:
        return (), ()
    corpus = read_laws(asked.others, asked.language)
    return corpus.laws, corpus.notes


def _refuse_two_languages(law: "Law", source: "Law", asked: Pair) -> None:
    """Refuse laws in two languages; words of different languages do not align."""
    if law.language != source.language:
        what = f"is in '{source.language}', and {asked.law} in '{law.language}'."
        remedy = "Compare laws in one language, state --language, or use 'laws translated' for two."
        raise InvalidInput(Problem(asked.source, what, remedy))


def _cautions(found: "Comparison", with_others: bool) -> tuple[str, ...]:
    notes = []
    if not with_others:
        notes.append(
            "boilerplate was learnt from the articles of the two laws alone; "
            "give other laws of the country with --others to know it better"
        )
    if found.law.articles < 2:
        notes.append("no articles were found in the law, so there is no interval")
    return tuple(notes)


def _page(found: "Comparison", law: "Law", source: "Law", notes: Sequence[str], language: str) -> bytes:
    from regimelab.report.language import speaking
    from regimelab.report.laws import render_comparison
    from regimelab.study.laws.page import side_by_side

    with speaking(language):
        return render_comparison(side_by_side(found, law, source, notes)).encode()
