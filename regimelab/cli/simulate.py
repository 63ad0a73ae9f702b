"""``simulate``: what may happen."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, Futures, Months, RegionName, Scenario
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.report.handed.options import ForecastHanded
    from regimelab.study.result import Result

app = typer.Typer()
COLUMNS = ("outcome", "actor", "unit", "month", "q05", "q25", "q50", "q75", "q95", "basis")


@command(app, computes=True, gridded=True)
def simulate(
    session: Session,
    region: RegionName = UNSET,
    futures: Futures = UNSET,
    months: Months = UNSET,
    scenario: Scenario = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Simulate futures of a region if nothing is done: quantiles by outcome, actor and month.

    Example: regimelab simulate central_asia --scenario tajik_succession --months 24 --format csv
    """
    from regimelab.study.simulate import simulate as study_simulate

    with session.reporting() as progress:
        asked = session.asked(region, chronicle, scenarios=(scenario,) if scenario else ())
        result = study_simulate(asked, session.settings.seed, futures, months, progress)
    return Reply(result, lambda console: show(console, result, months))


def show(console: "Console", result: "Result[ForecastHanded]", months: int) -> None:
    """Print every outcome as it stands at the last month."""
    last = {(row["outcome"], row["actor"]): row for row in result.rows}.values()
    title = f"After {months} months, {result.data.futures} futures, seed {result.data.seed}"
    console.print(table(title, COLUMNS, last))
