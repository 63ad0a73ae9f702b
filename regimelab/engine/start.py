"""Where futures begin: draws of the parameters, each with its own memory of the recorded past."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.codebook import KIND_NAMES
from regimelab.engine.simulate import Start
from regimelab.history import Events, History
from regimelab.theory.memory import HalfLives, Memory, traces
from regimelab.theory.model import Model, coefficients
from regimelab.types import ActorTime, Draws, EntryTime, PerEntry, PerTime


class Past(NamedTuple):
    """Recorded acts and crises by interval, and the months from each interval's end to the beginning."""

    recalled: EntryTime
    crises: ActorTime
    waited: PerTime


def start_from(
    model: Model,
    history: History,
    past: Past,
    parameters: Draws,
    surplus: np.ndarray,
) -> Start:
    """Begin one future for each draw; ``surplus`` by entry is taken off the levels (see the fit)."""
    given = coefficients(model.layout, parameters)
    given = given._replace(level=given.level - jnp.asarray(surplus)[:, None])
    recorded = traces(jnp.asarray(past.recalled), jnp.asarray(past.crises), model.risk)
    return Start(given, remembered(recorded, past.waited, given.half_lives), severities(history, model))


def remembered(recorded: Memory, waited: PerTime, half_lives: HalfLives) -> Memory:
    """What is left of recorded acts at the beginning, by future."""
    own, relation, activity, crisis, volume = (
        jnp.exp2(-jnp.asarray(waited)[:, None] / half_life[None, :]) for half_life in half_lives
    )
    return Memory(
        recorded.own @ own,
        recorded.relation @ relation,
        recorded.animosity @ relation,
        recorded.sender @ activity,
        recorded.receiver @ activity,
        recorded.crisis @ crisis,
        recorded.volume @ volume,
    )


def severities(history: History, model: Model) -> PerEntry:
    """Mean severity of the recorded acts of each entry's kind; a half where none is recorded."""
    return np.array([_mean_severity(history.events, kind) for kind in range(len(KIND_NAMES))])[
        model.risk.kind
    ]


def _mean_severity(events: Events, kind: int) -> float:
    weight = events.weight * (events.kind == kind)
    return float(weight @ events.severity / weight.sum()) if weight.sum() > 0 else 0.5
