"""Is the fit of a region as sure as it should be? Ranks of the truth, on histories that its model makes."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from regimelab.engine.simulate import Simulate, simulator
from regimelab.fit.calibration import Verdict, gathered, ranked, verdicts
from regimelab.fit.laplace import Fitter, estimator
from regimelab.history import History
from regimelab.policy.parts import Part
from regimelab.report.figures.alone import check_ending, standalone
from regimelab.report.pictures import RankPanel, RankPlot
from regimelab.study.arrays import prepare
from regimelab.study.cluster import carried_out, refuse_absent
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent
from regimelab.study.resuming import Kept, keeping
from regimelab.theory.model import Model, model_of


@dataclass(frozen=True)
class BlockRanks:
    """Ranks of one block of parameters: twentieths, share of 90 % intervals that hold the truth."""

    block: str
    counts: tuple[int, ...]
    low: float
    high: float
    covered: float
    error: float


@dataclass(frozen=True)
class Calibrated:
    """Every block, the number of histories made, and how many acts they had."""

    blocks: tuple[BlockRanks, ...]
    runs: int
    fewest_acts: int
    most_acts: int


@dataclass(frozen=True, eq=False)
class Given:
    """The history whose model makes histories, and the seed that they are drawn with."""

    history: History
    half_lives: dict[str, float]
    seed: int


def calibration(
    asked: Asked, runs: int, seed: int = 0, progress: Progress = silent, address: str = ""
) -> Result[Calibrated]:
    """Make histories from the priors of a region's model, fit each, and rank what they were made from.

    Each history is a piece of work of its own, for this process or for the cluster at ``address``. What is
    ranked is kept until all is.
    """
    refuse_absent(address)
    inquiry = Inquiry(asked, seed, progress)
    modelling = inquiry.modelling
    given = Given(modelling.history, modelling.half_lives, seed)
    with keeping(modelling.key, "calibration") as kept:
        found = all_ranked(given, runs, kept, progress, address)
    model = model_of(given.history, given.half_lives)
    ranks = gathered(model, found)
    blocks = tuple(map(_block, verdicts(model, ranks)))
    told = Calibrated(blocks, runs, int(ranks.acts.min()), int(ranks.acts.max()))
    rows = tuple(vars(one) for one in blocks)
    return Result(
        told, rows, release=inquiry.evidence.release, inputs=files_of(inquiry.evidence.region, asked)
    )


def all_ranked(
    given: Given, runs: int, kept: Kept, progress: Progress, address: str
) -> list[tuple[np.ndarray, int]]:
    """Rank the truth of every history, those that are kept excepted."""
    found = {run: part for run in range(runs) if (part := kept.read(str(run)))}
    lacking = [run for run in range(runs) if run not in found]
    progress("calibration", len(found) / runs)
    for run, part in carried_out(one_ranked, given, lacking, address):
        kept.write(str(run), part)
        found[run] = part
        progress("calibration", len(found) / runs)
    return [(found[run]["ranks"], int(found[run]["acts"])) for run in range(runs)]


def one_ranked(given: Given, run: int) -> Part:
    """Make one history, fit it, and rank what it was made from."""
    ranks, acts = ranked(*_modelled(given), given.seed, run)
    return {"ranks": ranks, "acts": np.array(acts)}


@lru_cache(maxsize=1)
def _modelled(given: Given) -> tuple[Model, History, tuple[Simulate, Fitter]]:
    prepare()
    model = model_of(given.history, given.half_lives)
    return model, given.history, (simulator(model), estimator(model))


def rank_plot(found: Calibrated, ending: str) -> bytes:
    """Draw the ranks of every block, as SVG or PNG."""
    panels = tuple(
        RankPanel(
            one.block.replace("_", " "),
            one.counts,
            one.low,
            one.high,
            f"{one.covered:.0%} of 90 % intervals hold the truth",
        )
        for one in found.blocks
    )
    title = f"Ranks of the truth among posterior draws, {found.runs} histories"
    return standalone(RankPlot("ranks", title, panels), ending)


def _block(one: Verdict) -> BlockRanks:
    return BlockRanks(one.block, tuple(map(int, one.histogram)), one.low, one.high, one.covered, one.error)


__all__ = ["BlockRanks", "Calibrated", "calibration", "check_ending", "rank_plot"]
