"""The rate model fitted to a region: each effect on each kind of act, with its interval."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regimelab.claims import FitSummary
from regimelab.codebook import KINDS
from regimelab.fit.predictive import Replayed
from regimelab.interval import Estimate
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.theory.catalogue import EFFECTS

NOT_AT_REST = "The search for the parameters had not come to rest when it was stopped: read them with care."
TOO_LITTLE = "more than 80 % of the prior variance is left, for the evidence says little of them"


@dataclass(frozen=True)
class EffectRow:
    """How much an effect raises the rate of a kind: log rate ratio, and the probability that it does.

    ``prior_share`` is the share of the prior variance that the evidence left standing.
    """

    kind: str
    effect: str
    estimate: Estimate
    probability_positive: float
    prior_share: float | None = None


@dataclass(frozen=True)
class Fitted:
    """The effects that the model has, by kind of act, and how long its memories last.

    ``replayed`` holds the record against histories that the fitted model makes, where it was asked for.
    """

    effects: tuple[EffectRow, ...]
    half_lives: dict[str, Estimate]
    converged: bool
    log_likelihood: float  # nats
    replayed: tuple[Replayed, ...] = ()


def fit(asked: Asked, seed: int = 0, progress: Progress = silent, check: bool = False) -> Result[Fitted]:
    """Fit the rate model to a region's history; ``check`` replays it as well."""
    inquiry = Inquiry(asked, seed, progress)
    modelling, evidence = inquiry.modelling, inquiry.evidence
    shares = dict(zip(modelling.fitted.names, map(float, modelling.fitted.prior_share), strict=True))
    found = Fitted(
        tuple(effects_of(modelling.fitted, shares)),
        {name: modelling.fitted.half_life(name) for name in modelling.half_lives},
        modelling.posterior.converged,
        modelling.posterior.log_likelihood,
        modelling.replayed if check else (),
    )
    return Result(
        found,
        rows=tuple(_row(one) for one in found.effects),
        release=evidence.release,
        warnings=(
            *machine_coded(evidence),
            *(() if found.converged else (NOT_AT_REST,)),
            *mostly_prior(found.effects),
            *_unlike(found.replayed),
        ),
        inputs=files_of(evidence.region, asked),
    )


def mostly_prior(effects: Sequence[EffectRow]) -> tuple[str, ...]:
    """Warn where most effects say little more than was assumed of them."""
    held = [one for one in effects if one.estimate.basis == "assumed"]
    if 2 * len(held) <= len(effects):
        return ()
    return (f"{len(held)} of {len(effects)} effects are mostly prior, and marked as assumed: {TOO_LITTLE}",)


def _unlike(replayed: Sequence[Replayed]) -> tuple[str, ...]:
    """Warn of what the record has and hardly any replay shows."""
    names = [one.name for one in replayed if one.surprising]
    said = f"The record is unlike nearly all replays of the fitted model in: {', '.join(names)}."
    return (said,) if names else ()


def effects_of(fitted: FitSummary, shares: Mapping[str, float] | None = None) -> Iterator[EffectRow]:
    """List the effects that can bear on each kind."""
    for kind in KINDS:
        for effect in (effect.name for effect in EFFECTS if kind.form in effect.forms):
            estimate = fitted.effect(kind.name, effect)
            above = fitted.probability_positive(kind.name, effect)
            yield EffectRow(kind.name, effect, estimate, above, (shares or {}).get(f"{kind.name}.{effect}"))


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
        "prior_share": one.prior_share,
        "basis": number.basis,
    }
