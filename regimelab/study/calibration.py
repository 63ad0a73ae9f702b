"""Is the fit of a region as sure as it should be? Ranks of the truth, on histories that its model makes."""

from dataclasses import dataclass

from regimelab.fit.calibration import Verdict, calibrate, verdicts
from regimelab.report.figures.alone import check_ending, standalone
from regimelab.report.pictures import RankPanel, RankPlot
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent


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


def calibration(asked: Asked, runs: int, seed: int = 0, progress: Progress = silent) -> Result[Calibrated]:
    """Make histories from the priors of a region's model, fit each, and rank what they were made from."""
    inquiry = Inquiry(asked, seed, progress)
    modelling = inquiry.modelling
    tools = modelling.simulate, modelling.estimate
    ranks = calibrate(modelling.model, modelling.history, tools, runs, seed, progress)
    blocks = tuple(map(_block, verdicts(modelling.model, ranks)))
    found = Calibrated(blocks, runs, int(ranks.acts.min()), int(ranks.acts.max()))
    rows = tuple(vars(one) for one in blocks)
    return Result(
        found, rows, release=inquiry.evidence.release, inputs=files_of(inquiry.evidence.region, asked)
    )


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
