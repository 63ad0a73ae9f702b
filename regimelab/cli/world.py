"""``world``: the pairs of all states by month."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table, with_bounds, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.world import World

app = typer.Typer()
Pairs = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]",
        help="Pairs by month, .csv or .parquet: sender, receiver, month, a column an outcome. "
        "Without it, the store's events are counted.",
    ),
]
Outcome = Annotated[str, typer.Option(metavar="NAME", help="Which outcome, such as conflict or cooperation.")]
Undirected = Annotated[bool, typer.Option("--undirected", help="Pairs have no sender and receiver.")]
Least = Annotated[float, typer.Option(metavar="NUMBER", help="From this number on the outcome occurred.")]
Controls = Annotated[
    float, typer.Option(min=0.0, metavar="NUMBER", help="Non-events sampled for each case; 0 takes all.")
]
HalfLife = Annotated[
    float, typer.Option(min=0.5, max=120.0, metavar="MONTHS", help="After which a memory counts half.")
]
HoldOut = Annotated[int, typer.Option(min=0, metavar="MONTHS", help="Last months, forecast and not fitted.")]


@command(app, computes=True)
def world(
    session: Session,
    file: Pairs = None,
    outcome: Outcome = "conflict",
    undirected: Undirected = False,
    least: Least = 1.0,
    controls: Controls = 4.0,
    half_life: HalfLife = 6.0,
    hold_out: HoldOut = 12,
) -> Reply:
    """Estimate what makes one state of the world help or harm another, by month.

    Example: regimelab world pairs.parquet --outcome conflict --undirected --least 10
    """
    from regimelab.study.world import Question
    from regimelab.study.world import world as study_world

    asked = Question(outcome, file, not undirected, least, controls, half_life, hold_out)
    with session.reporting() as progress:
        result = study_world(asked, session.store, session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", found: "World") -> None:
    """Print on what the world was estimated, the effects, and how the months held out were forecast."""
    rest = found.pair_months - found.cases
    name = found.outcome.replace("_", " ").capitalize()
    console.print(
        f"{name} between {found.states} states, {found.months} months "
        f"from {found.first}: {found.cases} cases, {found.controls} of {rest} non-events sampled."
    )
    rows = ({"effect": one.effect, "log odds": with_bounds(vars(one.estimate))} for one in found.effects)
    console.print(table("Effects on the odds of a pair's month", ("effect", "log odds"), rows))
    console.print(f"States' levels: standard deviation {found.spread:.2f} of log odds.")
    if found.gain:
        console.print(
            f"Forecast of the last {found.held_out} months: {found.cases_expected:.0f} cases expected, "
            f"{found.cases_held_out} recorded; gain over each pair's own share {with_interval(found.gain)}"
        )
