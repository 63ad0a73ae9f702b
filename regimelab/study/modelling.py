"""The array half of an inquiry: model, fit, hindcast. Imported only where a question needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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
from regimelab.fit.rivals import Rival, rivals
from regimelab.fit.summary import FitSummary, summarise
from regimelab.fit.worth import Worth, worth
from regimelab.history import History
from regimelab.policy.present import BATCH, Batch, Present, batches, present_of, side_by_side
from regimelab.study.arrays import prepare
from regimelab.study.kept import kept_hindcast, kept_posterior, kept_rivals, kept_worth, key_of
from regimelab.study.result import Progress
from regimelab.study.theories import Theories
from regimelab.theory.model import Model, model_of
from regimelab.theory.rivals import THEORY, TOGETHER, under


class Weighed(NamedTuple):
    """A theory's present, and how much it weighs."""

    name: str
    title: str
    weight: float
    present: Present


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

    @cached_property
    def rivals(self) -> tuple[Rival, ...]:
        """Theories of regimes, how well each would have forecast the past, and its weight."""
        return kept_rivals(self.key, lambda: rivals(self.tools, self.history, self.seed, self.progress))

    def present_under(self, theory: str, futures: int) -> Present:
        """Stand at the end of the evidence with the model as a theory has it."""
        if theory == TOGETHER.name:
            return self.present(futures)
        model, everything = under(self.model, THEORY[theory]), np.ones(len(self.laid.start))
        self.progress(f"fit: {THEORY[theory].title}", 0.0)
        size, key = (model.layout.size, model.risk.size), self.key and f"{self.key}-{theory}"
        posterior = kept_posterior(key, *size, lambda: estimator(model)(self.laid, everything, None))
        fitted = (posterior, self.laid)
        return present_of(self.history, model, self.simulate, fitted, futures, self.seed)

    def presents(self, theories: Theories, futures: int) -> tuple[Weighed, ...]:
        """Presents of a number of futures each: of the whole model, or of every theory with its weight."""
        if theories == TOGETHER.name:
            return (Weighed(TOGETHER.name, TOGETHER.title, 1.0, self.present(futures)),)
        return tuple(
            Weighed(one.name, one.title, one.weight.estimate or 0.0, self.present_under(one.name, futures))
            for one in self.rivals
        )

    def mixed(self, theories: Theories, futures: int) -> Present:
        """One present in which each theory has as many futures as its weight says."""
        if theories == TOGETHER.name:
            return self.present(futures)
        weights = np.array([one.weight.estimate or 0.0 for one in self.rivals])
        edges = np.rint(np.concatenate([[0.0], np.cumsum(weights) / weights.sum()]) * futures).astype(int)
        shares = zip(self.rivals, np.diff(edges), strict=True)
        return side_by_side([self.present_under(one.name, int(count)) for one, count in shares if count])

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
