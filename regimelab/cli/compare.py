"""``compare``: what could be done, and whom it costs."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, Futures, Months, Portfolios, RegionName, Scenarios
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table, with_bounds

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.report.handed.options import PairedHanded
    from regimelab.study.compare import Compared
    from regimelab.study.result import Result

app = typer.Typer()
LEVELS = ("outcome", "portfolio", "level", "basis")
PAIRS = ("scenario", "portfolio", "against", "outcome", "difference", "better")


@command(app, computes=True)
def compare(
    session: Session,
    region: RegionName = UNSET,
    futures: Futures = UNSET,
    months: Months = UNSET,
    portfolio: Portfolios = None,
    scenario: Scenarios = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Compare portfolios in every scenario on the same futures: stability, and who pays for it.

    Example: regimelab compare central_asia -p human_security_first -p mine.toml -s tajik_succession
    """
    from regimelab.study.compare import compare as study_compare

    with session.reporting() as progress:
        asked = session.asked(region, chronicle, tuple(portfolio or ()), tuple(scenario or ()))
        result = study_compare(asked, session.settings.seed, futures, months, progress)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[Compared]") -> None:
    """Print, by scenario, stability and who pays for it; then the portfolios against each other."""
    for scenario in result.data.scenarios:
        rows = [row for row in result.rows if row["scenario"] == scenario.name]
        for side in dict.fromkeys(str(row["side"]) for row in rows):
            here = [{**row, "level": with_bounds(row)} for row in rows if row["side"] == side]
            console.print(table(f"{scenario.title}: {side}", LEVELS, here))
    console.print(table("Against each other, on the same futures", PAIRS, map(_pair, result.data.paired)))


def _pair(one: "PairedHanded") -> dict[str, object]:
    return {**{name: getattr(one, name) for name in PAIRS[:5]}, "better": probability(one.probability_better)}
