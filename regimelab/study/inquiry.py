"""One inquiry into a region, in the order of a methods section; each step is taken once, when asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from regimelab.claims import Claim, ClaimInputs, FitSummary, test_claims
from regimelab.errors import EvidenceMissing, Problem
from regimelab.evidence import Evidence
from regimelab.evidence.library.view import FAMILIES, View
from regimelab.evidence.outside import Outside, how_to_add
from regimelab.evidence.seen import day_of
from regimelab.history import History
from regimelab.measures import Measure, Predicted, build_history, crises_of, measure_region
from regimelab.report.handed.options import ForecastHanded
from regimelab.report.handed.results import HindcastHanded
from regimelab.study.opening import Asked, open_evidence
from regimelab.study.result import Progress, silent

if TYPE_CHECKING:
    from regimelab.policy.comparison import Comparison
    from regimelab.policy.load import Options
    from regimelab.policy.present import Present
    from regimelab.study.modelling import Modelling
    from regimelab.study.theories import Theories

Step = TypeVar("Step")


NOT_FORECAST = "no half-year, after two years of evidence to learn from, holds an act to score"


def computed(step: Step | None, name: str, why: str = "the evidence does not suffice") -> Step:
    """Insist on a step of an inquiry; a question that needs it cannot be answered without."""
    if step is None:
        remedy = "Claims and measures do without it; 'regimelab evidence verify' says what there is."
        raise EvidenceMissing(Problem(name, f"cannot be computed: {why}.", remedy))
    return step


class Inquiry:
    """What is asked of a region, and every step from its evidence to an answer."""

    def __init__(self, asked: Asked, seed: int = 0, progress: Progress = silent) -> None:
        self.asked = asked
        self.seed = seed
        self.progress = progress

    @cached_property
    def evidence(self) -> Evidence:
        """Acts and structure, checked and kept in the store."""
        return open_evidence(self.asked, self.progress)

    @cached_property
    def outside(self) -> Outside | None:
        """Data of others, as they were known by the day asked for; none where the store holds none."""
        self.evidence  # noqa: B018 - makes the store where there is none yet
        day = day_of(self.asked.as_of) if self.asked.as_of else None
        families = tuple(family for family in self.asked.without if family in FAMILIES)
        return Outside.open(self.asked.store, View(as_of=day, without=families))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Parts of the answer to whether there is a regime."""
        evidence = self.evidence
        self.progress("measures", 0.0)
        found = measure_region(evidence, self.seed, self.outside, self._predicted)
        self.progress("measures", 1.0)
        return found

    @cached_property
    def measures_without_outside(self) -> tuple[Measure, ...]:
        """The same parts by the region's own evidence; none where the store holds no outside data."""
        if self.outside is None:
            return ()
        return measure_region(self.evidence, self.seed, None, self._predicted)

    @cached_property
    def _predicted(self) -> Predicted:
        return self.modelling.expectations(crises_of(self.evidence))

    @cached_property
    def history(self) -> History:
        """The evidence as arrays."""
        return build_history(self.evidence, self._reliability() if self.asked.exposure else None)

    def _reliability(self) -> pa.Table:
        found = self.outside.reliability() if self.outside else None
        if found is None or not set(found["actor"].to_pylist()) & set(self.evidence.region.actors):
            what = "the store holds no outside events about these actors to tell reporting by."
            remedy = f"Add some, such as {how_to_add('icews', 'gdelt')}; or leave --exposure out."
            raise EvidenceMissing(Problem("--exposure", what, remedy))
        return found

    @cached_property
    def modelling(self) -> "Modelling":
        """The array half, loaded when a question needs it."""
        from regimelab.study.modelling import Modelling

        half_lives = self.evidence.region.half_lives.model_dump(exclude={"reasons"})
        return Modelling(self.history, half_lives, self.seed, self.progress, self.asked.fresh)

    @cached_property
    def fitted(self) -> FitSummary | None:
        """The rate model fitted to the history."""
        return self.modelling.fitted

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The brief's claims, tested."""
        inputs = self._claimed_on(self.outside)
        self.progress("claims", 0.0)
        found = test_claims(inputs)
        self.progress("claims", 1.0)
        return found

    @cached_property
    def claims_without_outside(self) -> tuple[Claim, ...]:
        """The same claims tested on the region's own evidence; none where no outside data are held."""
        return test_claims(self._claimed_on(None)) if self.outside else ()

    def _claimed_on(self, outside: Outside | None) -> ClaimInputs:
        return ClaimInputs(self.evidence, self.measures, self.history, self.fitted, self.seed, outside)

    @cached_property
    def hindcast(self) -> HindcastHanded | None:
        """How well the past would have been forecast; none where there is nothing to score."""
        return self.modelling.hindcast

    def forecast(self, futures: int, months: int) -> ForecastHanded:
        """What may happen if nothing is done, in the first of the chosen scenarios."""
        from regimelab.policy.forecast import forecast
        from regimelab.policy.rows import refuse_idle
        from regimelab.study.resuming import resuming

        scenario, said = self.options.scenarios[0], (futures, months, self.seed)
        refuse_idle(self.history, self.modelling.model, (scenario,), (), ())
        with resuming(self.modelling.key, "forecast", scenario, *said) as keep:
            found = forecast(self.modelling.batches(futures), scenario, months, keep)
        self.progress("forecast", 1.0)
        return found

    def comparison(self, futures: int, months: int, theories: "Theories" = "together") -> "Comparison":
        """Portfolios across scenarios, on the same random numbers."""
        self.settled(months)
        return self.compared_under(self.modelling.mixed(theories, futures), months, theories)

    def compared_under(self, present: "Present", months: int, theory: str) -> "Comparison":
        """The same from a present of one theory, or of several mixed."""
        from regimelab.policy.compare import compare
        from regimelab.study.resuming import resuming

        said = (present.futures, months, self.seed, theory)
        with resuming(self.modelling.key, "comparison", self.options, *said) as keep:
            return compare(present, self.options, months, self.seed, self.progress, keep)

    def settled(self, months: int) -> "Options":
        """Options that can be put to the model; what is wrong with them is refused before anything is fitted.

        Portfolios that were asked for by name must begin within the months. Where all of a region's are
        taken, what begins too late does nothing: :meth:`too_late` names it.
        """
        from regimelab.policy.rows import refuse_idle, refuse_late

        found = self.options
        if self.asked.portfolios:
            refuse_late(self.history, found.portfolios, months)
        refuse_idle(self.history, self.modelling.model, found.scenarios, found.portfolios, found.levers)
        return found

    def too_late(self, months: int) -> list[Problem]:
        """Name what of the portfolios begins after the last month, and so does nothing."""
        from regimelab.policy.rows import too_late

        return too_late(self.history, self.options.portfolios, months)

    @cached_property
    def options(self) -> "Options":
        """Levers, portfolios and scenarios: the region's, or those chosen."""
        from regimelab.study.options import options_of

        return options_of(self.evidence.region, self.history, self.asked.portfolios, self.asked.scenarios)
