"""A model of events, estimated: coefficients, how well it fits, and what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt
from typing import Final, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.case import ModelKind
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.memory import Remembering, joint_information, joint_slopes
from regimelab.fit.events.newton import Optimum, maximise
from regimelab.fit.events.prepare import ROOMY, Prepared, Room, prepare
from regimelab.fit.events.robust import Clusters, StandardErrors, clusters, sandwich
from regimelab.interval import QUANTILE_95
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm

ALIKE = 1e-9  # relative size of a singular value below which terms are combinations of each other
MODEL: Final = Clusters()
STEEP = 15.0  # a standard error of a standardised term beyond which the data do not bound its effect


class Coefficient(NamedTuple):
    """One effect: its estimate per unit of its statistic, standard error, z and two-sided p."""

    effect: str
    estimate: float
    se: float
    z: float
    p: float


class HalfLife(NamedTuple):
    """How long a network is remembered: its half-life with standard error and 95 % interval.

    They come from the log of the half-life, estimated jointly with the effects.
    """

    network: str
    estimate: float
    se: float
    low: float
    high: float


@dataclass(frozen=True)
class Fitted:
    """An estimated model; ``events`` were explained, ``rows`` distinct covariate rows held them (none
    where the history was streamed).

    ``covariance`` is that of the ``standard_errors`` asked for; ``groups`` is how many there were.
    """

    kind: ModelKind
    coefficients: tuple[Coefficient, ...]
    estimate: np.ndarray
    covariance: np.ndarray
    log_likelihood: float
    events: int
    rows: int | None
    steps: int
    converged: bool
    standard_errors: StandardErrors = "model"
    groups: int | None = None
    half_lives: tuple[HalfLife, ...] = ()

    @property
    def parameters(self) -> int:
        """How many numbers were estimated: effects, and half-lives."""
        return len(self.coefficients) + len(self.half_lives)

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return 2 * self.parameters - 2 * self.log_likelihood

    @property
    def aicc(self) -> float | None:
        """Akaike's criterion corrected for few events; none where there are too few for it.

        Source: Hurvich & Tsai (1989), Biometrika 76, 297.
        """
        spare = self.events - self.parameters - 1
        return self.aic + 2 * self.parameters * (self.parameters + 1) / spare if spare > 0 else None

    @property
    def bic(self) -> float:
        """Schwarz's information criterion, with the number of events."""
        return self.parameters * log(self.events) - 2 * self.log_likelihood


def fit_events(
    history: EventHistory,
    terms: Sequence[Term],
    kind: ModelKind,
    start: float,
    end: float,
    wanted: Clusters = MODEL,
    room: Room = ROOMY,
) -> Fitted:
    """Estimate a model by maximum likelihood, with standard errors from the information or robust."""
    return solve(prepare(history, terms, kind, start, end, room), wanted)


def solve(prepared: Prepared, wanted: Clusters = MODEL, memory: Remembering | None = None) -> Fitted:
    """Estimate a model that is laid out; terms that the data cannot tell apart are refused by name.

    With a ``memory`` whose half-lives were estimated, standard errors are those of both together.
    """
    case = prepared.case
    _check_apart(prepared, case.terms, case.kind)
    found = maximise(prepared.curve, prepared.start)
    _check_bounded(found, np.linalg.pinv(found.curve.information), prepared.spread, case.terms)
    covariance, groups = _covariance(prepared, found, wanted, memory)
    errors = np.sqrt(np.diag(covariance))
    return Fitted(
        case.kind,
        tuple(_coefficient(*one) for one in zip(case.terms, found.estimate, errors, strict=False)),
        found.estimate,
        covariance,
        found.curve.value,
        len(case.history.events),
        prepared.size,
        found.steps,
        found.converged,
        wanted.kind,
        groups,
        _half_lives(memory, errors[len(case.terms) :]) if memory else (),
    )


def _covariance(
    prepared: Prepared, found: Optimum, wanted: Clusters, memory: Remembering | None
) -> tuple[np.ndarray, int | None]:
    """Give the covariance of effects and log half-lives, and how many groups it compares."""
    information = found.curve.information
    if memory:
        information = joint_information(memory, found.estimate, information)
    if wanted.kind == "model":
        return np.linalg.pinv(information), None
    each = prepared.case.contributions(found.estimate)
    group = clusters(each, wanted, prepared.case.start)
    slopes = joint_slopes(memory, found.estimate) if memory else each.slope
    return sandwich(information, slopes, group), int(group.max()) + 1


def _half_lives(memory: Remembering, errors: np.ndarray) -> tuple[HalfLife, ...]:
    return tuple(
        HalfLife(
            name.removesuffix("~?"),
            float(np.exp(at)),
            float(np.exp(at) * error),
            float(np.exp(at - QUANTILE_95 * error)),
            float(np.exp(at + QUANTILE_95 * error)),
        )
        for name, at, error in zip(memory.names, memory.log_half_lives, errors, strict=True)
    )


def _coefficient(term: Term, estimate: float, error: float) -> Coefficient:
    z = float(estimate / error)
    return Coefficient(term.label, float(estimate), float(error), z, erfc(abs(z) / sqrt(2)))


def _check_apart(prepared: Prepared, terms: Sequence[Term], kind: ModelKind) -> None:
    """Refuse terms that never vary, or are combinations of others: no data could tell their effects."""
    information = prepared.curve(prepared.start).information
    scale = np.sqrt(np.diag(information))
    still = [term.label for term, size in zip(terms, scale, strict=True) if not size > 0]
    if still:
        remedy = f"Leave it out: it moves no {'choice' if 'choice' in kind else 'rate'}."
        raise InvalidInput(
            [Problem(f"effect {name}", "is the same for all alternatives.", remedy) for name in still]
        )
    _, sizes, directions = np.linalg.svd(information / np.outer(scale, scale))
    if sizes[-1] < ALIKE * sizes[0]:
        mixed = [t.label for t, part in zip(terms, directions[-1], strict=True) if abs(part) > 0.1]
        what = "are combinations of each other: the data cannot tell their effects apart."
        raise InvalidInput(Problem(f"effects {', '.join(mixed)}", what, "Leave one of them out."))


def _check_bounded(found: Optimum, covariance: np.ndarray, spread: PerTerm, terms: Sequence[Term]) -> None:
    """Refuse an effect that runs away: what it names separates all that happened from all that did not."""
    errors = np.sqrt(np.clip(np.diag(covariance), 0, None)) * spread
    away = [
        term.label
        for term, error, size in zip(terms, errors, np.abs(found.estimate) * spread, strict=True)
        if not np.isfinite(error) or (error > STEEP and size > STEEP / 3)
    ]
    if away:
        what = "has no finite estimate: it separates what happened from what did not (perfect separation)."
        remedy = "Leave it out, or join it with another effect."
        raise InvalidInput([Problem(f"effect {name}", what, remedy) for name in away])


__all__ = ["Coefficient", "Fitted", "ModelKind", "fit_events"]
