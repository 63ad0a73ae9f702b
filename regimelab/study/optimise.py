"""The best that a budget buys within red lines: doses that no others beat on cost, benefit and harm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from regimelab.errors import Problem, UsageError, unknown
from regimelab.interval import Estimate
from regimelab.study.explore import Grounded, How, ground_of
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.theories import Theories

if TYPE_CHECKING:
    from regimelab.policy.optimise.evaluate import Bench
    from regimelab.policy.optimise.limits import Limits, Prices
    from regimelab.policy.optimise.search import Judged
    from regimelab.policy.parts import Keep

SEARCHED, CONFIRMED = (
    64,
    256,
)  # worlds that candidates are tried in, and other worlds that the best are held to
MOST = 24  # options that are told


class Wanted(NamedTuple):
    """A budget a year, what is to get better and what not worse, levers to use, and how long to search.

    ``red_lines`` are outcomes that must not be worse than if nothing is done, ``outcome@MEMBER`` for one
    member's.
    """

    budget: float
    benefit: str = "unrest"
    harm: str = "repression"
    red_lines: tuple[str, ...] = ("repression",)
    levers: tuple[str, ...] = ()
    months: int = 24
    rounds: int = 10
    theories: Theories = "together"


@dataclass(frozen=True)
class Choice:
    """Doses by lever, what they cost a year, and how much better than nothing they do by each outcome.

    ``crossed`` names red lines that are crossed in the worlds that the search did not see.
    """

    doses: Mapping[str, float]
    cost: Estimate
    gains: Mapping[str, Estimate]
    crossed: tuple[str, ...]


@dataclass(frozen=True)
class Optimised:
    """Choices that no other beats on cost, benefit and harm, the cheapest first; nothing is one of them."""

    budget: float
    unit: str
    benefit: str
    harm: str
    red_lines: tuple[str, ...]
    choices: Sequence[Choice]
    titles: Mapping[str, str]
    tried: int
    worlds: int
    confirmed: int
    dropped: int


def optimise(asked: Asked, wanted: Wanted, seed: int = 0, progress: Progress = silent) -> Result[Optimised]:
    """Search doses of all levers, from the first day and in all their hosts, under a budget and red lines."""
    from regimelab.policy.known import known_of
    from regimelab.policy.optimise.limits import Limits, prices, red_lines, refuse_mixed, too_small

    inquiry = Inquiry(asked, seed, progress)
    _refuse(inquiry, wanted)
    levers = [one for one in inquiry.options.levers if not wanted.levers or one.name in wanted.levers]
    refuse_mixed(levers)
    grounded = ground_of(inquiry, How(1024, 1, wanted.months, theories=wanted.theories), every_lever=True)
    price = prices(levers, known_of(inquiry.history))
    limits = Limits(wanted.budget, red_lines(wanted.red_lines, grounded.ground.measured))
    poor = too_small(price, wanted.budget)
    found = _searched(inquiry, grounded, price, limits, wanted)
    return Result(
        found,
        rows=tuple(_row(place, one, found) for place, one in enumerate(found.choices)),
        release=inquiry.evidence.release,
        warnings=(*((poor,) if poor else ()), *machine_coded(inquiry.evidence), *_warnings(found)),
        inputs=files_of(inquiry.evidence.region, asked),
        axes=("choice",),
    )


def _searched(
    inquiry: Inquiry, grounded: Grounded, price: "Prices", limits: "Limits", wanted: Wanted
) -> Optimised:
    from regimelab.policy.explore.worlds import spread
    from regimelab.policy.optimise.evaluate import Bench
    from regimelab.policy.optimise.search import Aims, search
    from regimelab.study.resuming import resuming

    say, ground, seed = inquiry.progress, grounded.ground, inquiry.seed
    searched, others = (
        spread(grounded.space, block, seed, size) for block, size in enumerate((SEARCHED, CONFIRMED))
    )
    bench = Bench(ground, searched, price.levers, seed)
    fresh = Bench(ground, others, price.levers, seed + 1)
    aims = Aims(wanted.benefit, wanted.harm)
    said = (inquiry.options, grounded.space, SEARCHED, CONFIRMED, seed, wanted)
    with resuming(inquiry.modelling.key, "optimisation", *said) as keep:
        found, tried = search(
            bench, price, limits, aims, wanted.rounds, lambda done: say("search", done), keep
        )
        say("held to other worlds", 0.0)
        choices = _confirmed(fresh, price, limits, _thinned(found), keep)
        say("held to other worlds", 1.0)
    kept = _unbeaten([one for one in choices if not one.crossed], wanted)
    return Optimised(
        wanted.budget,
        price.levers[0].cost.unit,
        wanted.benefit,
        wanted.harm,
        wanted.red_lines,
        kept,
        {lever.name: lever.title for lever in price.levers},
        tried,
        SEARCHED,
        CONFIRMED,
        sum(bool(one.crossed) for one in choices),
    )


def _unbeaten(choices: Sequence[Choice], wanted: Wanted) -> tuple[Choice, ...]:
    """Keep the choices that still no other beats by what the worlds say that the search did not see."""
    from regimelab.policy.optimise.search import fronts

    aims = [[one.cost, one.gains[wanted.benefit], one.gains[wanted.harm]] for one in choices]
    table = np.array([[part.estimate or 0.0 for part in row] for row in aims]).reshape(-1, 3)
    front = fronts(table * [1.0, -1.0, -1.0])
    return tuple(one for one, place in zip(choices, front, strict=True) if place == 0)


def _thinned(found: "Judged") -> np.ndarray:
    """Doses of at most so many candidates, evenly over cost; of equals in all that counts, the first."""
    _, distinct = np.unique(found.objectives.round(9), axis=0, return_index=True)
    order = distinct[np.argsort(found.objectives[distinct, 0], kind="stable")]
    places = np.unique(np.linspace(0, len(order) - 1, min(MOST, len(order))).round().astype(int))
    return found.doses[order[places]]


def _confirmed(
    bench: "Bench", price: "Prices", limits: "Limits", doses: np.ndarray, keep: "Keep"
) -> list[Choice]:
    """Hold the choices to worlds and chance that the search did not see."""
    from regimelab.policy.optimise.evaluate import kept

    found = kept(bench, np.concatenate([np.zeros((1, doses.shape[1])), doses]), keep)
    return [
        _choice(bench, price, limits, row, one, found[0]) for row, one in zip(doses, found[1:], strict=True)
    ]


def _choice(
    bench: "Bench",
    price: "Prices",
    limits: "Limits",
    doses: np.ndarray,
    found: np.ndarray,
    nothing: np.ndarray,
) -> Choice:
    from regimelab.policy.explore.explored import way
    from regimelab.policy.explore.over_worlds import over_worlds
    from regimelab.policy.outcomes import PER_YEAR

    gains = {
        one: (found[place] - nothing[place]) * way(one.outcome)
        for place, one in enumerate(bench.ground.measured)
    }
    low, middle, high = (float(doses @ part) for part in (price.low, price.middle, price.high))
    method = "doses, times hosts, times the range for one unit; the middle is geometric"
    cost = Estimate(middle, low, high, price.levers[0].cost.unit, method, "levers file", "assumed", 1.0)
    return Choice(
        {lever.name: float(dose) for lever, dose in zip(price.levers, doses, strict=True) if dose > 0},
        cost,
        {one.word: over_worlds(gain, PER_YEAR, _method(gain)) for one, gain in gains.items()},
        tuple(line.word for line in limits.red_lines if gains[line].mean() < 0),
    )


def _method(gain: np.ndarray) -> str:
    return f"mean over {len(gain)} worlds that the search did not see; normal interval"


def _refuse(inquiry: Inquiry, wanted: Wanted) -> None:
    """Refuse a budget below zero, outcomes that are not judged, red lines and levers that there are not."""
    from regimelab.policy.explore.experiments import measured_of
    from regimelab.policy.outcomes import JUDGED

    levers = [one.name for one in inquiry.options.levers]
    if not levers:
        raise UsageError(Problem("levers", "the region has none.", "Write its levers.toml."))
    outcomes = [one.name for one in JUDGED]
    members = [member.code for member in inquiry.evidence.region.members]
    lines = [one.word for one in measured_of(members)]
    wrong = unknown("--benefit", [wanted.benefit], outcomes, "an outcome that is judged")
    wrong += unknown("--harm", [wanted.harm], outcomes, "an outcome that is judged")
    wrong += unknown("--lever", wanted.levers, levers, "a lever")
    wrong += unknown("--red-line", wanted.red_lines, lines, "measured")
    if not wanted.budget >= 0:
        wrong.append(Problem("--budget", f"{wanted.budget:g} is not a sum of money.", "Give 0 or more."))
    if wanted.rounds < 1:
        wrong.append(Problem("--rounds", f"{wanted.rounds} is no search.", "Ask for 1 at least."))
    if wrong:
        raise UsageError(wrong)


def _warnings(found: Optimised) -> tuple[str, ...]:
    told = [
        "costs are orders of magnitude and effects are assumed: read the choices as what follows from that, "
        "not as a budget"
    ]
    if found.dropped:
        told.append(f"{found.dropped} choice(s) crossed a red line in worlds that the search did not see")
    return tuple(told)


def _row(place: int, one: Choice, found: Optimised) -> dict[str, object]:
    """Lay a choice out: cost, gains and doses; a lever that it leaves alone has a dose of zero."""
    estimates = {"cost": one.cost, **{f"gain_{name}": gain for name, gain in one.gains.items()}}
    spelled = {
        f"{name}{ending}": value
        for name, estimate in estimates.items()
        for ending, value in (("", estimate.estimate), ("_low", estimate.low), ("_high", estimate.high))
    }
    doses = {f"dose_{name}": one.doses.get(name, 0.0) for name in found.titles}
    return {"choice": place, "unit_of_cost": found.unit, **spelled, **doses}
