"""Laying a history out for a kind of model: its likelihood, and the rows that it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.case import Case, ModelKind
from regimelab.fit.events.choices import Alternatives, choices, pairs, receivers, senders
from regimelab.fit.events.contributions import UnderDraws
from regimelab.fit.events.coordination import of_coordination, offers
from regimelab.fit.events.gathering import Spells, TooLarge
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.likelihood import of_choice, of_waiting
from regimelab.fit.events.newton import Curve
from regimelab.fit.events.pointwise import Laid, by_event, over_draws
from regimelab.fit.events.spells import spells
from regimelab.fit.events.streaming import moment_bytes, statistics_bytes, streamed
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm, RowTerms

ALTERNATIVES: Final[dict[str, Alternatives]] = {"rate": senders, "choice": receivers, "rem": pairs}
GIGABYTE = 1e9


class Room(NamedTuple):
    """How many gigabytes statistics may take; ``streaming`` says what to do beyond, none to choose."""

    gigabytes: float = 4.0
    streaming: bool | None = None

    @property
    def bytes(self) -> float:
        """The same in bytes."""
        return self.gigabytes * GIGABYTE


ROOMY: Final = Room()


@dataclass(frozen=True)
class Prepared:
    """A model ready for its likelihood: the curve, where to start, the spread of its terms.

    ``laid`` holds the ``size`` distinct rows; neither is there where the history is streamed.
    """

    case: Case
    curve: Callable[[PerTerm], Curve]
    start: PerTerm
    spread: PerTerm
    size: int | None
    laid: Laid | None

    def under_draws(self, draws: np.ndarray) -> np.ndarray:
        """Give the log-likelihood of each event (in columns) under each of many draws of the effects."""
        assert self.laid is not None
        if not isinstance(self.laid, Spells):
            return over_draws(by_event(self.laid), draws)
        case = self.case
        replay = UnderDraws(case.history, case.terms, case.start, case.senders_only, draws.T)
        return replay.log_likelihoods(case.end)


def prepare(
    history: EventHistory,
    terms: Sequence[Term],
    kind: ModelKind,
    start: float,
    end: float,
    room: Room = ROOMY,
) -> Prepared:
    """Lay out a history for a kind of model; an intercept makes it one of exact times.

    Events before ``start`` and after ``end`` are not explained; the changes before ``start`` are known.
    A history whose statistics need more than the ``room`` is streamed.
    """
    seen = tuple(event for event in history.events if start <= event.time <= end)
    if not seen:
        what = f"no event lies between {start:g} and {end:g}."
        raise InvalidInput(Problem("model.start, model.end", what, "Look at the unit of time."))
    case = Case(replace(history, events=seen), tuple(terms), kind, start, end)
    if _must_stream(case, room):
        return _streamed(case)
    if not case.has_exact_times:
        return _of_order(case)
    try:
        found = spells(case.history, terms, start, end, case.senders_only, room.bytes)
    except TooLarge as error:
        if room.streaming is False:
            raise InvalidInput(_no_room("more than ", room.bytes, room)) from error
        return _streamed(case)
    return Prepared(
        case, of_waiting(found), _base_rate(found, terms), _spread(found.rows), len(found.rows), found
    )


def _of_order(case: Case) -> Prepared:
    nothing = np.zeros(len(case.terms))
    if case.kind == "choice_coordination":
        shown = offers(case.history, case.terms)
        rows = np.concatenate([offer.rows.reshape(-1, len(case.terms)) for offer in shown])
        return Prepared(case, of_coordination(shown), nothing, _spread(rows), len(rows), shown)
    laid = choices(case.history, case.terms, ALTERNATIVES[case.kind])
    return Prepared(case, of_choice(laid), nothing, _spread(laid.rows), len(laid.rows), laid)


def _must_stream(case: Case, room: Room) -> bool:
    """Compare what the statistics need with the room; refuse what fits in no way."""
    if moment_bytes(case) > room.bytes:
        remedy = "Take fewer actors or effects, or allow more with 'memory_gb' under [model]."
        what = (
            f"{len(case.history.actors):,} actors and {len(case.terms)} effects need "
            f"{moment_bytes(case) / GIGABYTE:,.1f} GB at every moment, but {room.gigabytes:g} GB are allowed."
        )
        raise InvalidInput(Problem("model", what, remedy))
    needed = float(statistics_bytes(case))
    if needed > room.bytes and room.streaming is False:
        raise InvalidInput(_no_room("up to ", needed, room))
    return bool(room.streaming) or needed > room.bytes


def _no_room(least: str, needed: float, room: Room) -> Problem:
    what = f"the statistics need {least}{needed / GIGABYTE:,.1f} GB, but {room.gigabytes:g} GB are allowed."
    remedy = "Leave out 'streaming = false', allow more with 'memory_gb', or narrow 'start' and 'end'."
    return Problem("model", what, remedy)


def _streamed(case: Case) -> Prepared:
    """Prepare to go through the history at each step; terms spread as they do among alternatives."""
    curve = streamed(case)
    nothing = np.zeros(len(case.terms))
    first = curve(nothing)
    start, events = nothing, len(case.history.events)
    if case.has_exact_times:
        rate = np.log(events / -first.value)
        start = np.array([rate if term.is_intercept else 0.0 for term in case.terms])
    weight = -first.value if case.has_exact_times else events
    spread = np.sqrt(np.diag(first.information) / weight)
    return Prepared(case, curve, start, np.where(spread > 0, spread, 1.0), None, None)


def _base_rate(found: Spells, terms: Sequence[Term]) -> PerTerm:
    rate = np.log(found.events.sum() / found.exposure.sum())
    return np.array([rate if term.is_intercept else 0.0 for term in terms])


def _spread(rows: RowTerms) -> PerTerm:
    variance = np.einsum("rt,rt->t", rows, rows) / len(rows) - rows.mean(axis=0) ** 2
    return np.sqrt(np.where(variance > 0, variance, 1.0))
