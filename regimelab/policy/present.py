"""The present: what is known, how rates follow from it, and where the futures begin."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import jax
import numpy as np

from regimelab.engine.simulate import Simulate, Start, narrowed
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import Grid
from regimelab.fit.laplace import Posterior
from regimelab.history import History
from regimelab.theory.model import Model
from regimelab.types import FutureIndex

BATCH = 2000  # futures that are held in memory together, about half a gigabyte
FUTURES = 250  # differences are then told to about a seventh of their spread; fifty runs take seconds


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


def pooled(present: Present) -> Present:
    """The same present in plain arrays of single precision, from which many futures are picked fast."""
    given, memory = jax.tree.map(
        lambda values: np.asarray(values, np.float32), (present.start.given, present.start.memory)
    )
    return present._replace(start=present.start._replace(given=given, memory=memory))


def columns(present: Present, which: FutureIndex) -> Present:
    """Futures of a present picked by number; one may be picked more than once."""
    given, memory = jax.tree.map(
        lambda values: np.asarray(values)[..., which], (present.start.given, present.start.memory)
    )
    return present._replace(start=present.start._replace(given=given, memory=memory))


def side_by_side(presents: Sequence[Present]) -> Present:
    """Futures of several presents of one model in a row."""
    parts = [(one.start.given, one.start.memory) for one in presents]
    given, memory = jax.tree.map(lambda *values: np.concatenate(values, axis=-1), *parts)
    first = presents[0]
    return first._replace(start=first.start._replace(given=given, memory=memory))
