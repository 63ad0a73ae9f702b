"""A published forecast held against what was recorded afterwards, beside the baselines sealed with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.evidence.after import After, acts_after
from regimelab.evidence.chronicle import read_chronicle
from regimelab.evidence.seen import day_of
from regimelab.fit.reliability import Reliability, reliability
from regimelab.fit.scores import Scored, best_of, gain
from regimelab.fit.verification import (
    MODEL,
    Calibration,
    Counted,
    at_least_one,
    brier,
    calibration,
    crps,
    marks,
)
from regimelab.interval import Estimate
from regimelab.region import Region, load_region, packaged_regions
from regimelab.report.figures.alone import check_ending, standalone
from regimelab.report.pictures import ReliabilityPlot
from regimelab.study.result import Progress, Result, silent
from regimelab.study.sealed import Month, Published, unseal
from regimelab.study.side_by_side import side_by_side

NOT_KNOWN = "are of a pair or kind that the forecast does not speak of"


@dataclass(frozen=True)
class Cell:
    """A kind in a month: acts counted and expected, and scores beside the best baseline's."""

    kind: str
    first: date
    last: date
    acts: float
    expected: float
    at_least_one: float
    crps: float
    crps_baseline: float
    brier: float
    brier_baseline: float


@dataclass(frozen=True)
class ForecastScored:
    """A forecast's scores: nats per act (higher is better); ``crps`` in acts and ``brier``, lower is better.

    ``skill`` is one less the score over that of the best baseline. ``set_aside`` counts the acts
    of the file that were not scored, by reason.
    """

    sha256: str
    region: str
    origin: date
    until: date
    months: int
    acts: float
    expected: float
    set_aside: Mapping[str, int]
    score: float
    baselines: Mapping[str, float]
    baseline: str
    gain: Estimate
    crps: Mapping[str, float]
    brier: Mapping[str, float]
    skill: Mapping[str, float]
    calibration: Calibration
    reliability: Reliability
    cells: tuple[Cell, ...]


def score_forecast(
    file: Path,
    events: Path,
    region: str | None = None,
    until: date | None = None,
    seed: int = 0,
    progress: Progress = silent,
) -> Result[ForecastScored]:
    """Score a sealed forecast by a chronicle of what came after it; whole months only."""
    forecast, digest = unseal(file)
    where = _region_of(forecast, region)
    months = _months(forecast, until)
    progress("score", 0.0)
    acts = read_chronicle(events, where).to_pylist()
    after = acts_after(acts, where, months[0].first, months[-1].last)
    scored, unknown = side_by_side(forecast, after, months)
    if scored.acts.sum() <= 0:
        what = f"no act that can be scored lies between {months[0].first} and {months[-1].last}."
        raise EvidenceMissing(Problem(str(events), what, "Give a chronicle that goes on after the origin."))
    aside = {**after.set_aside, **({NOT_KNOWN: unknown} if unknown else {})}
    found = _result(forecast, scored, months, (digest, aside, seed))
    progress("score", 1.0)
    return Result(
        found,
        rows=tuple(vars(cell) for cell in found.cells),
        release=forecast.made_from.evidence_release,
        warnings=_warnings(after, months, aside),
        inputs=(file, events),
    )


def reliability_plot(found: ForecastScored, ending: str) -> bytes:
    """Draw the chances of at least one act beside how often there was one, as SVG or PNG."""
    curve = found.reliability
    title = f"Chances of at least one act of a kind in a month, {found.months} months from {found.origin}"
    parts = curve.chances, curve.often, curve.low, curve.high
    return standalone(ReliabilityPlot("reliability", title, curve.told, *parts), ending)


def day_until(text: str) -> date:
    """Read the day to which a chronicle is complete: of a month or a year, its last."""
    return day_of(text, "--until")


def _region_of(forecast: Published, named: str | None) -> Region:
    name = named or forecast.made_from.region
    if named is None and name not in packaged_regions():
        what = f"the forecast is of region '{name}', which is not packaged."
        raise UsageError(Problem("--region", what, "Give the folder of that region."))
    region = load_region(name)
    if region.code != forecast.made_from.region:
        what = f"the forecast is of region '{forecast.made_from.region}', not of '{region.code}'."
        raise UsageError(Problem("--region", what, "Give the folder of that region."))
    return region


def _months(forecast: Published, until: date | None) -> tuple[Month, ...]:
    """Keep the months that were over by a day."""
    over = tuple(month for month in forecast.months if until is None or month.last <= until)
    if not over:
        what = f"no month of the forecast was over by {until}: its first ends on {forecast.months[0].last}."
        raise UsageError(Problem("--until", what, "Name a later day."))
    return over


def _result(
    forecast: Published,
    scored: Scored,
    months: tuple[Month, ...],
    about: tuple[str, Mapping[str, int], int],
) -> ForecastScored:
    (digest, aside, seed), counted = about, scored.counted
    assert counted is not None
    acts, best, marked = float(scored.acts.sum()), best_of([scored]), marks([counted])
    return ForecastScored(
        digest,
        forecast.made_from.region,
        forecast.made_from.origin,
        months[-1].last,
        len(months),
        acts,
        sum(sum(entry.expected[: len(months)]) for entry in forecast.entries),
        aside,
        float(scored.model.sum()) / acts,
        {name: float(score.sum()) / acts for name, score in scored.baselines.items()},
        best,
        gain([scored], best, 1, np.random.default_rng(seed)),
        marked.crps,
        marked.brier,
        {"crps": marked.skill("crps"), "brier": marked.skill("brier")},
        calibration([counted]),
        reliability([counted], np.random.default_rng(seed)),
        tuple(_cells(forecast, counted, months, best)),
    )


def _cells(forecast: Published, counted: Counted, months: Sequence[Month], best: str) -> Iterator[Cell]:
    names = (MODEL, best)
    ranked, errors = (
        {name: score(counted.chances[name], counted.acts) for name in names} for score in (crps, brier)
    )
    for place, kind in enumerate(forecast.kinds):
        for number, month in enumerate(months):
            yield Cell(
                kind.kind,
                month.first,
                month.last,
                float(counted.acts[place, number]),
                kind.expected[number],
                float(at_least_one(counted.chances[MODEL])[place, number]),
                *(float(score[name][place, number]) for score in (ranked, errors) for name in names),
            )


def _warnings(after: After, months: Sequence[Month], aside: Mapping[str, int]) -> tuple[str, ...]:
    """Say what was set aside, and that a chronicle seems to end too early."""
    told = [f"set aside, for they {reason}: {count}" for reason, count in aside.items()]
    if after.latest is not None and after.latest < months[-1].first:
        told.append(
            f"the last act is of {after.latest}: if the chronicle ends there, score only what it covers, "
            f"with --until {after.latest}"
        )
    return tuple(told)


__all__ = ["Cell", "ForecastScored", "check_ending", "day_until", "reliability_plot", "score_forecast"]
