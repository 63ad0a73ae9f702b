"""Deep uncertainty: where a portfolio is robust, where it fails, and what would change the advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from regimelab.errors import Problem, UsageError, unknown
from regimelab.study.cluster import held, refuse_absent
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.theories import Theories, TheoryWeight, weights_told

if TYPE_CHECKING:
    from regimelab.policy.explore.conditions import Condition
    from regimelab.policy.explore.experiments import Ground, Try
    from regimelab.policy.explore.explored import Explored
    from regimelab.policy.explore.flip import Flip
    from regimelab.policy.explore.information import Information
    from regimelab.policy.explore.joint import Joint
    from regimelab.policy.explore.robust import Robustness
    from regimelab.policy.explore.sensitivity import Sensitivities
    from regimelab.policy.explore.worlds import Space
    from regimelab.report.handed.options import NamedHanded
    from regimelab.study.discovery import Failures
    from regimelab.study.experiments import Given

Criterion = Literal["regret", "satisficing", "maximin"]
BASE = 256  # worlds of either sample behind Sobol' indices
RANKED = 15  # facts told by what they are worth


class How(NamedTuple):
    """How to explore: worlds, repetitions, what to judge by, which theories, and where experiments are kept.

    ``enough`` is the level that is good enough; without it, what nothing gives on average. ``focus`` is the
    portfolio whose sensitivity is told; without it, the one that is advised. ``cluster`` is the address of
    the Ray cluster that runs the experiments; without it, this process does.
    """

    worlds: int = 1024
    repetitions: int = 4
    months: int = 24
    outcome: str = "repression"
    criterion: Criterion = "regret"
    enough: float | None = None
    theories: Theories = "together"
    focus: str | None = None
    keep: Path | None = None
    cluster: str = ""


@dataclass(frozen=True)
class Exploration:
    """What exploring says; ``advice`` is by the criterion and outcome asked for, ``advice_by`` by all.

    ``flip`` is the smallest change of one assumption that flips the advice, none if none within four
    standard deviations does; ``flips`` are all of them. ``joint`` is the nearest flip found where some are
    changed together, none if that is no nearer.
    """

    portfolios: "Sequence[NamedHanded]"
    scenarios: "Sequence[NamedHanded]"
    theories: Sequence[TheoryWeight]
    outcome: str
    criterion: Criterion
    enough: float
    advice: str
    advice_by: Mapping[str, Mapping[str, str]]
    robustness: "Sequence[Robustness]"
    conditions: "Sequence[Condition]"
    failures: "Sequence[Failures]"
    sensitivity: "Sensitivities | None"
    information: "Sequence[Information]"
    flip: "Flip | None"
    flips: "Sequence[Flip]"
    joint: "Joint | None"
    worlds: int
    repetitions: int
    months: int
    seed: int
    futures: int


def explore(
    asked: Asked, seed: int = 0, how: How | None = None, progress: Progress = silent
) -> Result[Exploration]:
    """Run every portfolio in many worlds and say where each is robust, fails, and could be overtaken."""
    from regimelab.study.discovery import require_libraries
    from regimelab.study.experiment_rows import AXES, rows_of

    how = how or How()
    require_libraries()
    inquiry = Inquiry(asked, seed, progress)
    _refuse(inquiry, how)
    refuse_absent(how.cluster)
    grounded = ground_of(inquiry, how)
    with held(how.cluster):
        explored, resumed = explored_in(inquiry, grounded, how)
        found = _exploration(inquiry, grounded, explored, how)
    return Result(
        found,
        rows=tuple(rows_of(explored)),
        release=inquiry.evidence.release,
        warnings=(
            *machine_coded(inquiry.evidence),
            *map(str, inquiry.too_late(how.months)),
            f"judged by {how.outcome} and by {how.criterion}: another choice may give another advice",
        ),
        inputs=files_of(inquiry.evidence.region, asked),
        axes=AXES,
        remarks=(f"{resumed} block(s) of experiments were read back from an earlier run",) if resumed else (),
    )


def smallest_flip(
    asked: Asked, seed: int = 0, how: How | None = None, progress: Progress = silent
) -> "Flip | None":
    """The smallest change of an assumption that flips the advice, simulated again there, if any does."""
    from regimelab.policy.explore.bent import Judge
    from regimelab.policy.explore.flip import checked, flips, smallest

    how = how or How()
    inquiry = Inquiry(asked, seed, progress)
    _refuse(inquiry, how)
    grounded = ground_of(inquiry, how)
    explored, _ = explored_in(inquiry, grounded, how)
    enough = how.enough if how.enough is not None else float(explored.level(how.outcome)[0].mean())
    flip = smallest(flips(explored, Judge(how.outcome, how.criterion, enough)))
    return checked(grounded.trying(how.cluster), explored, flip) if flip else None


class Grounded(NamedTuple):
    """What the pieces of experiments are given, and the theories with their weights."""

    given: "Given"
    theories: tuple[TheoryWeight, ...]

    @property
    def ground(self) -> "Ground":
        """What experiments stand on."""
        return self.given.ground

    @property
    def space(self) -> "Space":
        """What worlds differ in."""
        return self.given.space

    def trying(self, cluster: str) -> "Try":
        """How portfolios are tried in worlds besides those of the exploration, and where."""
        from regimelab.study.experiments import trying

        return trying(self.given, cluster)


def ground_of(inquiry: Inquiry, how: How, every_lever: bool = False) -> Grounded:
    """Prepare to run experiments: presents of every theory, and the space of worlds.

    Factors are of the levers that portfolios use, or of every lever.
    """
    from regimelab.policy.explore.experiments import DRAWS, Ground
    from regimelab.policy.explore.factors import factors_of
    from regimelab.policy.explore.worlds import BLOCK, Space
    from regimelab.policy.known import known_of
    from regimelab.policy.present import pooled
    from regimelab.policy.readings import reader
    from regimelab.study.experiments import Given, Uncompiled

    options = inquiry.settled(how.months)
    held = inquiry.modelling.presents(how.theories, DRAWS)
    first = held[0].present
    presents = tuple(pooled(one.present) for one in held)
    ground = Ground(presents, reader(first), options, how.months, how.repetitions, inquiry.seed)
    weights = tuple(1.0 for _ in held) if how.theories == "apart" else tuple(one.weight for one in held)
    factors = factors_of(options, known_of(inquiry.history), every_lever)
    space = Space(weights, len(options.scenarios), DRAWS, factors)
    told = weights_told(how.theories, lambda: inquiry.modelling.rivals)
    return Grounded(Given(ground, space, Uncompiled(inquiry.modelling.model), BLOCK), told)


def explored_in(inquiry: Inquiry, grounded: Grounded, how: How) -> "tuple[Explored, int]":
    """Run the experiments, or go on from those that are kept; how many blocks were read back."""
    from regimelab.policy.explore.explored import Explored, stacked
    from regimelab.policy.explore.worlds import BLOCK, joined
    from regimelab.study.experiments import experiments, place_of

    ground, space, key = grounded.ground, grounded.space, inquiry.modelling.key
    place = place_of(ground, space, f"{key} {how.theories}", how.keep) if key else None
    blocks = experiments(grounded.given, how.worlds // BLOCK, place, inquiry.progress, how.cluster)
    explored = Explored(
        ground.options.portfolios,
        ground.options.scenarios,
        tuple(one.title for one in grounded.theories),
        ground.measured,
        space,
        joined([worlds for worlds, _, _ in blocks]),
        stacked([found for _, found, _ in blocks]),
        how.months,
        how.repetitions,
        inquiry.seed,
    )
    return explored, sum(resumed for *_, resumed in blocks)


def _exploration(inquiry: Inquiry, grounded: Grounded, explored: "Explored", how: How) -> Exploration:
    from regimelab.policy.explore.bent import Judge
    from regimelab.policy.explore.conditions import conditions
    from regimelab.policy.explore.flip import checked, flips, smallest
    from regimelab.policy.explore.information import information
    from regimelab.policy.explore.joint import checked_together, joint_flip
    from regimelab.policy.explore.robust import CRITERIA, advised, robustness
    from regimelab.policy.outcomes import JUDGED
    from regimelab.study.discovery import discover

    say, outcomes = inquiry.progress, [one.name for one in JUDGED]
    table = {one: robustness(explored, one, how.enough if one == how.outcome else None) for one in outcomes}
    enough, advice = table[how.outcome][0].enough, advised(table[how.outcome], how.criterion)
    say("what flips the advice", 0.0)
    judge = Judge(how.outcome, how.criterion, enough)
    found = flips(explored, judge)
    flip, joint = smallest(found), joint_flip(explored, judge)
    say("what flips the advice", 0.5)
    trying = grounded.trying(how.cluster)
    flip = checked(trying, explored, flip) if flip else None
    joint = checked_together(trying, explored, joint) if joint else None
    say("what flips the advice", 1.0)
    return Exploration(
        portfolios=inquiry.options.portfolios,
        scenarios=inquiry.options.scenarios,
        theories=grounded.theories,
        outcome=how.outcome,
        criterion=how.criterion,
        enough=enough,
        advice=advice,
        advice_by={name: {one: advised(rows, name) for one, rows in table.items()} for name in CRITERIA},
        robustness=tuple(row for rows in table.values() for row in rows),
        conditions=tuple(row for one in outcomes for row in conditions(explored, one)),
        failures=discover(explored, how.outcome),
        sensitivity=_sensitivity(inquiry, grounded, how, advice),
        information=information(explored, how.outcome)[:RANKED],
        flip=flip,
        flips=found,
        joint=joint,
        worlds=explored.worlds.number,
        repetitions=how.repetitions,
        months=how.months,
        seed=inquiry.seed,
        futures=explored.worlds.number * how.repetitions * len(explored.portfolios),
    )


def _sensitivity(inquiry: Inquiry, grounded: Grounded, how: How, advice: str) -> "Sensitivities | None":
    """Sensitivity of the portfolio asked for, or of the advised one; none where to do nothing is advised."""
    from regimelab.policy.explore.sensitivity import sensitivity
    from regimelab.policy.portfolio import NOTHING

    named = {one.name: one for one in inquiry.options.portfolios}
    focus = how.focus or advice
    if focus == NOTHING:
        return None
    inquiry.progress("sensitivity", 0.0)
    trying = grounded.trying(how.cluster)
    found = sensitivity(grounded.ground, grounded.space, named[focus], how.outcome, BASE, trying)
    inquiry.progress("sensitivity", 1.0)
    return found


def _refuse(inquiry: Inquiry, how: How) -> None:
    """Refuse numbers of worlds that do not fill blocks, too few repetitions, and names that there are not."""
    from regimelab.policy.explore.worlds import BLOCK
    from regimelab.policy.outcomes import JUDGED

    wrong: list[Problem] = []
    if how.worlds < BLOCK or how.worlds % BLOCK:
        what = f"{how.worlds} is not a multiple of {BLOCK}."
        wrong.append(
            Problem("--worlds", what, f"Ask for {BLOCK}, {2 * BLOCK} and so on: worlds come in blocks.")
        )
    if how.repetitions < 2:
        what = f"{how.repetitions} does not tell chance from what worlds differ in."
        wrong.append(Problem("--repetitions", what, "Ask for 2 at least."))
    if how.months < 1:
        wrong.append(Problem("--months", f"{how.months} is not a number of months.", "Ask for 1 at least."))
    if how.enough is not None and not isfinite(how.enough):
        wrong.append(Problem("--enough", f"{how.enough} is not a level.", "Give a number of acts a year."))
    wrong += unknown("--outcome", [how.outcome], (one.name for one in JUDGED), "an outcome that is judged")
    focus = [how.focus] if how.focus else []
    wrong += unknown("--focus", focus, (one.name for one in inquiry.options.portfolios), "a portfolio")
    if wrong:
        raise UsageError(wrong)
