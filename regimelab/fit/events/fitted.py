"""A model of events, estimated: coefficients, how well it fits, and what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt
from typing import Final, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.newton import Optimum, maximise
from regimelab.fit.events.prepare import ModelKind, Prepared, prepare
from regimelab.fit.events.robust import Clusters, StandardErrors, clusters, sandwich
from regimelab.theory.networks.term import Term
from regimelab.types import RowTerms

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


@dataclass(frozen=True)
class Fitted:
    """An estimated model; ``events`` were explained, ``rows`` distinct covariate rows held them.

    ``covariance`` is that of the ``standard_errors`` asked for; ``groups`` is how many there were.
    """

    kind: ModelKind
    coefficients: tuple[Coefficient, ...]
    estimate: np.ndarray
    covariance: np.ndarray
    log_likelihood: float
    events: int
    rows: int
    steps: int
    converged: bool
    standard_errors: StandardErrors = "model"
    groups: int | None = None

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return 2 * len(self.coefficients) - 2 * self.log_likelihood

    @property
    def aicc(self) -> float | None:
        """Akaike's criterion corrected for few events; none where there are too few for it.

        Source: Hurvich & Tsai (1989), Biometrika 76, 297.
        """
        effects, spare = len(self.coefficients), self.events - len(self.coefficients) - 1
        return self.aic + 2 * effects * (effects + 1) / spare if spare > 0 else None

    @property
    def bic(self) -> float:
        """Schwarz's information criterion, with the number of events."""
        return len(self.coefficients) * log(self.events) - 2 * self.log_likelihood


def fit_events(
    history: EventHistory,
    terms: Sequence[Term],
    kind: ModelKind,
    start: float,
    end: float,
    wanted: Clusters = MODEL,
) -> Fitted:
    """Estimate a model by maximum likelihood, with standard errors from the information or robust."""
    return solve(prepare(history, terms, kind, start, end), wanted)


def solve(prepared: Prepared, wanted: Clusters = MODEL) -> Fitted:
    """Estimate a model that is laid out; terms that the data cannot tell apart are refused by name."""
    terms, kind = prepared.case.terms, prepared.case.kind
    _check_apart(prepared, terms, kind)
    found = maximise(prepared.curve, prepared.start)
    covariance = np.linalg.pinv(found.curve.information)
    _check_bounded(found, covariance, prepared.rows, terms)
    groups = None
    if wanted.kind != "model":
        each = prepared.case.contributions(found.estimate)
        group = clusters(each, wanted, prepared.case.start)
        covariance, groups = sandwich(found.curve.information, each.slope, group), int(group.max()) + 1
    errors = np.sqrt(np.diag(covariance))
    return Fitted(
        kind,
        tuple(_coefficient(*one) for one in zip(terms, found.estimate, errors, strict=True)),
        found.estimate,
        covariance,
        found.curve.value,
        len(prepared.case.history.events),
        len(prepared.rows),
        found.steps,
        found.converged,
        wanted.kind,
        groups,
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
