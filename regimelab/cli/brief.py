"""``brief``: the living brief of a region, to read and as data."""

from pathlib import Path
from typing import Annotated

import typer

from regimelab.cli.claims import show
from regimelab.cli.door import command
from regimelab.cli.options import (
    UNSET,
    WHOLE,
    Chronicle,
    Months,
    RegionName,
    ReportLanguage,
    ReportLanguageAlone,
)
from regimelab.cli.output import check_target
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session

app = typer.Typer()

BriefFutures = Annotated[
    int,
    typer.Option(
        help="How many futures to simulate; options are compared on 250 of them at most.",
        show_default="1000",
        parser=str,
        metavar=WHOLE,
    ),
]
Short = Annotated[
    bool,
    typer.Option(
        "--short", help="Write the two pages for those in a hurry: brief-short.html and brief-short.pdf."
    ),
]

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Say what changed since this release, kept in the store, and why.",
    ),
]


@command(app, computes=True)
def brief(
    session: Session,
    region: RegionName = UNSET,
    futures: BriefFutures = UNSET,
    months: Months = UNSET,
    language: ReportLanguageAlone = ReportLanguage.ENGLISH,
    short: Short = False,
    since: Since = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Write the living brief of a region into a folder: brief.html, brief.pdf and brief.json.

    Example: regimelab brief central_asia -o out
    """
    from regimelab.study.brief import Form
    from regimelab.study.brief import brief as study_brief

    folder = f"brief-{Path(region).resolve().name}"
    if not session.target:
        check_target(Path(folder), session.common.force)
    with session.reporting() as progress:
        asked = session.asked(region, chronicle)
        result = study_brief(
            asked, session.settings.seed, futures, months, progress, Form(language, short, since)
        )
    return Reply(result, lambda console: show(console, result.data.claims), folder=folder)
