"""The rate model fitted to a region: each effect on each kind of act, with its interval."""

from collections.abc import Iterator
from dataclasses import dataclass

from regimelab.claims import FitSummary
from regimelab.codebook import KINDS
from regimelab.estimate import Estimate
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent
from regimelab.theory.catalogue import EFFECTS

NOT_AT_REST = "The search for the parameters had not come to rest when it was stopped: read them with care."


@dataclass(frozen=True)
class EffectRow:
    """How much an effect raises the rate of a kind: log rate ratio, and the probability that it does."""

    kind: str
    effect: str
    estimate: Estimate
    probability_positive: float


@dataclass(frozen=True)
class Fitted:
    """The effects that the model has, by kind of act, and how long its memories last."""

    effects: tuple[EffectRow, ...]
    half_lives: dict[str, Estimate]
    converged: bool
    log_likelihood: float  # nats


def fit(asked: Asked, seed: int = 0, progress: Progress = silent) -> Result[Fitted]:
    """Fit the rate model to a region's history."""
    inquiry = Inquiry(asked, seed, progress)
    modelling, evidence = inquiry.modelling, inquiry.evidence
    found = Fitted(
        tuple(effects_of(modelling.fitted)),
        {name: modelling.fitted.half_life(name) for name in modelling.half_lives},
        modelling.posterior.converged,
        modelling.posterior.log_likelihood,
    )
    return Result(
        found,
        rows=tuple(_row(one) for one in found.effects),
        release=evidence.release,
        warnings=() if found.converged else (NOT_AT_REST,),
        inputs=files_of(evidence.region, asked),
    )


def effects_of(fitted: FitSummary) -> Iterator[EffectRow]:
    """List the effects that can bear on each kind."""
    for kind in KINDS:
        for effect in (effect.name for effect in EFFECTS if kind.form in effect.forms):
            estimate = fitted.effect(kind.name, effect)
            yield EffectRow(kind.name, effect, estimate, fitted.probability_positive(kind.name, effect))


def _row(one: EffectRow) -> dict[str, object]:
    number = one.estimate
    return {
        "kind": one.kind,
        "effect": one.effect,
        "estimate": number.estimate,
        "low": number.low,
        "high": number.high,
        "unit": number.unit,
        "probability_positive": one.probability_positive,
        "basis": number.basis,
    }
