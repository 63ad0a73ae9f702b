"""A comparison of laws as its page is handed it: texts cut up, numbers written out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from regimelab import __version__
from regimelab.report.dates import day_text, days_in_full
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
from regimelab.report.inline import Text
from regimelab.report.language import language_name, like, other, say, say_count, say_text, signed, written_in
from regimelab.report.numbers import figure_text, probability_text

if TYPE_CHECKING:
    from regimelab.interval import Estimate
    from regimelab.texts.compare import ArticleShare, Comparison, Facts, SharedPassage
    from regimelab.texts.law import Law
    from regimelab.texts.share import Share


LONG = 60  # letters of a title in a headline


def side_by_side(found: "Comparison", law: "Law", source: "Law", notes: Sequence[str]) -> SideBySide:
    """Cut two laws into what the page shows of them."""
    return SideBySide(
        version=__version__,
        law=_card(found.law),
        source=_card(found.source),
        headline=_headline(found),
        shares=tuple(_line(one) for one in found.shares),
        direction=_direction(found.direction),
        back=say_text(
            "The other way round, {share} ({interval}) of {source} stands in {law}.",
            share=percent(found.back.estimate),
            interval=interval(found.back),
            source=named(found.source),
            law=named(found.law),
        ),
        rows=tuple(_row(at, one, law.text, source.text) for at, one in enumerate(found.passages, start=1)),
        articles=tuple(_articles(found, law.text)),
        notes=tuple(noted(note) for note in notes),
        language=found.law.language,
        editions=tuple(
            EditionLine(
                one.id,
                _day(one.held_from) or say("not dated"),
                percent(one.share.estimate),
                interval(one.share),
                one.compared,
            )
            for one in found.editions
        ),
    )


def _headline(found: "Comparison") -> Text:
    share, titles = percent(found.shares[0].share.estimate), (found.law.title, found.source.title)
    if max(map(len, titles)) > LONG:
        return (say("{share} of the first law also stands in the second", share=share),)
    law, source = (_titled(title, found.law.language) for title in titles)
    return say_text("{share} of {law} also stands in {source}", share=share, law=law, source=source)


def _direction(found: str) -> str:
    """Say whether the dates allow that the first law borrowed from the second."""
    if "possible" not in found:
        return noted(found)
    said = days_in_full(other(found))
    return say("By the dates, borrowing in this direction is {said}.", said=said)


def percent(share: float | None) -> str:
    """Write a share in per cent; less than a thousandth is said so, and nothing is nothing."""
    if share is None:
        return say("unknown")
    if 0 < share < 0.001:
        return say("under {share}", share=signed("0.1\u00a0%"))
    return signed(f"{100 * share:.1f}\u00a0%")


def interval(estimate: "Estimate") -> str:
    """Write the interval of a share."""
    if estimate.low is None or estimate.high is None:
        return say("no interval")
    low, high = (signed(f"{100 * one:.1f}") for one in (estimate.low, estimate.high))
    return say("{low} to {high}\u00a0%", low=low, high=high)


def noted(note: str) -> str:
    """Write a note of a comparison or a scan as a sentence."""
    said = other(note)
    return like(said, f"{days_in_full(said[0].upper() + said[1:])}.")


def named(law: "Facts") -> Text:
    """Name a law shortly, with the year and the state if known."""
    title = _titled(shortened(law.title), law.language)
    day = law.edition or law.adopted or law.in_force
    said = ", ".join(part for part in (law.state, str(day.year) if day else "") if part)
    return (*title, f" ({said})") if said else title


def _titled(title: str, language: str) -> Text:
    """Write a title as the language of the page sets titles off, marked as what it is written in."""
    return say_text("“{name}”", name=(written_in(language, title),))


def shortened(title: str, most: int = LONG) -> str:
    """Cut a long title where a word ends, unless that word is long itself."""
    if len(title) <= most:
        return title
    words = title[:most].rpartition(" ")[0]
    return f"{words if 3 * len(words) > 2 * most else title[:most]}…"


def _day(day: date | None) -> str:
    return day_text(day) if day else ""


def _card(law: "Facts") -> LawCard:
    size = say(
        "{words} words in {articles} articles",
        words=figure_text(float(law.words), 0),
        articles=figure_text(float(law.articles), 0),
    )
    known = {
        say("id"): law.id,
        say("state"): law.state,
        say("adopted"): _day(law.adopted),
        say("in force"): _day(law.in_force),
        say("this edition"): _day(law.edition) or say("not stated"),
        say("language"): language_name(law.language),
        say("length"): size,
        say("source"): law.source,
        say("licence"): other(law.licence),
    }
    return LawCard(law.title, tuple((name, value) for name, value in known.items() if value))


def _line(one: "Share") -> ShareLine:
    return ShareLine(
        say_count("{count} word and more", "{count} words and more", one.least),
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
    return Row(
        number,
        one.article,
        one.source_article,
        tuple(Piece(*piece) for piece in left),
        tuple(Piece(*piece) for piece in right),
        one.words,
        one.reworded,
        probability_text(one.substantive),
    )


def _articles(found: "Comparison", text: str) -> Iterator[Article]:
    """Cut the law into articles, and each into what is shared and what is not."""
    total = max(1, sum(one.words for one in found.articles))
    at = 0
    for one in found.articles:
        place, width = 1000 * at / total, 1000 * one.words / total
        tenths = min(10, round(10 * one.share + 0.49))
        stretches = tuple(_stretches(one, found.passages, text))
        share = say("{share} shared", share=percent(one.share)) if one.share else say("nothing shared")
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
