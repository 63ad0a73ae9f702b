"""Trying many candidate doses at once: each in the same worlds, on the same chance."""

from typing import NamedTuple

import numpy as np

from regimelab.policy.adapt import live
from regimelab.policy.explore.experiments import MOST, Ground, measures
from regimelab.policy.explore.worlds import Worlds
from regimelab.policy.known import first_day
from regimelab.policy.lever import Lever
from regimelab.policy.parts import Keep
from regimelab.policy.portfolio import Dose, Portfolio
from regimelab.policy.present import columns
from regimelab.policy.rows import Plan
from regimelab.types import CandidateLever, CandidateMeasureWorld


class Bench(NamedTuple):
    """Worlds that candidates are tried in, the levers that they dose, and the seed of chance."""

    ground: Ground
    worlds: Worlds
    levers: tuple[Lever, ...]
    seed: int


def everything(bench: Bench) -> Portfolio:
    """One unit of every lever from the first day: what candidates scale."""
    opening = first_day(bench.ground.presents[0].history)
    doses = tuple(Dose(lever=lever.name, level=1.0, start=opening) for lever in bench.levers)
    return Portfolio(name="candidate", title="Candidate", description="Doses that are tried.", doses=doses)


def evaluate(bench: Bench, doses: CandidateLever) -> CandidateMeasureWorld:
    """What is measured, by candidate and world; the first candidate should be to do nothing."""
    number, worlds = len(doses), bench.worlds.number
    found = np.zeros((number, len(bench.ground.measured), worlds))
    for scenario in range(len(bench.ground.options.scenarios)):
        for theory in range(len(bench.ground.presents)):
            here = np.flatnonzero((bench.worlds.scenario == scenario) & (bench.worlds.theory == theory))
            together = max(MOST // max(len(here), 1), 1)
            for first in range(0, number if len(here) else 0, together):
                some = slice(first, min(first + together, number))
                found[some, :, here] = _some(bench, doses[some], (theory, scenario), here)
    return found


def kept(bench: Bench, doses: CandidateLever, keep: Keep) -> CandidateMeasureWorld:
    """What is measured of these candidates in these worlds, if it was kept; otherwise simulated, and kept."""
    name = f"{bench.seed} {bench.worlds.number} {doses.tolist()}"
    return keep(name, lambda: {"found": evaluate(bench, doses)})["found"]


def _some(
    bench: Bench, doses: CandidateLever, cell: tuple[int, int], here: np.ndarray
) -> CandidateMeasureWorld:
    """Some candidates in the worlds of one theory and scenario: the worlds of the first, then of the next."""
    (theory, scenario), ground = cell, bench.ground
    world, each = np.tile(here, len(doses)), np.repeat(np.arange(len(doses)), len(here))
    scenario_made = ground.options.scenarios[scenario]
    scale = {lever.name: doses[each, place] for place, lever in enumerate(bench.levers)}
    plan = Plan(
        ground.months,
        bench.seed,
        {label: even[world] for label, even in bench.worlds.even.items()},
        scale | {scenario_made.name: bench.worlds.intensity[world]},
        world,
    )
    present = columns(ground.presents[theory], bench.worlds.draw[world])
    lived = live(present, scenario_made, everything(bench), bench.levers, plan, ground.reading)
    read = measures(ground, lived.futures.counts)
    return np.moveaxis(read.reshape(len(read), len(doses), len(here)), 0, 1)
