"""Laying a history out for a kind of model: its likelihood, and what every event contributes to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.choices import Alternatives, choices, pairs, receivers, senders
from regimelab.fit.events.contributions import (
    Contributing,
    Contributions,
    UnderDraws,
    gathered,
    of_agreements,
    of_choices,
)
from regimelab.fit.events.coordination import of_coordination, offers
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.likelihood import of_choice, of_waiting
from regimelab.fit.events.newton import Curve
from regimelab.fit.events.pointwise import Laid, by_event, over_draws
from regimelab.fit.events.spells import Spells, spells
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm, RowTerms

ModelKind = Literal["rate", "choice", "choice_coordination", "rem"]


ALTERNATIVES: Final[dict[str, Alternatives]] = {"rate": senders, "choice": receivers, "rem": pairs}


@dataclass(frozen=True)
class Case:
    """What is to be explained, by what, and from when to when it is observed."""

    history: EventHistory
    terms: tuple[Term, ...]
    kind: ModelKind
    start: float
    end: float

    @property
    def has_exact_times(self) -> bool:
        """Whether the waits between events are modelled, and not their order alone."""
        return self.kind in ("rate", "rem") and any(term.is_intercept for term in self.terms)

    @property
    def senders_only(self) -> bool:
        """Whether senders act, and not pairs."""
        return self.kind == "rate"

    def contributions(self, beta: PerTerm) -> Contributions:
        """Go through the history once more and tell what every event contributes."""
        if self.kind == "choice":
            found = of_choices(self.history, self.terms, receivers, beta)
        elif self.kind == "choice_coordination":
            found = of_agreements(self.history, self.terms, beta)
        else:
            replay = Contributing(self.history, self.terms, self.start, self.senders_only, beta[:, None])
            found = replay.contributions(self.end, self.has_exact_times)
        return gathered(found, self.end)


@dataclass(frozen=True)
class Prepared:
    """A model laid out for its likelihood: the curve, where to start, the rows that it rests on."""

    case: Case
    curve: Callable[[PerTerm], Curve]
    start: PerTerm
    rows: RowTerms
    laid: Laid

    def under_draws(self, draws: np.ndarray) -> np.ndarray:
        """Give the log-likelihood of each event (in columns) under each of many draws of the effects."""
        if not isinstance(self.laid, Spells):
            return over_draws(by_event(self.laid), draws)
        case = self.case
        replay = UnderDraws(case.history, case.terms, case.start, case.senders_only, draws.T)
        return replay.log_likelihoods(case.end)


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
    case = Case(replace(history, events=seen), tuple(terms), kind, start, end)
    nothing = np.zeros(len(terms))
    if case.has_exact_times:
        found = spells(case.history, terms, start, end, case.senders_only)
        return Prepared(case, of_waiting(found), _base_rate(found, terms), found.rows, found)
    if kind == "choice_coordination":
        shown = offers(case.history, terms)
        rows = np.concatenate([offer.rows.reshape(-1, len(terms)) for offer in shown])
        return Prepared(case, of_coordination(shown), nothing, rows, shown)
    laid = choices(case.history, terms, ALTERNATIVES[kind])
    return Prepared(case, of_choice(laid), nothing, laid.rows, laid)


def _base_rate(found: Spells, terms: Sequence[Term]) -> PerTerm:
    rate = np.log(found.events.sum() / found.exposure.sum())
    return np.array([rate if term.is_intercept else 0.0 for term in terms])
