"""Hindcasts: fit to the end of each half-year, score the next, and compare with what is simple."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from regimelab.fit.ahead import ahead
from regimelab.fit.one_step import one_step
from regimelab.fit.origins import Tools, Window, standings, windows_of
from regimelab.fit.scores import BLOCK, Scored, best_of, gain
from regimelab.fit.verification import Calibration, Marks, calibration, marks
from regimelab.fit.worth import Worth
from regimelab.history import History
from regimelab.interval import Estimate
from regimelab.progress import Progress


@dataclass(frozen=True)
class Origin:
    """One forecast: fitted to a date, scored to another; scores are nats per act, higher is better.

    ``gain`` is one step ahead, ``ahead`` from the origin with nothing after it known. ``marks`` are
    by kind and day, ``ahead_marks`` by kind and month.
    """

    fitted_to: date
    scored_to: date
    events: float
    score: float
    baselines: dict[str, float]
    gain: Estimate
    ahead: Estimate | None = None
    marks: Marks | None = None
    ahead_marks: Marks | None = None


@dataclass(frozen=True)
class Hindcast:
    """All forecasts, and the gains over the baseline that did best over all of them together.

    ``effects`` say what each effect is worth, where that was asked for.
    """

    origins: tuple[Origin, ...]
    baseline: str
    gain: Estimate
    ahead: Estimate | None = None
    ahead_baseline: str = ""
    marks: Marks | None = None
    ahead_marks: Marks | None = None
    calibration: Calibration | None = None
    ahead_calibration: Calibration | None = None
    effects: tuple[Worth, ...] = ()


def hindcast(tools: Tools, history: History, seed: int, progress: Progress) -> Hindcast | None:
    """Forecast every half-year from what was known before it; none if there is none with acts.

    One step ahead, each day is scored with all acts before it remembered, but with parameters
    fitted to the origin; the same holds for the baselines that remember. Half a year ahead,
    nothing after the origin is known. An act dated only to a month or a year that reaches past
    the origin is not known at the origin.
    """
    windows = windows_of(tools, history)
    steps: list[Scored] = []
    far: list[Scored] = []
    for number, (forecaster, scene, stretch) in enumerate(standings(tools, history, windows)):
        progress(f"hindcast from {windows[number][0].isoformat()}", number / len(windows))
        steps.append(one_step(forecaster, scene))
        far.append(ahead(forecaster, scene, stretch, seed))
    progress("hindcast", 1.0)
    return _pooled(windows, steps, far, seed) if windows else None


def _pooled(windows: list[Window], steps: list[Scored], far: list[Scored], seed: int) -> Hindcast:
    near, beyond = best_of(steps), best_of(far)
    rng = np.random.default_rng(seed)
    origins = tuple(
        _origin(window, (one, other), gain([one], near, BLOCK, rng), gain([other], beyond, 1, rng))
        for window, one, other in zip(windows, steps, far, strict=True)
    )
    near_counted, far_counted = ([one.counted for one in found if one.counted] for found in (steps, far))
    return Hindcast(
        origins,
        near,
        gain(steps, near, BLOCK, rng),
        gain(far, beyond, 1, rng),
        beyond,
        marks(near_counted),
        marks(far_counted),
        calibration(near_counted),
        calibration(far_counted),
    )


def _origin(window: Window, found: tuple[Scored, Scored], near: Estimate, beyond: Estimate) -> Origin:
    one = found[0]
    acts = float(one.acts.sum())
    naive = {name: float(score.sum()) / acts for name, score in one.baselines.items()}
    counted = (marks([each.counted]) if each.counted else None for each in found)
    return Origin(*window, acts, float(one.model.sum()) / acts, naive, near, beyond, *counted)
