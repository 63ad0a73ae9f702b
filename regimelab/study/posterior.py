"""The posterior of a region's model by Hamiltonian Monte Carlo, beside the normal approximation."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from regimelab.codebook import KIND_NAMES, KINDS
from regimelab.errors import on_request
from regimelab.fit.sampling import Drawn, sample
from regimelab.interval import QUANTILE_90
from regimelab.study.inquiry import Inquiry
from regimelab.study.modelling import Modelling
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent
from regimelab.theory.catalogue import EFFECT_NAMES, EFFECTS
from regimelab.theory.parameters import FAMILIES, family_of

MIXED, ENOUGH = 1.01, 400  # R-hat and effective draws, as Vehtari et al. (2021) advise
APART = 1.0  # standard deviations between the two means above which the approximation is told to be poor
HALF_LIVES_HELD = "Half-lives are held at their modes; all else is drawn, the spreads of the pools included."


@dataclass(frozen=True)
class DrawnEffect:
    """An effect on a kind: log rate ratio by its draws, and what the normal approximation had said."""

    kind: str
    effect: str
    mean: float
    low: float
    high: float
    probability_positive: float
    r_hat: float
    ess: float
    approximate: float
    approximate_low: float
    approximate_high: float


@dataclass(frozen=True)
class RegionPosterior:
    """How the draws went, over all parameters, and every effect on every kind."""

    effects: tuple[DrawnEffect, ...]
    parameters: int
    chains: int
    draws: int
    diverging: int
    worst_r_hat: float
    least_ess: float


@dataclass(frozen=True)
class Kept:
    """What is told, and the draws as ArviZ keeps them."""

    result: Result[RegionPosterior]
    tree: Any


def posterior(asked: Asked, seed: int = 0, progress: Progress = silent) -> Kept:
    """Draw the parameters of a region's rate model from their posterior."""
    for module in ("numpyro", "xarray", "arviz_base", "arviz_stats", "h5netcdf"):
        on_request(module, "posterior", "a posterior")
    inquiry = Inquiry(asked, seed, progress)
    modelling = inquiry.modelling
    observed = np.ones(len(modelling.laid.start))
    drawn = sample(modelling.model, modelling.laid, observed, modelling.posterior, seed, progress)
    tree = _tree(modelling, drawn)
    found = _told(modelling, drawn, tree)
    rows = tuple(vars(one) for one in found.effects)
    warnings = (HALF_LIVES_HELD, *_warnings(found))
    files = files_of(inquiry.evidence.region, asked)
    return Kept(Result(found, rows, release=inquiry.evidence.release, warnings=warnings, inputs=files), tree)


def _tree(modelling: Modelling, drawn: Drawn) -> Any:  # noqa: ANN401 (xarray's)
    arviz = on_request("arviz_base", "posterior", "a posterior")
    slopes = slopes_of(modelling, drawn.parameters)
    groups = {
        "posterior": {"parameters": drawn.parameters, "effects": slopes, "log_spreads": drawn.log_spreads},
        "sample_stats": {"diverging": drawn.diverging, "acceptance_rate": drawn.accepted},
    }
    blocks = modelling.model.layout.blocks
    coords = {
        "parameter": [f"{block.name}: {label}" for block in blocks for label in block.labels],
        "kind": list(KIND_NAMES),
        "effect": list(EFFECT_NAMES),
    }
    dims = {"parameters": ["parameter"], "effects": ["kind", "effect"], "log_spreads": ["pool"]}
    tree = arviz.from_dict(groups, coords=coords, dims=dims)
    for group in tree.children.values():
        del group.attrs["created_at"]  # the same draws make the same file
    return tree


def slopes_of(modelling: Modelling, draws: np.ndarray) -> np.ndarray:
    """Effects on kinds, of the family and the kind together: (chain, draw, kind, effect)."""
    blocks = modelling.model.layout
    shared, own = draws[..., blocks.where("family_effect")], draws[..., blocks.where("kind_effect")]
    family = [FAMILIES.index(family_of(kind.name)) for kind in KINDS]
    by_family = shared.reshape(*shared.shape[:2], len(FAMILIES), len(EFFECTS))
    return by_family[..., family, :] + own.reshape(*own.shape[:2], len(KINDS), len(EFFECTS))


def _told(modelling: Modelling, drawn: Drawn, tree: Any) -> RegionPosterior:  # noqa: ANN401 (xarray's)
    stats = on_request("arviz_stats", "posterior", "a posterior")
    effects = tree["posterior"]["effects"]
    agree, enough = stats.rhat(effects).values, stats.ess(effects, method="bulk").values
    moving = tree["posterior"].dataset[["parameters", "log_spreads"]]
    moving = moving.isel(parameter=slice(0, -len(modelling.half_lives)))
    worst, least = stats.rhat(moving), stats.ess(moving, method="bulk")
    chains, draws, size = drawn.parameters.shape
    return RegionPosterior(
        effects=tuple(
            _effect(modelling, effects.values, (k, f), float(agree[k, f]), float(enough[k, f]))
            for k, kind in enumerate(KINDS)
            for f, effect in enumerate(EFFECTS)
            if kind.form in effect.forms
        ),
        parameters=size - len(modelling.half_lives) + drawn.log_spreads.shape[2],
        chains=chains,
        draws=draws,
        diverging=int(drawn.diverging.sum()),
        worst_r_hat=max(float(part.max()) for part in worst.values()),
        least_ess=min(float(part.min()) for part in least.values()),
    )


def _effect(
    modelling: Modelling, draws: np.ndarray, place: tuple[int, int], agree: float, enough: float
) -> DrawnEffect:
    kind, effect = KIND_NAMES[place[0]], EFFECT_NAMES[place[1]]
    values = draws[..., place[0], place[1]].ravel()
    low, high = np.quantile(values, (0.05, 0.95))
    before = modelling.fitted.effect(kind, effect)
    assert before.estimate is not None and before.low is not None and before.high is not None
    return DrawnEffect(
        kind,
        effect,
        float(values.mean()),
        float(low),
        float(high),
        float(np.mean(values > 0)),
        agree,
        enough,
        before.estimate,
        before.low,
        before.high,
    )


def _warnings(found: RegionPosterior) -> tuple[str, ...]:
    told: list[str] = []
    if not found.worst_r_hat < MIXED:
        told.append(
            f"The chains do not agree on every parameter: the worst R-hat is {found.worst_r_hat:.3f}."
        )
    if not found.least_ess > ENOUGH:
        told.append(f"Some parameter has only {found.least_ess:.0f} effective draws.")
    if found.diverging:
        told.append(f"{found.diverging} of the draws diverged: the posterior may be incomplete.")
    apart = [one for one in found.effects if _distance(one) > APART]
    if apart:
        named = ", ".join(f"{one.effect} of {one.kind}" for one in apart[:5])
        told.append(f"The normal approximation is poor for {len(apart)} effects, such as {named}.")
    return tuple(told)


def _distance(one: DrawnEffect) -> float:
    """Distance between the means in half-widths of the 90 % interval, as standard deviations."""
    deviation = max((one.high - one.low) / (2 * QUANTILE_90), 1e-12)
    return abs(one.mean - one.approximate) / deviation
