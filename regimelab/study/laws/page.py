"""A comparison of laws as its page is handed it: texts cut up, numbers written out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from regimelab import __version__
from regimelab.report.handed.laws import (
    Article,
    EditionLine,
    LawCard,
    Piece,
    Row,
    ShareLine,
    SideBySide,
    Stretch,
)
from regimelab.report.language import like, other, say, signed

if TYPE_CHECKING:
    from regimelab.interval import Estimate
    from regimelab.texts.compare import ArticleShare, Comparison, Facts, SharedPassage
    from regimelab.texts.law import Law
    from regimelab.texts.share import Share


LONG = 60  # letters of a title in a headline


def side_by_side(found: "Comparison", law: "Law", source: "Law", notes: Sequence[str]) -> SideBySide:
    """Cut two laws into what the page shows of them."""
    first = found.shares[0]
    titles = (found.law.title, found.source.title)
    short = max(map(len, titles)) <= LONG
    law_name, source_name = titles if short else (say("the first law"), say("the second"))
    headline = say(
        "{share} of {law} also stands in {source}",
        share=percent(first.share.estimate),
        law=law_name,
        source=source_name,
    )
    back = say(
        "The other way round, {share} ({interval}) of {source} stands in {law}.",
        share=percent(found.back.estimate),
        interval=interval(found.back),
        source=named(found.source),
        law=named(found.law),
    )
    return SideBySide(
        version=__version__,
        law=_card(found.law),
        source=_card(found.source),
        headline=headline,
        shares=tuple(_line(one) for one in found.shares),
        direction=say("Borrowing in this direction: {direction}.", direction=other(found.direction)),
        back=back,
        rows=tuple(_row(at, one, law.text, source.text) for at, one in enumerate(found.passages, start=1)),
        articles=tuple(_articles(found, law.text)),
        notes=tuple(like(note, f"{note[0].upper()}{note[1:]}.") for note in map(other, notes)),
        language=found.law.language,
        editions=tuple(
            EditionLine(
                one.id,
                str(one.held_from or "not dated"),
                percent(one.share.estimate),
                interval(one.share),
                one.compared,
            )
            for one in found.editions
        ),
    )


def percent(share: float | None) -> str:
    """Write a share in per cent; less than a thousandth is said so, and nothing is nothing."""
    if share is None:
        return say("unknown")
    told = "0.1 %" if 0 < share < 0.001 else f"{share:.1%}".replace("%", " %")
    return say("under {share}", share=signed(told)) if 0 < share < 0.001 else signed(told)


def interval(estimate: "Estimate") -> str:
    """Write the interval of a share."""
    if estimate.low is None or estimate.high is None:
        return say("no interval")
    ends = (signed(f"{100 * end:.1f}") for end in (estimate.low, estimate.high))
    return say("{low} to {high} %", **dict(zip(("low", "high"), ends, strict=True)))


def named(law: "Facts") -> str:
    """Name a law shortly, with the year and the state if known."""
    title = shortened(law.title)
    day = law.edition or law.adopted or law.in_force
    said = ", ".join(part for part in (law.state, str(day.year) if day else "") if part)
    return f"{title} ({said})" if said else title


def shortened(title: str, most: int = LONG) -> str:
    """Cut a long title where a word ends, unless that word is long itself."""
    if len(title) <= most:
        return title
    words = title[:most].rpartition(" ")[0]
    return f"{words if 3 * len(words) > 2 * most else title[:most]}…"


def _card(law: "Facts") -> LawCard:
    known = {
        say("id"): law.id,
        say("state"): law.state,
        say("adopted"): law.adopted,
        say("in force"): law.in_force,
        say("this edition"): law.edition,
        say("language"): law.language,
        say("words"): say(
            "{words} in {articles} articles", words=f"{law.words:,}", articles=f"{law.articles:,}"
        ),
        say("source"): law.source,
        say("licence"): law.licence,
    }
    return LawCard(law.title, tuple((name, str(value)) for name, value in known.items() if value))


def _line(one: "Share") -> ShareLine:
    return ShareLine(
        one.least,
        percent(one.share.estimate),
        interval(one.share),
        percent(one.without_boilerplate.estimate),
        percent(one.word_for_word),
        percent(one.exact_runs),
        one.passages,
    )


def _row(number: int, one: "SharedPassage", text: str, source: str) -> Row:
    from regimelab.texts.difference import difference

    left, right = difference(text[one.start : one.end], source[one.source_start : one.source_end])
    sure = f"{one.substantive:.2f}" if one.substantive <= 0.99 else "> 0.99"
    return Row(
        number,
        one.article,
        one.source_article,
        tuple(Piece(*piece) for piece in left),
        tuple(Piece(*piece) for piece in right),
        one.words,
        one.reworded,
        sure,
    )


def _articles(found: "Comparison", text: str) -> Iterator[Article]:
    """Cut the law into articles, and each into what is borrowed and what is not."""
    total = max(1, sum(one.words for one in found.articles))
    at = 0
    for one in found.articles:
        place, width = 1000 * at / total, 1000 * one.words / total
        tenths = min(10, round(10 * one.share + 0.49))
        stretches = tuple(_stretches(one, found.passages, text))
        share = f"{percent(one.share)} borrowed" if one.share else "nothing borrowed"
        yield Article(one.heading, share, tenths, round(place, 2), round(width, 2), stretches)
        at += one.words


def _stretches(article: "ArticleShare", passages: "Sequence[SharedPassage]", text: str) -> Iterator[Stretch]:
    done = article.start
    for number, one in enumerate(passages, start=1):
        low, high = max(one.start, done), min(one.end, article.end)
        if low < high:
            if done < low:
                yield Stretch(text[done:low], 0, False)
            yield Stretch(text[low:high], number, one.start >= article.start)
            done = high
    if done < article.end:
        yield Stretch(text[done : article.end], 0, False)
