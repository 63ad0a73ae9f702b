"""Estimate a model of events from a specification: the coefficients, the fit, the seconds it took."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from regimelab.fit.events.diagnostics import Diagnostics, diagnose
from regimelab.fit.events.fitted import Coefficient, Fitted, solve
from regimelab.fit.events.prepare import ModelKind, prepare
from regimelab.fit.events.robust import FEW, Clusters, StandardErrors
from regimelab.study.estimation.assemble import Assembled, assemble
from regimelab.study.estimation.specification import Specification, read_specification
from regimelab.study.result import Progress, Result, silent


@dataclass(frozen=True)
class Estimation:
    """An estimated model of events.

    ``coefficients`` are log ratios of rates or odds per unit of each effect's statistic; the time of
    an intercept is the files' own unit. ``standard_errors`` names those asked for, ``groups`` how many
    groups of events they compare; ``diagnostics`` are there where the fit was to be checked.
    ``seconds`` tell what reading, statistics and fit took.
    """

    model: str
    coefficients: tuple[Coefficient, ...]
    log_likelihood: float
    aic: float
    bic: float
    events: int
    actors: int
    converged: bool
    steps: int
    rows: int
    start: float
    end: float
    seconds: dict[str, float]
    standard_errors: str = "model"
    groups: int | None = None
    aicc: float | None = None
    diagnostics: Diagnostics | None = None


def estimate(
    specification: Path | str, progress: Progress = silent, check: bool = False
) -> Result[Estimation]:
    """Estimate the model that a specification file describes; ``check`` looks at its fit event by event."""
    file = Path(specification)
    clock = [time.perf_counter()]
    progress("reading", 0.0)
    given = read_specification(file)
    ready = assemble(given, file)
    clock.append(time.perf_counter())
    progress("statistics", 0.0)
    kind = cast(ModelKind, given.model.kind)  # the specification knows no other
    laid = prepare(ready.history, ready.terms, kind, ready.start, ready.end)
    clock.append(time.perf_counter())
    progress("fit", 0.0)
    wanted = Clusters(cast(StandardErrors, given.model.standard_errors), given.model.period)
    fitted = solve(laid, ready.terms, kind, wanted)
    clock.append(time.perf_counter())
    progress("fit", 1.0)
    diagnostics = diagnose(laid.contributions(fitted.estimate), ready.history.actors) if check else None
    found = _estimation(given, ready, fitted, clock, diagnostics)
    rows = tuple(one._asdict() for one in found.coefficients)
    notes = ready.notes + _warnings(fitted)
    return Result(found, rows, warnings=notes, inputs=(file, *ready.files))


def _estimation(
    given: Specification,
    ready: Assembled,
    fitted: Fitted,
    clock: list[float],
    diagnostics: Diagnostics | None,
) -> Estimation:
    spent = [later - earlier for earlier, later in zip(clock[:-1], clock[1:], strict=True)]
    return Estimation(
        model=given.model.kind,
        coefficients=fitted.coefficients,
        log_likelihood=fitted.log_likelihood,
        aic=fitted.aic,
        bic=fitted.bic,
        events=fitted.events,
        actors=len(ready.history.actors),
        converged=fitted.converged,
        steps=fitted.steps,
        rows=fitted.rows,
        start=ready.start,
        end=ready.end,
        seconds=dict(zip(("read", "statistics", "fit"), spent, strict=True)),
        standard_errors=fitted.standard_errors,
        groups=fitted.groups,
        aicc=fitted.aicc,
        diagnostics=diagnostics,
    )


def _warnings(fitted: Fitted) -> tuple[str, ...]:
    told = []
    if not fitted.converged:
        told.append(
            f"not converged after {fitted.steps} steps: leave out effects, or rescale large attributes."
        )
    if fitted.groups is not None and fitted.groups < FEW:
        told.append(
            f"only {fitted.groups} groups: standard errors by {fitted.standard_errors} may be too small."
        )
    return tuple(told)
