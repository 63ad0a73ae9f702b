"""``sweep``: very many futures of every portfolio in every scenario, streamed to disk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Cluster, Futures, Months, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.sweep import Swept

app = typer.Typer()
Into = Annotated[
    Path,
    typer.Option("--into", metavar="FOLDER", help="Where the ensemble lies; a run that stopped goes on."),
]
Batch = Annotated[int, typer.Option(min=1, metavar="NUMBER", help="Futures of one piece of work.")]


@command(app, computes=True)
def sweep(
    session: Session,
    region: RegionName = UNSET,
    into: Into = Path("sweep"),
    futures: Futures = UNSET,
    batch: Batch = 2000,
    months: Months = UNSET,
    cluster: Cluster = "",
) -> Reply:
    """Simulate every portfolio in every scenario over very many futures, streamed to disk.

    Example: regimelab sweep central_asia --into futures --futures 100000 --cluster auto
    """
    from regimelab.study.sweep import Wanted
    from regimelab.study.sweep import sweep as study_sweep

    with session.reporting() as progress:
        asked = session.asked(region, None)
        wanted = Wanted(into, futures, months, batch, cluster, session.common.force)
        result = study_sweep(asked, wanted, session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", found: "Swept") -> None:
    """Print where the ensemble lies, and the region's outcomes."""
    console.print(
        f"{found.futures} futures of each portfolio and scenario in {found.folder}: {found.pieces} pieces, "
        f"{found.found_finished} of them found finished."
    )
    rows = [
        {**row, "5 %": row["q05"], "median": row["q50"], "95 %": row["q95"]}
        for row in found.rows
        if row["actor"] == "region"
    ]
    columns = ("scenario", "portfolio", "outcome", "mean", "5 %", "median", "95 %")
    console.print(table("Outcomes of the region, acts in twelve months", columns, rows))
