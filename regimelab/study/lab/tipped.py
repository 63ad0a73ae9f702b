"""What would change this advice, for two portfolios and one outcome."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from regimelab.errors import Problem, UsageError, suggestion
from regimelab.study.lab.answers import Way, giving_way, go_on
from regimelab.study.lab.session import Lab
from regimelab.study.lab.wanted import Dose, Wanted

if TYPE_CHECKING:
    from regimelab.policy.push import Push
    from regimelab.types import PerFuture


@dataclass(frozen=True)
class TippingShown:
    """An assumption, and the nearest middle of its prior at which the ranking turns round.

    ``mean`` and ``tipped`` are log rate ratios; ``moved`` counts standard deviations of the prior.
    """

    label: str
    title: str
    mean: float
    tipped: float
    moved: float
    there: float


@dataclass(frozen=True)
class AdviceShown:
    """The difference as it is, its Monte Carlo error, and what turns it round, the nearest first."""

    outcome: str
    scenario: str
    difference: float
    error: float
    futures: int
    tippings: tuple[TippingShown, ...]


def tipped(
    lab: Lab,
    doses: tuple[Dose, ...],
    rival: tuple[Dose, ...],
    outcome: str,
    wanted: Wanted,
    way: Way = go_on,
) -> AdviceShown:
    """Seek what turns the ranking of two sets of doses by an outcome round; no rival doses do nothing."""
    from regimelab.policy.outcomes import JUDGED
    from regimelab.policy.tipping import advice

    names = [one.name for one in JUDGED]
    if outcome not in names:
        what = f"'{outcome}' is no outcome that portfolios are judged by."
        raise UsageError(Problem("outcome", what, suggestion(outcome, names)))
    used = {dose.lever for dose in (*doses, *rival)}

    def apart(label: str, mean: float) -> "PerFuture":
        assumed = wanted.assumed | ({label: mean} if label else {})
        asked = replace(wanted, assumed=assumed, members=False)
        through = giving_way(way)
        sides = [lab.simulate(replace(asked, doses=given), through).course.side for given in (doses, rival)]
        one, other = (side.outcomes[:, 0] for side in sides)
        return one[names.index(outcome)] - other[names.index(outcome)]

    found = advice(apart, _pushes(lab, used, wanted), wanted.seed)
    shown = tuple(TippingShown(**vars(one)) for one in found.tippings)
    return AdviceShown(outcome, wanted.scenario, found.difference, found.error, wanted.futures, shown)


def _pushes(lab: Lab, used: set[str], wanted: Wanted) -> "dict[str, Push]":
    """Gather the priors that bear on a difference: of the levers used, and of the scenario."""
    from regimelab.policy.rows import effect_label, shift_label

    found = {
        effect_label(lever, place): effect
        for lever in lab.options.levers
        if lever.name in used
        for place, effect in enumerate(lever.effects)
    }
    found |= {
        shift_label(one, place): shift
        for one in lab.options.scenarios
        if one.name == wanted.scenario
        for place, shift in enumerate(one.shifts)
    }
    return {
        label: push.model_copy(update={"mean": wanted.assumed.get(label, push.mean)})
        for label, push in found.items()
    }
