"""The present: what is known, how rates follow from it, and where the futures begin."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from regimelab.engine.simulate import Simulate, Start, narrowed
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import Grid
from regimelab.fit.laplace import Posterior
from regimelab.history import History
from regimelab.theory.model import Model

BATCH = 2000  # futures that are held in memory together, about half a gigabyte
FUTURES = 500  # differences are then told to about a tenth of their spread; twelve runs take seconds


class Present(NamedTuple):
    """A region at the end of its evidence, with its fitted model and one start a future."""

    history: History
    model: Model
    simulate: Simulate
    start: Start

    @property
    def futures(self) -> int:
        """How many futures begin here."""
        return int(self.start.given.level.shape[1])


def present_of(
    history: History,
    model: Model,
    simulate: Simulate,
    fitted: tuple[Posterior, Grid],
    futures: int = FUTURES,
    seed: int = 0,
) -> Present:
    """Stand at the end of the evidence, with one draw of the fitted parameters for each future.

    ``fitted`` is the posterior and the grid that it was fitted to.
    """
    posterior, laid = fitted
    past = Past(laid.recalled, laid.crises, laid.end - laid.start - laid.exposure)
    start = start_from(model, history, past, posterior.draws(futures, seed), posterior.surplus)
    return Present(history, model, simulate, start)


def at_hand(present: Present) -> Present:
    """Make a present ready to be used again and again; its futures stay the same."""
    return present._replace(start=narrowed(present.start))


class Batch(NamedTuple):
    """Futures that are drawn together, and the seed of all that is drawn for them."""

    present: Present
    seed: int


def batches(begin: Callable[[int, int], Present], futures: int, seed: int) -> Iterator[Batch]:
    """Begin any number of futures in batches, each with a seed of its own; the first has the one given.

    ``begin`` makes the present of a number of futures and a seed.
    """
    for number, first in enumerate(range(0, futures, BATCH)):
        own = seed if number == 0 else int(np.random.SeedSequence([seed, number]).generate_state(1)[0] >> 1)
        yield Batch(begin(min(BATCH, futures - first), own), own)
