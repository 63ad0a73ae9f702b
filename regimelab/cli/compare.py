"""``compare``: what could be done, and whom it costs."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import (
    UNSET,
    Chronicle,
    Futures,
    Months,
    Portfolios,
    RegionName,
    Scenarios,
    TheoriesAsked,
    TheoriesWord,
)
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, spread, table, with_bounds

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.report.handed.options import PairedHanded
    from regimelab.study.compare import Compared
    from regimelab.study.result import Result

app = typer.Typer()
LEVELS = ("outcome", "portfolio", "level", "basis")
PAIRS = ("outcome", "portfolio", "difference", "better")
AllPairs = Annotated[
    bool, typer.Option("--all-pairs", help="Print every portfolio against every other, too.")
]


@command(app, computes=True, gridded=True)
def compare(
    session: Session,
    region: RegionName = UNSET,
    futures: Futures = UNSET,
    months: Months = UNSET,
    portfolio: Portfolios = None,
    scenario: Scenarios = None,
    all_pairs: AllPairs = False,
    theories: TheoriesAsked = TheoriesWord.TOGETHER,
    chronicle: Chronicle = None,
) -> Reply:
    """Compare portfolios in every scenario on the same futures: stability, and who pays for it.

    Example: regimelab compare central_asia -p human_security_first -p mine.toml -s tajik_succession
    """
    from regimelab.study.compare import compare as study_compare

    with session.reporting() as progress:
        asked = session.asked(region, chronicle, tuple(portfolio or ()), tuple(scenario or ()))
        words = (session.settings.seed, futures, months, progress, theories.value)
        result = study_compare(asked, *words)
    return Reply(result, lambda console: show(console, result, all_pairs))


def show(console: "Console", result: "Result[Compared]", all_pairs: bool = False) -> None:
    """Print, by scenario, stability and who pays for it; then what each portfolio changes."""
    from regimelab.study.compare import BASELINE

    found = result.data
    titles = {one.name: one.title for one in (*found.portfolios, *found.outcomes)}
    for scenario in found.scenarios:
        rows = [
            {**row, "portfolio": _title(row["portfolio"], titles), "level": with_bounds(row)}
            for row in result.rows
            if row["scenario"] == scenario.name
        ]
        for side in dict.fromkeys(str(row["side"]) for row in rows):
            here = [row for row in rows if row["side"] == side]
            console.print(table(f"{scenario.title}: {side}, {found.futures} futures", LEVELS, here))
        pairs = [pair for pair in found.paired if pair.scenario == scenario.name]
        for against in dict.fromkeys(pair.against for pair in pairs if all_pairs or pair.against == BASELINE):
            here = [_pair(one, titles) for one in pairs if one.against == against]
            heading = f"{scenario.title}: less {_title(against, titles)}, on the same {found.futures} futures"
            console.print(table(heading, PAIRS, here))
    _theories(console, found, titles)
    if not all_pairs and any(pair.against != BASELINE for pair in found.paired):
        console.print("Portfolios against each other: --all-pairs", style="dim")


def _theories(console: "Console", found: "Compared", titles: dict[str, str]) -> None:
    """Print what rival theories weigh, and how each portfolio moves the outcomes under each of them."""
    from regimelab.study.compare import BASELINE

    if len(found.theories) > 1:
        rows = [
            {"theory": one.title, "weight": spread(one.weight), "nats an act": one.score}
            for one in found.theories
        ]
        console.print(table("Theories of regimes, by how they forecast the past", tuple(rows[0]), rows))
    ways = {1: "better", -1: "worse", 0: "no different"}
    rows = [
        {
            "portfolio": _title(pair.portfolio, titles),
            "outcome": _title(pair.outcome, titles),
            "theory": one.theory,
            **{other.scenario: ways[other.moves] for other in one.paired if _same(pair, other)},
        }
        for one in found.apart
        for pair in one.paired
        if pair.against == BASELINE and pair.scenario == found.scenarios[0].name
    ]
    if rows:
        console.print(table("Against nothing, under each theory apart", tuple(rows[0]), rows))


def _same(pair: "PairedHanded", other: "PairedHanded") -> bool:
    """Whether two differences are of one portfolio, rival and outcome, in whatever scenario."""
    return (pair.portfolio, pair.against, pair.outcome) == (other.portfolio, other.against, other.outcome)


def _pair(one: "PairedHanded", titles: dict[str, str]) -> dict[str, object]:
    return {
        "outcome": _title(one.outcome, titles),
        "portfolio": _title(one.portfolio, titles),
        "difference": one.difference,
        "better": probability(one.probability_better),
    }


def _title(name: object, titles: dict[str, str]) -> str:
    return titles.get(str(name)) or str(name)
