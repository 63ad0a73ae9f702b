"""A model of events, estimated: coefficients, how well it fits, and what to beware of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import erfc, log, sqrt
from typing import Literal, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.choices import choices, pairs, receivers, senders
from regimelab.fit.events.coordination import of_coordination, offers
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.likelihood import of_choice, of_waiting
from regimelab.fit.events.newton import Curve, Optimum, maximise
from regimelab.fit.events.spells import Spells, spells
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm, RowTerms

ModelKind = Literal["rate", "choice", "choice_coordination", "rem"]
ALIKE = 1e-9  # relative size of a singular value below which terms are combinations of each other
STEEP = 15.0  # a standard error of a standardised term beyond which the data do not bound its effect


class Coefficient(NamedTuple):
    """One effect: its estimate per unit of its statistic, standard error, z and two-sided p."""

    effect: str
    estimate: float
    se: float
    z: float
    p: float


@dataclass(frozen=True)
class Fitted:
    """An estimated model; ``events`` were explained, ``rows`` distinct covariate rows held them."""

    kind: ModelKind
    coefficients: tuple[Coefficient, ...]
    covariance: np.ndarray
    log_likelihood: float
    events: int
    rows: int
    steps: int
    converged: bool

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return 2 * len(self.coefficients) - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's information criterion, with the number of events."""
        return len(self.coefficients) * log(self.events) - 2 * self.log_likelihood


class Prepared(NamedTuple):
    """A model laid out for its likelihood: the curve, where to start, the rows and events it rests on."""

    curve: Callable[[PerTerm], Curve]
    start: PerTerm
    rows: RowTerms
    events: int


def prepare(
    history: EventHistory, terms: Sequence[Term], kind: ModelKind, start: float, end: float
) -> Prepared:
    """Lay out a history for a kind of model; an intercept makes it one of exact times.

    Events before ``start`` and after ``end`` are not explained; the changes before ``start`` are known.
    """
    seen = tuple(event for event in history.events if start <= event.time <= end)
    if not seen:
        what = f"no event lies between {start:g} and {end:g}."
        raise InvalidInput(Problem("model.start, model.end", what, "Look at the unit of time."))
    history, count = replace(history, events=seen), len(seen)
    if kind in ("rate", "rem") and any(term.is_intercept for term in terms):
        found = spells(history, terms, start, end, senders_only=kind == "rate")
        return Prepared(of_waiting(found), _base_rate(found, terms), found.rows, count)
    nothing = np.zeros(len(terms))
    if kind == "choice_coordination":
        shown = offers(history, terms)
        rows = np.concatenate([offer.rows.reshape(-1, len(terms)) for offer in shown])
        return Prepared(of_coordination(shown), nothing, rows, count)
    alternatives = {"rate": senders, "choice": receivers, "rem": pairs}[kind]
    laid = choices(history, terms, alternatives)
    return Prepared(of_choice(laid), nothing, laid.rows, count)


def fit_events(
    history: EventHistory, terms: Sequence[Term], kind: ModelKind, start: float, end: float
) -> Fitted:
    """Estimate a model by maximum likelihood, with standard errors from the information."""
    return solve(prepare(history, terms, kind, start, end), terms, kind)


def solve(prepared: Prepared, terms: Sequence[Term], kind: ModelKind) -> Fitted:
    """Estimate a model that is laid out; terms that the data cannot tell apart are refused by name."""
    _check_apart(prepared, terms, kind)
    found = maximise(prepared.curve, prepared.start)
    covariance = np.linalg.pinv(found.curve.information)
    _check_bounded(found, covariance, prepared.rows, terms)
    errors = np.sqrt(np.diag(covariance))
    return Fitted(
        kind,
        tuple(_coefficient(*one) for one in zip(terms, found.estimate, errors, strict=True)),
        covariance,
        found.curve.value,
        prepared.events,
        len(prepared.rows),
        found.steps,
        found.converged,
    )


def _coefficient(term: Term, estimate: float, error: float) -> Coefficient:
    z = float(estimate / error)
    return Coefficient(term.label, float(estimate), float(error), z, erfc(abs(z) / sqrt(2)))


def _base_rate(found: Spells, terms: Sequence[Term]) -> PerTerm:
    rate = np.log(found.events.sum() / found.exposure.sum())
    return np.array([rate if term.is_intercept else 0.0 for term in terms])


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


def _check_bounded(found: Optimum, covariance: np.ndarray, rows: RowTerms, terms: Sequence[Term]) -> None:
    """Refuse an effect that runs away: what it names separates all that happened from all that did not."""
    spread = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
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
