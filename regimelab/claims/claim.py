"""A claim of the brief as a hypothesis: passage, estimand, verdict, probability, rivals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.history import History
from regimelab.interval import CONTRADICTED_AT, SUPPORTED_AT, Estimate, unknown
from regimelab.measures.result import Measure

Verdict = Literal["supported", "contradicted", "undetermined", "not yet tested"]
NOT_TESTED = "not yet tested"
SHUFFLES = "share of shuffles below"
NULL_ALONE = (
    "the only reading is a null made by shuffling: its number is the share of shuffles below what was seen, "
    "not a probability of the claim"
)
ABROAD_ALONE = (
    "nothing of the region's own is on record: what holds of the world's states on average need not hold "
    "here, so the verdict stays open"
)
HELD_OPEN = "the readings do not agree on a verdict, so it stays open"


class Reading(NamedTuple):
    """One way to read the evidence on a claim: how it was read, and what came of it.

    ``value`` is the posterior probability of what was asked. Where a null was made by shuffling
    (``shuffled``) it is the share of shuffles that fall short of what was seen, which is no probability
    of the claim: it can keep a verdict open, and is the claim's headline only where there is nothing else.
    ``effect`` is what the reading rests on, where that is another number than the claim's own effect.
    """

    method: str
    value: float
    shuffled: bool = False
    effect: Estimate | None = None


class Found(NamedTuple):
    """What one body of evidence says to a claim: readings, effect and method, and which sources it lacks.

    ``of_members`` marks outside data that were read on the members themselves, not on states at large.
    """

    readings: tuple[Reading, ...] = ()
    effect: Estimate | None = None
    method: str = ""
    lacking: str = ""
    of_members: bool = False


@dataclass(frozen=True)
class Claim:
    """A claim of the brief with its verdict, and all that a doubter needs to dispute it.

    ``passage`` is quoted from the brief, ``line`` is its 1-based line there. ``data`` and ``sources`` are
    those of every reading, the effect's among them. ``chronicle_only`` marks a
    verdict that rests on evidence gathered with the brief in mind and on nothing else. ``lacking`` names
    the sources without which some readings could not be made, and how each is added.
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
    lacking: str = ""


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
        self,
        readings: Sequence[Reading],
        effect: Estimate,
        method: str,
        chronicle_only: bool = True,
        lacking: str = "",
        effects: Sequence[Estimate] = (),
    ) -> Claim:
        """Give the verdict that the most cautious of the readings allows; no verdict without evidence."""
        if not effect.known:
            return self.not_yet_tested(
                "acts of the kinds that the estimand counts; the evidence holds none", lacking=lacking
            )
        probability, decided = headline(readings), verdict(readings)
        remarks = [NULL_ALONE] if all(one.shuffled for one in readings) else []
        remarks += [HELD_OPEN] if decided != verdict([Reading(method, probability)]) else []
        return self._claim(
            verdict=decided,
            probability=probability,
            effect=effect,
            method="; ".join((method, *remarks)),
            chronicle_only=chronicle_only,
            readings=tuple(readings),
            lacking=lacking,
            effects=effects,
        )

    def weighed(self, own: Found, world: Found) -> Claim:
        """Judge what the chronicle says together with what data gathered blind to the brief say.

        Every reading of both counts alike. The effect reported is that of the blind data, where they
        give one. Without a reading of the region's own the verdict stays open.
        """
        spoke = [one for one in (own, world) if one.effect and one.effect.known]
        blind = world in spoke
        blank = unknown("not measured", "not yet tested", "none")
        claim = self.judged(
            [reading for one in spoke for reading in one.readings],
            spoke[-1].effect or blank if spoke else blank,
            "; ".join(one.method for one in spoke),
            chronicle_only=not blind,
            lacking=world.lacking,
            effects=[one.effect for one in spoke if one.effect],
        )
        at_home = any(one.readings for one in spoke if one is own or one.of_members)
        if at_home or claim.verdict not in ("supported", "contradicted"):
            return claim
        return replace(claim, verdict="undetermined", method=f"{claim.method}; {ABROAD_ALONE}")

    def abroad(self, world: Found, needs: str) -> Claim:
        """Judge on data gathered blind to the brief alone: the chronicle holds nothing that bears on it."""
        if not world.readings:
            return self.not_yet_tested(needs, lacking=world.lacking)
        return self.weighed(Found(), world)

    def not_yet_tested(self, needs: str, effect: Estimate | None = None, lacking: str = "") -> Claim:
        """Say what a test would need; a published figure may stand as the effect, without a verdict."""
        return self._claim(
            verdict=NOT_TESTED,
            probability=None,
            effect=effect or unknown("not measured", "not yet tested", "none"),
            method=f"not yet tested: needs {needs}",
            needs=needs,
            lacking=lacking,
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
        lacking: str = "",
        effects: Sequence[Estimate] = (),
    ) -> Claim:
        data, sources = _resting([*(effects or [effect]), *(one.effect for one in readings if one.effect)])
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
            data=data,
            sources=sources,
            alternatives=self.alternatives,
            would_change=self.would_change,
            chronicle_only=chronicle_only,
            needs=needs,
            readings=readings,
            lacking=lacking,
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
    """All that claims are tested on; without a fit they rest on the measures alone.

    ``outside`` are the data of others that the store holds, if it holds any.
    """

    evidence: Evidence
    measures: tuple[Measure, ...]
    history: History
    fit: FitSummary | None = None
    seed: int = 0
    outside: Outside | None = None


def _resting(effects: Sequence[Estimate]) -> tuple[str, tuple[str, ...]]:
    """Name the data and the sources of all numbers that a claim is judged by, not of its effect alone."""
    named = dict.fromkeys(part for effect in effects for part in effect.data.split(", "))
    return ", ".join(named), tuple(sorted({source for effect in effects for source in effect.sources}))


def verdict(readings: Iterable[Reading]) -> Verdict:
    """Turn readings into a verdict by the one rule: what they all say, or nothing."""
    said: set[Verdict] = {_said(reading.value) for reading in readings}
    return said.pop() if len(said) == 1 else "undetermined"


def headline(readings: Sequence[Reading]) -> float:
    """Give the most cautious posterior reading; a share of shuffles only where there is no other."""
    posterior = [reading.value for reading in readings if not reading.shuffled]
    return cautious(posterior or [reading.value for reading in readings])


def cautious(values: Iterable[float]) -> float:
    """Give the value nearest to one half, of two that are equally near the lower."""
    return min(sorted(values), key=lambda value: round(abs(value - 0.5), 12))


def shuffles(method: str, share: float) -> Reading:
    """Read a null made by shuffling, and call its number what it is."""
    return Reading(f"{SHUFFLES}: {method}", share, shuffled=True)


EFFECTS_IN_WORDS = {
    "crisis_neighbour": "a crisis next door",
    "transition_window": "a transition window",
    "patron_pair": "an unpredictable patron, in dealings with it,",
    "patron_members": "an unpredictable patron, among the members,",
}
KINDS_IN_WORDS = {
    "domestic": "more unrest and repression at home",
    "hedge": "more hedging",
    "cooperative": "more cooperation",
}


def both(*probabilities: float) -> float:
    """Bound the probability that all parts hold by that of the least probable part.

    No more can be said without knowing how the parts hang together; a product would take them for
    independent, and let an uninformed claim of two parts start at one quarter.
    """
    return min(probabilities)


def fitted_reading(fit: FitSummary | None, *asked: tuple[str, str]) -> list[Reading]:
    """Read effects of a fitted model, all of which must be positive; nothing without a fit or the effects."""
    if fit is None or not all(fit.effect(kind, effect).known for kind, effect in asked):
        return []
    probability = both(*(fit.probability_positive(kind, effect) for kind, effect in asked))
    names = " and ".join(_in_words(kind, effect) for kind, effect in asked)
    bound = " (that of the less probable: a bound that needs no independence)" if len(asked) > 1 else ""
    return [Reading(f"fitted model: {names}{bound}", probability)]


def _in_words(kind: str, effect: str) -> str:
    what = KINDS_IN_WORDS.get(kind, f"more {kind.replace('_', ' ')} acts")
    return f"{EFFECTS_IN_WORDS.get(effect, effect.replace('_', ' '))} brings {what}"


def _said(value: float) -> Verdict:
    if value >= SUPPORTED_AT:
        return "supported"
    return "contradicted" if value <= CONTRADICTED_AT else "undetermined"
