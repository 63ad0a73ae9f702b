"""``hindcast``: how well the past would have been forecast."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.report.handed.results import HindcastHanded
    from regimelab.study.result import Result

app = typer.Typer()


@command(app, computes=True)
def hindcast(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Forecast the past from rolling origins and score it against naive baselines.

    Example: regimelab hindcast central_asia --json
    """
    from regimelab.study.hindcast import hindcast as study_hindcast

    with session.reporting() as progress:
        result = study_hindcast(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[HindcastHanded]") -> None:
    """Print the origins and the pooled gain over the best baseline, whatever it is."""
    columns = tuple(result.rows[0]) if result.rows else ()
    console.print(table("Origins (scores in nats per event)", columns, result.rows))
    found = result.data
    console.print(f"Pooled gain over {found.baseline}: {with_interval(found.gain)}")
