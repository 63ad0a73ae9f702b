"""What the fitted model expects each member to do after the same act: before anything has answered it."""

from collections.abc import Sequence
from typing import NamedTuple

import jax
import numpy as np

from regimelab.codebook import KIND_NAMES, ActorClass
from regimelab.fit.grid import Grid
from regimelab.fit.laplace import Posterior
from regimelab.fit.likelihood import grid_log_rates
from regimelab.history import History
from regimelab.theory.model import Model, coefficients

DRAWS = 100
EVERY = 6.0  # months between the dates at which the standard acts are put
SEVERITY = 0.6  # of ten tenths: the middle of the unrest that the codebook counts as a crisis, assumed
RESPONSES = ("support", "criticise")


class Put(NamedTuple):
    """An act put to the model at a member on a date; ``act`` is blank where the record's own is answered."""

    act: str
    struck: str
    month: float


class Expected(NamedTuple):
    """Acts a month of each responder towards the member struck, by draw: support and blame."""

    put: Put
    responders: tuple[str, ...]
    support: np.ndarray
    blame: np.ndarray


class Expectations(NamedTuple):
    """Responses expected to standard acts on several dates, and to the crises that there were."""

    standard: tuple[Expected, ...]
    crises: tuple[Expected, ...]


def expectations(
    history: History,
    model: Model,
    grid: Grid,
    posterior: Posterior,
    crises: Sequence[tuple[str, float]],
    seed: int,
) -> Expectations:
    """Put standard acts to a fitted model, and the crises that there were (member struck, month of onset).

    A standard act is a crisis at a member, or a criticism of it by the first western actor. It is added to
    what the model remembers on the date, and the rates just after it are read; those of what came later
    are not looked at.
    """
    given = coefficients(model.layout, posterior.draws(DRAWS, seed))
    rates = jax.jit(lambda data, look: grid_log_rates(model, data, given, look))
    codes = [history.actors[place] for place in history.members]
    months = np.arange(EVERY, grid.end + 1e-6, EVERY)
    acts = ("crisis", "western criticism") if ActorClass.WESTERN in history.classes else ("crisis",)
    puts = [Put(act, code, float(month)) for month in months for act in acts for code in codes]
    happened = [Put("", code, month) for code, month in crises]

    def answered(put: Put) -> Expected:
        place = int(np.clip(np.searchsorted(grid.start, put.month - 1e-6), 1, len(grid.start) - 1))
        look = np.full(DRAWS, place)
        log_rate = np.asarray(rates(_with(grid, history, model, put, place - 1), look))
        rate = np.exp(log_rate - posterior.surplus[:, None])
        others = tuple(code for code in codes if code != put.struck)
        support, blame = (
            np.stack([_entry(model, rate, kind, one, put.struck) for one in others])
            if others
            else np.zeros((0, DRAWS))
            for kind in RESPONSES
        )
        return Expected(put, others, support, blame)

    return Expectations(tuple(map(answered, puts)), tuple(map(answered, happened)))


def _with(grid: Grid, history: History, model: Model, put: Put, place: int) -> Grid:
    """The grid with the act put at the end of an interval; the record's own is there already."""
    if not put.act:
        return grid
    struck = history.actors.index(put.struck)
    sender = struck if put.act == "crisis" else history.classes.index(ActorClass.WESTERN)
    kind = "unrest_violence" if put.act == "crisis" else "criticise"
    recalled, crises = grid.recalled.copy(), grid.crises.copy()
    entry = _place(model, kind, sender, struck)
    if entry is not None:
        recalled[entry, place] += 1.0
    if put.act == "crisis":
        crises[struck, place] += SEVERITY
    return grid._replace(recalled=recalled, crises=crises)


def _entry(model: Model, rate: np.ndarray, kind: str, sender: str, receiver: str) -> np.ndarray:
    entry = _place(model, kind, model.actors.index(sender), model.actors.index(receiver))
    return np.zeros(rate.shape[1]) if entry is None else rate[entry]


def _place(model: Model, kind: str, sender: int, receiver: int) -> int | None:
    risk = model.risk
    found = np.flatnonzero(
        (risk.kind == KIND_NAMES.index(kind)) & (risk.sender == sender) & (risk.receiver == receiver)
    )
    return int(found[0]) if len(found) else None
