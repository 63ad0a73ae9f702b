"""Pictures of a pooled fit: which effects travel between regions, and what pooling gains out of sample."""

import re
from typing import TYPE_CHECKING, Final

from regimelab.report.figures.alone import check_ending, standalone
from regimelab.report.pictures import DotPlot, IntervalRow

if TYPE_CHECKING:
    from regimelab.fit.pooled import Travel
    from regimelab.fit.pooled.predict import Predicted
    from regimelab.interval import Estimate
    from regimelab.study.pool import Pooled

GROUPS: Final = {
    "travels": "What travels: a new region has the sign of the mean, with probability 0.9 or more",
    "does not travel": "What does not travel: the sign is not sure, and regions were found to differ",
    "open": "What is open: the sign is not sure, and regions differ no more than was stated before",
}


def travel_plot(found: "Pooled", ending: str) -> bytes:
    """Draw every effect's mean over regions with its interval, by whether it travels; zero is no effect."""
    rows = [one for verdict in GROUPS for one in found.effects if one.verdict == verdict]
    plot = DotPlot(
        "travel",
        f"Effects over regions: {', '.join(one.region for one in found.regions)}",
        tuple(map(_effect, rows)),
        "log rate ratio: mean over regions, 90 % interval; below each number, the range of single regions",
        reference=0.0,
        reference_label="no effect",
        where_numbers="",
    )
    return standalone(plot, ending)


def gain_plot(found: "Pooled", ending: str) -> bytes:
    """Draw what the pooled fit gains over a fit alone: each region over all dates, then date by date."""
    rows: list[IntervalRow] = []
    for one in found.regions:
        group = f"{one.region}: {one.acts:.0f} acts, {one.borrowed:.0%} borrowed"
        rows += [_gain("all dates", group, one.gain)] if one.gain else []
        rows += [_date(each, group) for each in found.predictions if each.region == one.region]
    plot = DotPlot(
        "gain",
        "What pooling gains, each region forecast one step ahead from the others and its own past",
        tuple(rows),
        "nats per act over a fit alone, with the 90 % interval; above 0 the pooled fit forecasts better",
        reference=0.0,
        reference_label="no better",
        where_numbers="",
    )
    return standalone(plot, ending)


def _effect(one: "Travel") -> IntervalRow:
    own = sorted(one.by_region.values())
    return IntervalRow(
        f"{one.family.replace('_', ' ')}: {one.effect.replace('_', ' ')}",
        GROUPS[one.verdict],
        *_numbers(one.mean),
        _text(one.mean),
        "",
        beside=_signed(f"{own[0]:.1f} to {own[-1]:.1f}"),
    )


def _date(one: "Predicted", group: str) -> IntervalRow:
    label = f"fitted to {one.fitted_to}: {one.acts_known:.0f} acts known, {one.acts:.0f} scored"
    return _gain(label, group, one.gain)


def _gain(label: str, group: str, gain: "Estimate") -> IntervalRow:
    return IntervalRow(label, group, *_numbers(gain), _text(gain), "", colour=int(label == "all dates"))


def _numbers(of: "Estimate") -> tuple[float, float, float]:
    """Give the middle and the ends; without an interval all three are the middle."""
    middle = of.estimate or 0.0
    low, high = (middle if end is None else end for end in (of.low, of.high))
    return middle, low, high


def _text(of: "Estimate") -> str:
    middle, low, high = _numbers(of)
    bounds = "" if of.low is None else f" ({low:.2f} to {high:.2f})"
    return _signed(f"{middle:.2f}{bounds}")


def _signed(text: str) -> str:
    return re.sub(r"-(?=0\.0+(?!\d))", "", text).replace("-", "\u2212")


__all__ = ["check_ending", "gain_plot", "travel_plot"]
