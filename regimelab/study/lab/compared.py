"""Two to four portfolios on the same futures: what each changes, who is harmed, what they cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regimelab.study.lab.answered import ChangeShown, Level, change_shown, ends
from regimelab.study.lab.answers import Way, giving_way, go_on
from regimelab.study.lab.session import Lab
from regimelab.study.lab.wanted import Dose, Wanted

if TYPE_CHECKING:
    from regimelab.policy.comparison import Comparison


@dataclass(frozen=True)
class Named:
    """A portfolio by name: its title and its doses."""

    name: str
    title: str
    doses: tuple[Dose, ...]


@dataclass(frozen=True)
class LevelOf(Level):
    """A level of one portfolio in one scenario."""

    portfolio: str
    scenario: str


@dataclass(frozen=True)
class ChangeOf(ChangeShown):
    """A difference of one portfolio from another in one scenario."""

    portfolio: str
    against: str
    scenario: str


@dataclass(frozen=True)
class HarmShown:
    """A member that is repressed more than if nothing is done, in acts a year."""

    member: str
    portfolio: str
    scenario: str
    estimate: float
    low: float
    high: float
    probability_worse: float


@dataclass(frozen=True)
class CostShown:
    """What a dose costs a year, in all its hosts: an order of magnitude."""

    portfolio: str
    lever: str
    estimate: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True)
class Regret:
    """How many acts a year a portfolio falls short of the best one, at worst over the scenarios."""

    portfolio: str
    outcome: str
    scenario: str
    regret: float


@dataclass(frozen=True)
class SideBySide:
    """Portfolios beside each other and beside doing nothing."""

    portfolios: tuple[Named, ...]
    scenarios: tuple[str, ...]
    levels: tuple[LevelOf, ...]
    changes: tuple[ChangeOf, ...]
    harmed: tuple[HarmShown, ...]
    costs: tuple[CostShown, ...]
    regrets: tuple[Regret, ...]
    flags: tuple[str, ...]
    contains: str
    futures: int
    months: int
    seed: int
    release: str


def side_by_side(
    lab: Lab, named: tuple[Named, ...], scenarios: tuple[str, ...], wanted: Wanted, way: Way = go_on
) -> SideBySide:
    """Compare portfolios with each other and with doing nothing, in the scenarios named or in all."""
    portfolios = tuple(lab.portfolio(one.doses, one.name, one.title) for one in named)
    found = lab.compare(portfolios, scenarios, wanted, giving_way(way))
    return SideBySide(
        named,
        tuple(dict.fromkeys(cell.scenario for cell in found.cells)),
        tuple(_levels(found)),
        tuple(_changes(found)),
        tuple(_harmed(found)),
        tuple(_costs(found)),
        regrets(found),
        found.flags,
        found.contains,
        found.futures,
        found.months,
        found.seed,
        lab.inquiry.evidence.release,
    )


def regrets(found: "Comparison") -> tuple[Regret, ...]:
    """Worst regret of each portfolio by outcome: the distance to the best level, over the scenarios."""
    better = {one.name: one.better for one in found.outcomes}
    told: dict[tuple[str, str], Regret] = {}
    for outcome, scenario in {(cell.outcome, cell.scenario): None for cell in found.cells}:
        here = {
            cell.portfolio: cell.estimate.estimate or 0.0
            for cell in found.cells
            if (cell.outcome, cell.scenario) == (outcome, scenario)
        }
        best = max(here.values()) if better[outcome] == "high" else min(here.values())
        for portfolio, level in here.items():
            one = Regret(portfolio, outcome, scenario, abs(best - level))
            known = told.get((portfolio, outcome))
            if known is None or one.regret > known.regret:
                told[portfolio, outcome] = one
    return tuple(told.values())


def _levels(found: "Comparison") -> Iterator[LevelOf]:
    for cell in (*found.cells, *found.members):
        yield LevelOf(cell.outcome, cell.actor, *ends(cell.estimate), cell.portfolio, cell.scenario)


def _changes(found: "Comparison") -> Iterator[ChangeOf]:
    for pair in found.paired:
        yield ChangeOf(
            **vars(change_shown(pair)), portfolio=pair.portfolio, against=pair.against, scenario=pair.scenario
        )


def _harmed(found: "Comparison") -> Iterator[HarmShown]:
    for harm in found.harmed:
        yield HarmShown(
            harm.member, harm.portfolio, harm.scenario, *ends(harm.difference), harm.probability_worse
        )


def _costs(found: "Comparison") -> Iterator[CostShown]:
    for cost in found.costs:
        yield CostShown(cost.portfolio, cost.lever, *ends(cost.estimate), cost.estimate.unit)
