"""Laying a history out for a kind of model: its likelihood, and what every event contributes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.choices import Alternatives, choices, pairs, receivers, senders
from regimelab.fit.events.contributions import (
    Contributing,
    Contribution,
    Contributions,
    gathered,
    of_agreements,
    of_choices,
    of_rates,
)
from regimelab.fit.events.coordination import of_coordination, offers
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.likelihood import of_choice, of_waiting
from regimelab.fit.events.newton import Curve
from regimelab.fit.events.spells import Spells, spells
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm, RowTerms

ModelKind = Literal["rate", "choice", "choice_coordination", "rem"]


ALTERNATIVES: Final[dict[str, Alternatives]] = {"rate": senders, "choice": receivers, "rem": pairs}


class Prepared(NamedTuple):
    """A model laid out for its likelihood: the curve, where to start, the rows and events it rests on.

    ``contributions`` goes through the history once more and tells what every event contributes.
    """

    curve: Callable[[PerTerm], Curve]
    start: PerTerm
    rows: RowTerms
    events: int
    contributions: Contributing
    begin: float  # when the observation begins


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
    exact = has_exact_times(terms, kind)

    def contributions(beta: PerTerm) -> Contributions:
        return gathered(_each(history, terms, kind, (start, end), exact, beta), end)

    if exact:
        found = spells(history, terms, start, end, senders_only=kind == "rate")
        return Prepared(of_waiting(found), _base_rate(found, terms), found.rows, count, contributions, start)
    nothing = np.zeros(len(terms))
    if kind == "choice_coordination":
        shown = offers(history, terms)
        rows = np.concatenate([offer.rows.reshape(-1, len(terms)) for offer in shown])
        return Prepared(of_coordination(shown), nothing, rows, count, contributions, start)
    laid = choices(history, terms, ALTERNATIVES[kind])
    return Prepared(of_choice(laid), nothing, laid.rows, count, contributions, start)


def has_exact_times(terms: Sequence[Term], kind: ModelKind) -> bool:
    """Whether the waits between events are modelled, and not their order alone."""
    return kind in ("rate", "rem") and any(term.is_intercept for term in terms)


def _each(
    history: EventHistory,
    terms: Sequence[Term],
    kind: ModelKind,
    period: tuple[float, float],
    exact: bool,
    beta: PerTerm,
) -> Iterator[Contribution]:
    if kind == "choice":
        return of_choices(history, terms, receivers, beta)
    if kind == "choice_coordination":
        return of_agreements(history, terms, beta)
    return of_rates(history, terms, period, kind == "rate", exact, beta)


def _base_rate(found: Spells, terms: Sequence[Term]) -> PerTerm:
    rate = np.log(found.events.sum() / found.exposure.sum())
    return np.array([rate if term.is_intercept else 0.0 for term in terms])
