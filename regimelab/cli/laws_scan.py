"""``laws scan`` and ``laws diffusion``: many laws against each other."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from regimelab.cli.door import command
from regimelab.cli.laws import Language, app, refuse_unwritten
from regimelab.cli.options import UNSET, ReportLanguage, ReportLanguageAsked
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.laws.diffusion import Diffusion
    from regimelab.study.laws.scan import Scan

Collection = Annotated[
    str, typer.Argument(metavar="DIR", help="A folder of laws, perhaps with manifest.csv; or a Parquet file.")
]


@dataclass(frozen=True)
class Scanning:
    """How a collection is scanned."""

    against: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Hold the laws against these only, not against each other."),
    ] = None
    least: Annotated[
        int,
        typer.Option("--least", metavar="WORDS", min=14, help="Count passages of at least so many words."),
    ] = 28
    language: Language = ""
    work: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep the work here; asked again, the scan goes on where it stopped."
        ),
    ] = None
    workers: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="Processes that align.", show_default="one a core"),
    ] = None
    engine: Annotated[
        Literal["here", "ray", "daft"],
        typer.Option("--engine", help="Where to align: this machine, a Ray cluster, or Daft."),
    ] = "here"


AS_USUAL = Scanning()
Into = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write tables, matrix, network and page into this folder."),
]
Events = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write credited links as law events of a chronicle into this .csv."),
]
Members = Annotated[
    str, typer.Option("--region", metavar="NAME", help="The region whose members' laws become events.")
]
SHOWN = 20  # links that are printed


@command(app)
def scan(
    session: Session,
    laws: Collection,
    scanning: Scanning = AS_USUAL,
    into: Into = None,
    report_language: ReportLanguageAsked = ReportLanguage.ENGLISH,
) -> Reply:
    """Find the borrowed laws of a collection: which share of each stands in which other.

    Example: regimelab laws scan laws/ --work scan.work --into scan
    """
    from regimelab.cli.output import check_target, write_folder
    from regimelab.study.laws.files import scan_files
    from regimelab.study.laws.scan import Asked, refuse_inside, scan_laws

    refuse_unwritten(report_language, into, "--into DIR")
    asked = Asked(laws, **vars(scanning))
    if into:
        check_target(into, session.common.force)
        refuse_inside(asked, into)
    with session.reporting() as progress:
        found = scan_laws(asked, progress)
    if into:
        for path in write_folder(into, scan_files(found, report_language), session.common.force):
            session.say(f"wrote {path}")
    return Reply(found.result, lambda console: show_scan(console, found.result.data))


def show_scan(console: "Console", found: "Scan") -> None:
    """Print the largest links."""
    console.print(f"{len(found.taken)} laws, {found.aligned} of {found.pairs} pairs aligned", style="bold")
    rows = [
        {
            "law": one.law[:40],
            "stands in": one.source[:40],
            "share": f"{100 * one.share:.1f} %",
            "credited": f"{100 * one.credited:.1f} %",
            "in no other": f"{100 * one.private:.1f} %",
            "passages": one.passages,
            "source older": {True: "yes", False: "no", None: "not dated"}[one.possible],
        }
        for one in found.links[:SHOWN]
    ]
    if rows:
        more = f" (the largest {len(rows)} of {len(found.links)})" if len(found.links) > SHOWN else ""
        console.print(table(f"Borrowed shares{more}", tuple(rows[0]), rows))
    else:
        console.print("No two laws share a passage that counts.")


@command(app)
def diffusion(
    session: Session,
    laws: Collection,
    scanning: Scanning = AS_USUAL,
    into: Into = None,
    report_language: ReportLanguageAsked = ReportLanguage.ENGLISH,
    events: Events = None,
    region: Members = UNSET,
) -> Reply:
    """Trace how laws spread: the tree of sources, the time line, flows between states.

    Example: regimelab laws diffusion laws/ --work scan.work --events law-events.csv
    """
    from regimelab.cli.output import check_target, write_file, write_folder
    from regimelab.study.laws.diffusion import CHRONICLE_COLUMNS, diffusion_of_laws
    from regimelab.study.laws.files import rows_as_csv, scan_files
    from regimelab.study.laws.scan import Asked, refuse_inside

    refuse_unwritten(report_language, into, "--into DIR")
    asked = Asked(laws, **vars(scanning))
    for target in (into, events):
        if target:
            check_target(target, session.common.force)
            refuse_inside(asked, target)
    with session.reporting() as progress:
        found = diffusion_of_laws(asked, region if events else None, progress)
    if into:
        for path in write_folder(into, scan_files(found.scanned, report_language), session.common.force):
            session.say(f"wrote {path}")
    if events:
        write_file(events, rows_as_csv(found.events, CHRONICLE_COLUMNS), session.common.force)
        session.say(f"wrote {events}: {len(found.events)} law events")
    return Reply(found.result, lambda console: show_diffusion(console, found.result.data))


def show_diffusion(console: "Console", found: "Diffusion") -> None:
    """Print flows between states, then the time line."""
    flows = [
        {
            "state": one.state,
            "from": one.source_state,
            "laws": one.laws,
            "mean share credited": f"{100 * one.credited:.1f} %",
            "first": one.first,
            "last": one.last,
        }
        for one in found.flows
    ]
    if flows:
        console.print(table("From state to state", tuple(flows[0]), flows))
    steps = [
        {
            "written": one.written,
            "law": one.law[:44],
            "state": one.state,
            "main source": one.source[:44],
            "credited": f"{100 * one.credited:.1f} %" if one.source else "",
        }
        for one in found.time_line
        if one.source
    ]
    if steps:
        more = f" (the last {SHOWN} of {len(steps)})" if len(steps) > SHOWN else ""
        console.print(table(f"Time line{more}", tuple(steps[0]), steps[-SHOWN:]))
    else:
        console.print("No law can be credited to another: laws need dates, and passages that count.")
