"""A forecast to be kept: futures from the end of a history, and what the baselines expect there."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from regimelab.fit.ahead import Stretch, futures_ahead, kind_chances, naive_ahead
from regimelab.fit.baselines import Scene
from regimelab.fit.grid import INSTANT, grid
from regimelab.fit.one_step import Forecaster
from regimelab.fit.origins import DAY
from regimelab.fit.verification import by_kind
from regimelab.types import EntryTime, EntryTimeChance, KindTime, KindTimeChance


class Issued(NamedTuple):
    """Mean acts and chances of 0, 1, 2, ... acts by month: of every entry, and of every kind.

    ``baselines`` are the acts that each baseline expects of every entry.
    """

    expected: EntryTime
    chances: EntryTimeChance
    of_kinds: tuple[KindTime, KindTimeChance]
    baselines: dict[str, EntryTime]


def issue(forecaster: Forecaster, months: int, futures: int, seed: int) -> Issued:
    """Forecast the months that follow a history; what the model was fitted to is all of it."""
    model, history = forecaster.model, forecaster.history
    stretch = Stretch(history.length, history.length + months)
    longer = replace(history, length=stretch.end)
    known, daily = grid(history, model.risk), grid(longer, model.risk, DAY)
    look = np.searchsorted(daily.start, [stretch.start - INSTANT])
    scene = Scene(model.risk, known, np.ones(len(known.start)), daily, look)
    drawn = futures_ahead(forecaster._replace(history=longer), scene, stretch, seed, futures)
    most = int(drawn.counts.max()) + 1
    chances = np.stack([(drawn.counts == number).mean(axis=2).T for number in range(most)], axis=2)
    expected = drawn.expected.T.astype(float)
    of_kinds = by_kind(model.risk.kind, expected), kind_chances(model.risk, drawn.counts)
    return Issued(expected, chances, of_kinds, naive_ahead(scene, stretch))
