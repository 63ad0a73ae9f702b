"""``optimise``: the best that a budget buys within red lines."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import (
    UNSET,
    WHOLE,
    Chronicle,
    Months,
    RegionName,
    Scenarios,
    TheoriesAsked,
    TheoriesWord,
)
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import number, spread, table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.optimise import Optimised
    from regimelab.study.result import Result

app = typer.Typer()

Budget = Annotated[
    float, typer.Option(metavar="MONEY", help="What may be spent a year, in the unit of the levers' costs.")
]
Benefit = Annotated[str, typer.Option(metavar="OUTCOME", help="What is to get better.")]
Harm = Annotated[str, typer.Option(metavar="OUTCOME", help="What is to be harmed least.")]
RedLines = Annotated[
    list[str] | None,
    typer.Option(
        "--red-line",
        metavar="OUTCOME[@MEMBER]",
        help="What must not be worse than if nothing is done; repression if none is named.",
    ),
]
Levers = Annotated[list[str] | None, typer.Option("--lever", metavar="NAME", help="Only these levers.")]
Rounds = Annotated[int, typer.Option(help="How many rounds to search.", metavar=WHOLE)]


@command(app, computes=True, gridded=True)
def optimise(
    session: Session,
    region: RegionName = UNSET,
    budget: Budget = 20.0,
    benefit: Benefit = "unrest",
    harm: Harm = "repression",
    red_line: RedLines = None,
    lever: Levers = None,
    months: Months = UNSET,
    rounds: Rounds = 10,
    theories: TheoriesAsked = TheoriesWord.TOGETHER,
    scenario: Scenarios = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Search doses of all levers under a budget and red lines: what no other doses beat.

    Example: regimelab optimise central_asia --budget 20 --benefit unrest --red-line repression@TJK
    """
    from regimelab.study.optimise import Wanted
    from regimelab.study.optimise import optimise as study_optimise

    with session.reporting() as progress:
        asked = session.asked(region, chronicle, scenarios=tuple(scenario or ()))
        lines, levers = tuple(red_line or ("repression",)), tuple(lever or ())
        wanted = Wanted(budget, benefit, harm, lines, levers, months, rounds, theories.value)
        result = study_optimise(asked, wanted, session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[Optimised]") -> None:
    """Print the choices, the cheapest first: cost, benefit, harm, doses."""
    found = result.data
    rows = [
        {
            f"cost ({found.unit})": spread(one.cost),
            f"{found.benefit}: better by": spread(one.gains[found.benefit]),
            f"{found.harm}: better by": spread(one.gains[found.harm]),
            "doses": "; ".join(f"{found.titles[name]} {number(dose)}" for name, dose in one.doses.items())
            or "nothing new",
        }
        for one in found.choices
    ]
    lines = ", ".join(found.red_lines)
    title = f"Choices that no other beats under {found.budget:g} {found.unit}; red lines: {lines}"
    console.print(table(title, tuple(rows[0]) if rows else ("doses",), rows))
    console.print(
        f"{found.tried:,} candidates in {found.worlds} worlds; numbers are from {found.confirmed} others.",
        style="dim",
    )
