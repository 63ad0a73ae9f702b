"""A claim of the brief as a hypothesis: passage, estimand, verdict, probability, rivals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from regimelab.estimate import Estimate, unknown
from regimelab.evidence import Evidence
from regimelab.history import History
from regimelab.measures.result import Measure

Verdict = Literal["supported", "contradicted", "undetermined", "not yet tested"]
SUPPORTED_AT = 0.9  # nine to one, the odds at which a careful reader would act on a claim; assumed
CONTRADICTED_AT = 0.1
VERDICT_RULE = (
    f"supported if the probability is at least {SUPPORTED_AT:.1f}, contradicted if at most "
    f"{CONTRADICTED_AT:.1f}, undetermined between; of several readings the most cautious decides"
)


class Reading(NamedTuple):
    """One way to read the evidence on a claim: how it was read, and the probability it gives the claim.

    The probability is a posterior one or, where a null was made by shuffling, the share of shuffles that
    fall short of what was seen.
    """

    method: str
    probability: float


@dataclass(frozen=True)
class Claim:
    """A claim of the brief with its verdict, and all that a doubter needs to dispute it.

    ``passage`` is quoted from the brief, ``line`` is its 1-based line there. ``chronicle_only`` marks a
    verdict that rests on evidence gathered with the brief in mind and on nothing else.
    """

    id: int
    title: str
    passage: str
    line: int
    estimand: str
    verdict: Verdict
    probability: float | None
    effect: Estimate
    method: str
    data: str
    sources: tuple[str, ...]
    alternatives: tuple[str, ...]
    would_change: str
    chronicle_only: bool
    needs: str
    readings: tuple[Reading, ...] = field(default=())


@dataclass(frozen=True)
class Proposition:
    """What the brief asserts and how one could tell, before any evidence is looked at."""

    id: int
    title: str
    passage: str
    line: int
    estimand: str
    alternatives: tuple[str, ...]
    would_change: str

    def judged(
        self, readings: Sequence[Reading], effect: Estimate, method: str, chronicle_only: bool = True
    ) -> Claim:
        """Give the verdict that the most cautious of the readings allows; no verdict without evidence."""
        if not effect.known:
            return self.not_yet_tested("acts of the kinds that the estimand counts; the evidence holds none")
        probability = cautious(reading.probability for reading in readings)
        return self._claim(
            verdict=verdict(probability),
            probability=probability,
            effect=effect,
            method=method,
            chronicle_only=chronicle_only,
            readings=tuple(readings),
        )

    def not_yet_tested(self, needs: str, effect: Estimate | None = None) -> Claim:
        """Say what a test would need; a published figure may stand as the effect, without a verdict."""
        blank = unknown("not measured", "not yet tested", "none")
        return self._claim(
            "not yet tested", None, effect or blank, f"not yet tested: needs {needs}", needs=needs
        )

    def _claim(
        self,
        verdict: Verdict,
        probability: float | None,
        effect: Estimate,
        method: str,
        chronicle_only: bool = False,
        needs: str = "",
        readings: tuple[Reading, ...] = (),
    ) -> Claim:
        return Claim(
            id=self.id,
            title=self.title,
            passage=self.passage,
            line=self.line,
            estimand=self.estimand,
            verdict=verdict,
            probability=probability,
            effect=effect,
            method=method,
            data=effect.data,
            sources=effect.sources,
            alternatives=self.alternatives,
            would_change=self.would_change,
            chronicle_only=chronicle_only,
            needs=needs,
            readings=readings,
        )


@runtime_checkable
class FitSummary(Protocol):
    """What a claim may ask of a fitted model; effects are log rate ratios with 90 % intervals."""

    def effect(self, kind_or_family: str, effect: str) -> Estimate:
        """Estimate of one effect on a kind or a family of kinds; unknown where the model has none."""
        ...

    def probability_positive(self, kind_or_family: str, effect: str) -> float:
        """Probability that the effect raises the rate."""
        ...


@dataclass(frozen=True)
class ClaimInputs:
    """All that claims are tested on; without a fit they rest on the measures alone."""

    evidence: Evidence
    measures: tuple[Measure, ...]
    history: History
    fit: FitSummary | None = None
    seed: int = 0


def verdict(probability: float) -> Verdict:
    """Turn a probability into a verdict by the one rule."""
    if probability >= SUPPORTED_AT:
        return "supported"
    return "contradicted" if probability <= CONTRADICTED_AT else "undetermined"


def cautious(probabilities: Iterable[float]) -> float:
    """Give the reading nearest to one half; midway between the extremes where readings point both ways."""
    known = sorted(probabilities)
    low, high = known[0], known[-1]
    if low < 0.5 < high:
        return (low + high) / 2
    return low if low >= 0.5 else high


def fitted_reading(fit: FitSummary | None, *asked: tuple[str, str]) -> list[Reading]:
    """Read effects of a fitted model, all of which must be positive; nothing without a fit or the effects."""
    if fit is None or not all(fit.effect(kind, effect).known for kind, effect in asked):
        return []
    probability = 1.0
    for kind, effect in asked:
        probability *= fit.probability_positive(kind, effect)
    names = " and ".join(f"{effect} on {kind}" for kind, effect in asked)
    return [Reading(f"fitted model: {names} above zero", probability)]
