"""The rate model: one function gives the rates from which futures are drawn and by which data are judged."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.history import History
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.covariates import Structure, structure
from regimelab.theory.effects.moment import Home, Moment, at, at_entries, from_seats
from regimelab.theory.memory import HALF_LIVES, HalfLives
from regimelab.theory.parameters import Layout, layout
from regimelab.theory.risk_set import RiskSet, risk_set
from regimelab.types import Draws, EffectEntryColumns, EffectKindColumns, EntryAny, EntryColumns


class Model(NamedTuple):
    """A region's relational event process: who can act on whom, the parameters, the structure."""

    actors: tuple[str, ...]
    risk: RiskSet
    structure: Structure
    layout: Layout


class Coefficients(NamedTuple):
    """Parameters where the rates need them, one column a future.

    ``level`` is the log rate per month of an entry when every effect is zero; ``slope`` is the
    log rate ratio per unit of an effect's statistic, by effect and kind.
    """

    level: EntryColumns
    slope: EffectKindColumns
    half_lives: HalfLives


def model_of(history: History, half_lives: dict[str, float]) -> Model:
    """Build the model of a region; ``half_lives`` are prior medians in months."""
    risk = risk_set(history.actors, history.classes, history.kinds, history.contiguous)
    return Model(history.actors, risk, structure(history, risk), layout(risk, history.actors, half_lives))


def coefficients(blocks: Layout, parameters: Draws) -> Coefficients:
    """Turn draws of the parameters into levels, slopes and half-lives."""
    columns = parameters.T
    slope = (blocks.slope @ columns).reshape(-1, len(EFFECTS), columns.shape[1])
    half_lives = np.exp(columns[-len(HALF_LIVES) :])
    return Coefficients(
        level=jnp.asarray(blocks.level @ columns),
        slope=jnp.asarray(slope.swapaxes(0, 1)),
        half_lives=HalfLives(*(jnp.asarray(row) for row in half_lives)),
    )


def log_rates(given: Coefficients, moment: Moment) -> EntryColumns:
    r"""Log rate per month of every entry: $\ell_e + \sum_f \theta_{k(e)f}\, s_f(e \mid H_t)$."""
    return add_memory(given, given_from_outside(given, moment), moment)


def given_from_outside(given: Coefficients, moment: Moment) -> EntryAny:
    """The part of the log rates that does not look at the past: level, exposure, structure and covariates."""
    return _add(given.level + log_exposure(moment), given, moment, remembers=False)


def add_memory(given: Coefficients, total: EntryAny, moment: Moment) -> EntryColumns:
    """Add the effects of the past to the part that is given from outside."""
    return _add(total, given, moment, remembers=True)


def statistics(moment: Moment) -> EffectEntryColumns:
    """Every effect's statistic for every entry."""
    whole, risk = moment.memory.own.shape, moment.risk
    found = (at_entries(effect.statistic(moment), effect.home, risk) for effect in EFFECTS)
    return jnp.stack([jnp.broadcast_to(one, whole) for one in found])


def combine(given: Coefficients, seen: EffectEntryColumns, moment: Moment) -> EntryColumns:
    """Log rates from statistics that are already there."""
    kind = moment.risk.kind
    effects = sum(slope[kind] * one for slope, one in zip(given.slope, seen, strict=True))
    return given.level + log_exposure(moment) + effects


def log_exposure(moment: Moment) -> EntryAny:
    r"""Log exposure to reporting, $\tfrac12(\log r_i + \log r_j)$: what is recorded of what is done.

    It has no coefficient; an act at home is as exposed as its state, one between two as their mean.
    """
    reporting = jnp.asarray(moment.now.reporting)
    return 0.5 * (reporting[moment.risk.sender] + reporting[moment.risk.receiver])


def _add(total: EntryAny, given: Coefficients, moment: Moment, remembers: bool) -> EntryAny:
    """Add effects: what belongs to a seat is summed there, before it is brought to the entries."""
    risk, seats = moment.risk, {Home.SENDER: jnp.zeros_like(moment.memory.sender)}
    seats[Home.RECEIVER] = seats[Home.SENDER]
    for effect, slope in zip(EFFECTS, given.slope, strict=True):
        if effect.remembers != remembers:
            continue
        values = effect.statistic(moment)
        if effect.home in seats:
            seats[effect.home] = seats[effect.home] + at(slope, risk.seat_kind) * values
        else:
            total = total + at(slope, risk.kind) * at_entries(values, effect.home, risk)
    return total + from_seats(seats[Home.SENDER], seats[Home.RECEIVER], risk)
