"""``measure``: is there a regime? Its parts, with intervals and sources."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table, with_bounds

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.measure import Measured

app = typer.Typer()


@command(app, computes=True)
def measure(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Measure the regime: principles to coexistence, and repression, exile, dependence where data are held.

    Example: regimelab measure central_asia --json
    """
    from regimelab.study.measure import measure as study_measure

    with session.reporting() as progress:
        result = study_measure(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", measured: "Measured") -> None:
    """Print each part in one sentence, then its number."""
    rows = [{**part, "number": with_bounds(part)} for part in measured.parts]
    console.print(table("Measures", ("name", "number", "summary"), rows))
    for part in measured.parts:
        console.print(f"{part['name']}: {part['caution']}", style="dim")
