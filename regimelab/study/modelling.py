"""The array half of an inquiry: model, fit, hindcast. Imported only where a question needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regimelab.engine.simulate import Simulate, simulator
from regimelab.fit.expectations import Expectations, expectations
from regimelab.fit.grid import Grid, grid
from regimelab.fit.hindcast import Hindcast, hindcast
from regimelab.fit.issue import Issued, issue
from regimelab.fit.laplace import Fitter, Posterior, estimator
from regimelab.fit.one_step import Forecaster, rates_of
from regimelab.fit.origins import Tools
from regimelab.fit.predictive import Replayed, predictive_checks
from regimelab.fit.summary import FitSummary, summarise
from regimelab.fit.worth import Worth, worth
from regimelab.history import History
from regimelab.policy.present import BATCH, Batch, Present, batches, present_of
from regimelab.study.arrays import prepare
from regimelab.study.kept import kept_hindcast, kept_posterior, kept_worth, key_of
from regimelab.study.result import Progress
from regimelab.theory.model import Model, model_of


@dataclass(frozen=True)
class Modelling:
    """A history, and every step from it to a fitted model."""

    history: History
    half_lives: dict[str, float]  # months, prior medians
    seed: int
    progress: Progress
    fresh: bool = False

    @cached_property
    def model(self) -> Model:
        """The rate model of the region."""
        prepare()
        return model_of(self.history, self.half_lives)

    @cached_property
    def laid(self) -> Grid:
        """The history on intervals."""
        return grid(self.history, self.model.risk)

    @cached_property
    def estimate(self) -> Fitter:
        """The compiled fit."""
        return estimator(self.model)

    @cached_property
    def posterior(self) -> Posterior:
        """The fit to the whole history."""
        self.progress("fit", 0.0)
        everything = np.ones(len(self.laid.start))
        size = self.model.layout.size, self.model.risk.size
        found = kept_posterior(self.key, *size, lambda: self.estimate(self.laid, everything, None))
        self.progress("fit", 1.0)
        return found

    @cached_property
    def key(self) -> str | None:
        """Name under which fits of this history are kept; none if they are to be computed anew."""
        return None if self.fresh else key_of(self.history, self.half_lives, self.seed)

    def present(self, futures: int, seed: int | None = None) -> Present:
        """Stand at the end of the evidence, with a draw of the parameters for each future."""
        fitted, own = (self.posterior, self.laid), self.seed if seed is None else seed
        return present_of(self.history, self.model, self.simulate, fitted, futures, own)

    def batches(self, futures: int) -> Iterator[Batch]:
        """Stand there with any number of futures, a batch at a time."""
        for number, batch in enumerate(batches(self.present, futures, self.seed)):
            self.progress("forecast", number * BATCH / futures)
            yield batch

    @cached_property
    def simulate(self) -> Simulate:
        """The compiled simulation."""
        return simulator(self.model)

    @cached_property
    def replayed(self) -> tuple[Replayed, ...]:
        """Statistics that were not fitted, in the record and in replays of it."""
        self.progress("replays", 0.0)
        found = predictive_checks(self.history, self.model, self.simulate, self.posterior, self.seed)
        self.progress("replays", 1.0)
        return found

    @cached_property
    def fitted(self) -> FitSummary:
        """Effects and half-lives with intervals."""
        events = float(np.sum(self.history.events.weight))
        return summarise(self.model.layout, self.posterior, self.history.release, events)

    def expectations(self, crises: Sequence[tuple[str, float]]) -> Expectations:
        """What the members are expected to answer to standard acts, and to the crises that there were."""
        self.progress("expectations", 0.0)
        found = expectations(self.history, self.model, self.laid, self.posterior, crises, self.seed)
        self.progress("expectations", 1.0)
        return found

    @property
    def tools(self) -> Tools:
        """What the model is fitted and simulated with."""
        return Tools(self.model, self.estimate, self.simulate)

    def issue(self, months: int, futures: int) -> Issued:
        """Forecast the months after the evidence, with what the baselines expect there."""
        rates = rates_of(self.model)
        forecaster = Forecaster(self.model, self.simulate, self.history, self.posterior, rates)
        self.progress("forecast", 0.0)
        found = issue(forecaster, months, futures, self.seed)
        self.progress("forecast", 1.0)
        return found

    @cached_property
    def hindcast(self) -> Hindcast | None:
        """Forecasts of the past, scored; none where no half-year with an act can be scored."""
        return kept_hindcast(self.key, lambda: hindcast(self.tools, self.history, self.seed, self.progress))

    @cached_property
    def worth(self) -> tuple[Worth, ...]:
        """What each effect adds to the forecasts of the past."""
        return kept_worth(self.key, lambda: worth(self.tools, self.history, self.seed, self.progress))
