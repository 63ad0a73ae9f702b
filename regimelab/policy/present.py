"""The present: what is known, how rates follow from it, and where the futures begin."""

from typing import NamedTuple

from regimelab.engine.simulate import Simulate, Start
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import Grid
from regimelab.fit.laplace import Posterior
from regimelab.history import History
from regimelab.theory.model import Model

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
