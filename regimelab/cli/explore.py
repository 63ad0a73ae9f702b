"""``explore``: where a portfolio is robust, where it fails, and what would change the advice."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import (
    UNSET,
    WHOLE,
    Chronicle,
    Cluster,
    Months,
    Portfolios,
    RegionName,
    Scenarios,
    TheoriesAsked,
    TheoriesWord,
)
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import number, probability, spread, table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.explore import Exploration
    from regimelab.study.result import Result

app = typer.Typer()
FEW = 6  # facts and flips that are printed; --json has all


class Criterion(StrEnum):
    """How portfolios are ranked."""

    REGRET = "regret"
    SATISFICING = "satisficing"
    MAXIMIN = "maximin"


Worlds = Annotated[int, typer.Option(help="How many worlds: 1024, 2048 and so on.", metavar=WHOLE)]
Repetitions = Annotated[
    int, typer.Option(help="Futures of each portfolio in each world, 2 at least.", metavar=WHOLE)
]
OutcomeName = Annotated[str, typer.Option("--outcome", metavar="NAME", help="The outcome to judge by.")]
By = Annotated[Criterion, typer.Option("--by", help="The criterion to rank by; all are shown.")]
Enough = Annotated[
    float | None,
    typer.Option(metavar="ACTS", help="Acts a year that are good enough; what nothing gives if left out."),
]
Focus = Annotated[
    str | None, typer.Option(metavar="NAME", help="The portfolio whose sensitivity is told, not the advised.")
]
Keep = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Keep the experiments here, as Parquet, to go on from.")
]


@command(app, computes=True, gridded=True)
def explore(
    session: Session,
    region: RegionName = UNSET,
    worlds: Worlds = 1024,
    repetitions: Repetitions = 4,
    months: Months = UNSET,
    outcome: OutcomeName = "repression",
    by: By = Criterion.REGRET,
    enough: Enough = None,
    theories: TheoriesAsked = TheoriesWord.TOGETHER,
    focus: Focus = None,
    keep: Keep = None,
    cluster: Cluster = "",
    portfolio: Portfolios = None,
    scenario: Scenarios = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Run every portfolio in many worlds: where it is robust, where it fails, what would flip the advice.

    Experiments are kept, so that a second call goes on from them. Needs the extra 'exploration'.

    Example: regimelab explore central_asia --worlds 2048 --outcome repression --by regret --theories apart
    """
    from regimelab.study.explore import How
    from regimelab.study.explore import explore as study_explore

    with session.reporting() as progress:
        asked = session.asked(region, chronicle, tuple(portfolio or ()), tuple(scenario or ()))
        how = How(
            worlds, repetitions, months, outcome, by.value, enough, theories.value, focus, keep, cluster
        )
        result = study_explore(asked, session.settings.seed, how, progress)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[Exploration]") -> None:
    """Print the advice, how every portfolio stands, where each fails, and what would change the advice."""
    found = result.data
    titles = {one.name: one.title for one in (*found.portfolios, *found.scenarios)}
    said = f"By {found.outcome} and {found.criterion}: “{titles[found.advice]}”"
    console.print(f"{said}, over {found.worlds} worlds, {found.futures:,} futures in all.", style="bold")
    rows = [
        {
            "portfolio": titles[row.portfolio],
            "better than nothing by": spread(row.gain),
            "greatest regret": spread(row.regret),
            "good enough in": spread(row.good_enough),
            "worst": spread(row.worst),
            "where": row.worst_in,
        }
        for row in found.robustness
        if row.outcome == found.outcome
    ]
    console.print(
        table(
            f"Robustness by {found.outcome}, acts a year; enough is {found.enough:.3g}", tuple(rows[0]), rows
        )
    )
    choices = [
        {"criterion": criterion, **{one: titles[name] for one, name in by.items()}}
        for criterion, by in found.advice_by.items()
    ]
    console.print(table("What would be advised by each criterion and outcome", tuple(choices[0]), choices))
    _conditions(console, found, titles)
    for failures in found.failures:
        console.print(f"• {failures.words}")
    _facts(console, found, titles)
    _flips(console, found, titles)


def _conditions(console: "Console", found: "Exploration", titles: dict[str, str]) -> None:
    here = [one for one in found.conditions if one.outcome == found.outcome]
    many = len({one.theory for one in here}) > 1
    rows: list[dict[str, object]] = []
    for scenario, theory in dict.fromkeys((one.scenario, one.theory) for one in here):
        row: dict[str, object] = {"scenario": titles[scenario], **({"theory": theory} if many else {})}
        for one in here:
            if (one.scenario, one.theory) == (scenario, theory):
                row[titles[one.portfolio]] = f"{one.standing} ({one.gain.estimate:+.2g})"
        rows.append(row)
    console.print(table("Better or worse than nothing, by scenario", tuple(rows[0]), rows))


def _facts(console: "Console", found: "Exploration", titles: dict[str, str]) -> None:
    rows = [
        {"fact": one.title, "worth (acts a year)": one.value, "changes the best in": probability(one.changes)}
        for one in found.information[:FEW]
    ]
    if rows:
        console.print(table("Which fact would most change what is best", tuple(rows[0]), rows))
    if found.sensitivity:
        parts = sorted(found.sensitivity.groups, key=lambda one: -(one.total.estimate or 0.0))[:FEW]
        heading = (
            f"What makes the effect of “{titles[found.sensitivity.portfolio]}” uncertain: shares of variance"
        )
        shares = [
            {"what": one.title, "alone": spread(one.alone), "with others": spread(one.total)} for one in parts
        ]
        console.print(table(heading, ("what", "alone", "with others"), shares))


def _flips(console: "Console", found: "Exploration", titles: dict[str, str]) -> None:
    _single(console, found, titles)
    if found.joint is None:
        console.print("Moving a few of them together flips it no sooner.")
        return
    apart = f"Simulated again there, the two are {spread(found.joint.checked)} acts a year apart."
    console.print(f"{found.joint.words} {apart}")


def _single(console: "Console", found: "Exploration", titles: dict[str, str]) -> None:
    if found.flip is None:
        console.print("No single assumption, moved by four standard deviations, flips the advice.")
        return
    flip = found.flip
    console.print(
        f"Smallest flip: {flip.title}, from {number(flip.assumed)} to {number(flip.needed)} {flip.unit} "
        f"({number(flip.distance)} standard deviations): then “{titles[flip.instead]}”. "
        f"Simulated again there, the two are {spread(flip.checked)} acts a year apart."
    )
    rows = [
        {
            "change": one.title,
            "from": one.assumed,
            "to": one.needed,
            "unit": one.unit,
            "then": titles[one.instead],
        }
        for one in found.flips[:FEW]
    ]
    console.print(table("Changes that flip the advice", tuple(rows[0]), rows))
