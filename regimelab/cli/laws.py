"""``laws``: who copies whose laws."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import ReportLanguage, ReportLanguageAsked
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table
from regimelab.errors import Problem, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.interval import Estimate
    from regimelab.study.laws.translated import Translated
    from regimelab.texts.compare import Comparison

app = typer.Typer(
    name="laws", help="Law texts: what one has from another, borrowed laws of a country, their spread."
)

Borrower = Annotated[
    str, typer.Argument(metavar="LAW", help="The law that may have borrowed: a file, or FILE.parquet#ID.")
]
Lender = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="The law that it may have borrowed from: a file, FILE#ID, or a folder of its editions.",
    ),
]
Language = Annotated[
    str,
    typer.Option(metavar="CODE", help="Language of the texts, such as ru; else told by their letters."),
]
Least = Annotated[
    list[int] | None,
    typer.Option(
        "--least",
        metavar="WORDS",
        min=14,
        help="Count passages of at least so many words; may be repeated.",
        show_default="28, 40, 75, 100, 200",
    ),
]
Others = Annotated[
    str | None,
    typer.Option(metavar="DIR", help="Other laws, to learn what is boilerplate from."),
]
Page = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write both laws side by side into this page."),
]
Parallel = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="LAW LAW", help="One law in both languages, to learn words from."),
]
Encoder = Annotated[
    str,
    typer.Option(metavar="MODULE:FUNCTION", help="An encoder of your own that gives texts their vectors."),
]
SHOWN = 12  # passages that are printed; the page and the JSON hold all


@command(app)
def compare(
    session: Session,
    law: Borrower,
    source: Lender,
    least: Least = None,
    others: Others = None,
    language: Language = "",
    html: Page = None,
    report_language: ReportLanguageAsked = ReportLanguage.ENGLISH,
) -> Reply:
    """Compare two laws: how much one has from the other, how sure that is, and where.

    Example: regimelab laws compare kyrgyz_2005.docx russian_2002.html --html side-by-side.html
    """
    from regimelab.cli.output import check_target, write_file
    from regimelab.study.laws.compare import LEAST, Pair, compare_laws

    refuse_unwritten(report_language, html, "--html FILE")
    if html:
        check_target(html, session.common.force)
    asked = Pair(law, source, language, others, tuple(least or LEAST))
    with session.reporting() as progress:
        found = compare_laws(asked, session.settings.seed, report_language if html else None, progress)
    if html and found.page is not None:
        write_file(html, found.page, session.common.force)
        session.say(f"wrote {html}")
    return Reply(found.result, lambda console: show_comparison(console, found.result.data))


def refuse_unwritten(language: ReportLanguage, target: Path | None, option: str) -> None:
    """Refuse to be asked for the language of a report that nobody asked to write."""
    if language is not ReportLanguage.ENGLISH and target is None:
        what = "is the language of the report, and no report is written."
        raise UsageError(Problem("--report-language", what, f"Add {option}."))


@command(app)
def translated(
    session: Session, law: Borrower, source: Lender, parallel: Parallel = None, encoder: Encoder = ""
) -> Reply:
    """Match the articles of a law with those of one in another language; experimental.

    Example: regimelab laws translated kyrgyz.txt russian.txt --parallel code_ky.txt code_ru.txt
    """
    from regimelab.study.laws.translated import Asked, translated_law

    result = translated_law(Asked(law, source, parallel, encoder))
    return Reply(result, lambda console: show_translated(console, result.data))


def show_translated(console: "Console", found: "Translated") -> None:
    """Print how much is matched, and the matches."""
    matched = f"{len(found.matches)} of {found.articles} articles matched"
    console.print(f"{matched}, {_percent(found.share)} of the law's text", style="bold")
    rows = [
        {
            "article": one.article[:50],
            "stands for": one.source_article[:50],
            "evidence": one.evidence,
            "in order": "yes" if one.in_order else "no",
        }
        for one in found.matches
    ]
    if rows:
        console.print(table("Evidence is in standard deviations above chance", tuple(rows[0]), rows))


def show_comparison(console: "Console", found: "Comparison") -> None:
    """Print shares at every threshold, by edition of the source, then the longest passages."""
    rows = [
        {
            "passages of at least": f"{one.least} words",
            "share": _percent(one.share.estimate),
            "90 % interval": _interval(one.share),
            "without boilerplate": _percent(one.without_boilerplate.estimate),
            "same words, same order": _percent(one.word_for_word),
            "by exact runs alone": _percent(one.exact_runs),
            "passages": one.passages,
        }
        for one in found.shares
    ]
    console.print(f"{found.law.title[:100]}", style="bold")
    console.print(f"from {found.source.title[:100]}")
    console.print(table("Borrowed share of its words", tuple(rows[0]), rows))
    console.print(f"The other way round: {_percent(found.back.estimate)} ({_interval(found.back)})")
    console.print(f"Direction: {found.direction}")
    _editions(console, found)
    _passages(console, found)


def _editions(console: "Console", found: "Comparison") -> None:
    rows = [
        {
            "edition": one.id,
            "held from": one.held_from,
            "share": _percent(one.share.estimate),
            "90 % interval": _interval(one.share),
            "compared above": "yes" if one.compared else "",
        }
        for one in found.editions
    ]
    if rows:
        console.print(table("By edition of the source", tuple(rows[0]), rows))


def _passages(console: "Console", found: "Comparison") -> None:
    """Print the longest passages."""
    rows = [
        {
            "words": one.words,
            "reworded": "yes" if one.reworded else "",
            "substantive": probability(one.substantive),
            "in": one.article[:60],
            "from": one.source_article[:60],
        }
        for one in sorted(found.passages, key=lambda one: -one.words)[:SHOWN]
    ]
    more = f" (the longest {len(rows)} of {len(found.passages)})" if len(found.passages) > SHOWN else ""
    if rows:
        console.print(table(f"Passages{more}", tuple(rows[0]), rows))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _interval(estimate: "Estimate") -> str:
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{100 * estimate.low:.1f} to {100 * estimate.high:.1f} %"
