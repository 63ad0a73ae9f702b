"""Estimate a model of events from a specification: the coefficients, the fit, the seconds it took."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from regimelab.errors import InvalidInput
from regimelab.fit.events.case import ModelKind
from regimelab.fit.events.diagnostics import Diagnostics, diagnose
from regimelab.fit.events.fitted import Coefficient, Fitted, HalfLife, solve
from regimelab.fit.events.memory import Remembering, remember
from regimelab.fit.events.prepare import Prepared, Room, prepare
from regimelab.fit.events.robust import FEW, Clusters, StandardErrors
from regimelab.study.estimation.assemble import Assembled, assemble
from regimelab.study.estimation.posterior import (
    Drawn,
    Posterior,
    check_laid,
    check_packages,
    draw,
    read_priors,
)
from regimelab.study.estimation.specification import Specification, read_specification
from regimelab.study.result import Progress, Result, silent


@dataclass(frozen=True)
class Estimation:
    """An estimated model of events.

    ``coefficients`` are log ratios of rates or odds per unit of each effect's statistic; the time of
    an intercept is the files' own unit. ``standard_errors`` names those asked for, ``groups`` how many
    groups of events they compare; ``diagnostics`` are there where the fit was to be checked, a
    ``posterior`` where it was asked for; ``half_lives`` are those estimated. ``seconds`` tell
    what each stage took.
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
    rows: int | None
    start: float
    end: float
    seconds: dict[str, float]
    standard_errors: str = "model"
    groups: int | None = None
    aicc: float | None = None
    diagnostics: Diagnostics | None = None
    posterior: Posterior | None = None
    half_lives: tuple[HalfLife, ...] = ()


class Wanted(NamedTuple):
    """What is wanted beside the coefficients; ``seed`` is that of the posterior's draws."""

    check: bool = False
    posterior: bool = False
    seed: int = 0


class Studied(NamedTuple):
    """An estimation, and the draws of its posterior as ArviZ keeps them."""

    result: Result[Estimation]
    draws: Any


class _Clock:
    """How long each stage took, told to whoever waits."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.seconds = progress, dict[str, float]()
        self.stage, self.since = "", time.perf_counter()

    def begin(self, stage: str) -> None:
        """End a stage and begin the next."""
        now = time.perf_counter()
        if self.stage:
            self.seconds[self.stage] = now - self.since
        self.stage, self.since = stage, now
        self.progress(stage or "done", 0.0 if stage else 1.0)


PLAIN = Wanted()


def estimate(
    specification: Path | str, progress: Progress = silent, wanted: Wanted = PLAIN
) -> Result[Estimation]:
    """Estimate the model that a specification file describes."""
    return estimate_and_draw(specification, progress, wanted).result


def estimate_and_draw(
    specification: Path | str, progress: Progress = silent, wanted: Wanted = PLAIN
) -> Studied:
    """Estimate the model that a specification file describes, and keep the draws of its posterior."""
    file, clock = Path(specification), _Clock(progress)
    clock.begin("read")
    given = read_specification(file)
    ready = assemble(given, file)
    priors, problems = read_priors(given.priors, ready.terms, str(file))
    if problems:
        raise InvalidInput(problems)
    with_posterior = wanted.posterior or given.model.posterior
    if with_posterior:
        check_packages()
    clock.begin("statistics")
    laid, memory = _laid_out(given, ready)
    if with_posterior:
        check_laid(laid)
    clock.begin("fit")
    errors = Clusters(cast(StandardErrors, given.model.standard_errors), given.model.period)
    fitted = solve(laid, errors, memory)
    diagnostics, drawn = None, None
    if wanted.check:
        clock.begin("check")
        diagnostics = diagnose(laid.case.contributions(fitted.estimate), ready.history.actors)
    if with_posterior:
        clock.begin("posterior")
        drawn = draw(laid, priors, fitted.estimate, wanted.seed)
    clock.begin("")
    return _studied(file, ready, fitted, clock, diagnostics, drawn)


def _laid_out(given: Specification, ready: Assembled) -> tuple[Prepared, Remembering | None]:
    """Lay the model out, with the half-lives that explain best where they are to be estimated."""
    asked = (ready.history, ready.terms, cast(ModelKind, given.model.kind), ready.start, ready.end)
    room = Room(given.model.memory_gb, given.model.streaming)
    if not ready.remembered:
        return prepare(*asked, room), None
    memory = remember(*asked, ready.remembered, room)
    return memory.moved(), memory


def _studied(
    file: Path,
    ready: Assembled,
    fitted: Fitted,
    clock: _Clock,
    diagnostics: Diagnostics | None,
    drawn: Drawn | None,
) -> Studied:
    found = Estimation(
        model=fitted.kind,
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
        seconds=clock.seconds,
        standard_errors=fitted.standard_errors,
        groups=fitted.groups,
        aicc=fitted.aicc,
        diagnostics=diagnostics,
        posterior=drawn.posterior if drawn else None,
        half_lives=fitted.half_lives,
    )
    rows = tuple(one._asdict() for one in found.coefficients)
    notes = ready.notes + _warnings(fitted, drawn is not None) + (drawn.warnings if drawn else ())
    result = Result(found, rows, warnings=notes, inputs=(file, *ready.files))
    return Studied(result, drawn.tree if drawn else None)


def _warnings(fitted: Fitted, with_posterior: bool) -> tuple[str, ...]:
    told = []
    if not fitted.converged:
        told.append(
            f"not converged after {fitted.steps} steps: leave out effects, or rescale large attributes."
        )
    if fitted.groups is not None and fitted.groups < FEW:
        told.append(
            f"only {fitted.groups} groups: standard errors by {fitted.standard_errors} may be too small."
        )
    if fitted.rows is None:
        told.append(
            "the history was gone through anew at each step (streaming), as memory would not hold it."
        )
    if with_posterior and fitted.half_lives:
        told.append("the posterior takes the half-lives as known, at their estimates.")
    return tuple(told)
