"""The posterior of a model of events: its effects, how well they were drawn, how well they foretell."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem, on_request, suggestion
from regimelab.fit.events.gathering import Spells
from regimelab.fit.events.posterior import Priors, Sampled, sample, waic
from regimelab.fit.events.prepare import Prepared
from regimelab.study.arrays import prepare as set_up_arrays
from regimelab.study.estimation.specification import Prior
from regimelab.theory.networks import Term

WIDE, WIDE_RATE = (
    10.0,
    100.0,
)  # standard deviations of priors that nobody stated; a log rate has a unit of time
ROOM = 500_000_000  # bytes for the log-likelihoods of events under draws
FEWEST = 400  # draws below which PSIS-LOO and WAIC are not worth giving
MIXED, ENOUGH = 1.01, 400  # R-hat and effective draws, as Vehtari et al. (2021) advise


class PosteriorEffect(NamedTuple):
    """One effect: mean, standard deviation and 95 % interval, its prior, and how well it was drawn."""

    effect: str
    mean: float
    sd: float
    low: float
    high: float
    prior_mean: float
    prior_sd: float
    r_hat: float
    ess_bulk: float
    ess_tail: float


class Criterion(NamedTuple):
    """How well events are foretold: expected log density, its standard error, effective parameters.

    ``criterion`` is -2 times the expected log predictive density of the events.
    """

    elpd: float
    se: float
    effective: float
    criterion: float


@dataclass(frozen=True)
class Posterior:
    """What draws from the posterior say; ``high_k`` events weigh too much for LOO to be trusted on them."""

    effects: tuple[PosteriorEffect, ...]
    chains: int
    draws: int
    diverging: int
    waic: Criterion | None
    loo: Criterion | None
    high_k: int | None


class Drawn(NamedTuple):
    """The posterior in numbers, its draws as ArviZ keeps them, and what to beware of."""

    posterior: Posterior
    tree: Any
    warnings: tuple[str, ...]


def check_packages() -> None:
    """Refuse a posterior whose packages are not installed, before anything is computed."""
    for module in ("numpyro", "xarray", "arviz_base", "arviz_stats", "h5netcdf"):
        on_request(module, "posterior", "a posterior")


def check_laid(prepared: Prepared) -> None:
    """Refuse a posterior of a history that is streamed: every draw would go through it many times."""
    if prepared.laid is None:
        what = "needs the statistics in memory, but this history is streamed."
        remedy = "Allow more with 'memory_gb' under [model], or narrow 'start' and 'end'."
        raise InvalidInput(Problem("a posterior", what, remedy))


def read_priors(
    given: Mapping[str, Prior], terms: tuple[Term, ...], place: str
) -> tuple[Priors, list[Problem]]:
    """Put each stated prior to its effect; the others are normal(0, 10), of a base rate normal(0, 100)."""
    labels = [term.label for term in terms]
    problems = [
        Problem(f"{place}: priors", f"'{name}' is not an effect of the model.", suggestion(name, labels))
        for name in given
        if name not in labels
    ]
    wide = (Prior(mean=0.0, sd=WIDE_RATE if term.is_intercept else WIDE) for term in terms)
    stated = [given.get(label, one) for label, one in zip(labels, wide, strict=True)]
    return Priors(np.array([one.mean for one in stated]), np.array([one.sd for one in stated])), problems


def draw(prepared: Prepared, priors: Priors, start: np.ndarray, seed: int) -> Drawn:
    """Draw effects from their posterior and look at the draws."""
    set_up_arrays()
    assert prepared.laid is not None
    found = sample(prepared.laid, prepared.curve, start, priors, seed)
    every = _thinning(prepared, found)
    each = _under_draws(prepared, found.draws[:, ::every]) if every else None
    tree = _tree(prepared, found, each)
    effects = _effects(prepared, found, priors, tree)
    by_loo, high_k = _loo(tree) if each is not None else (None, None)
    by_waic = None if each is None else Criterion(*_waic(each))
    chains, draws, _ = found.draws.shape
    posterior = Posterior(effects, chains, draws, int(found.diverging.sum()), by_waic, by_loo, high_k)
    return Drawn(posterior, tree, _warnings(posterior))


def _thinning(prepared: Prepared, found: Sampled) -> int | None:
    """Take every how manieth draw for looking at events, or none at all, by the room that they need."""
    case = prepared.case
    held = len(case.history.actors) ** 2 if isinstance(prepared.laid, Spells) else 0
    chains, draws, _ = found.draws.shape
    fit = ROOM // (8 * (held + len(case.history.events)))
    return None if fit < FEWEST else -(-chains * draws // min(fit, chains * draws))


def _under_draws(prepared: Prepared, draws: np.ndarray) -> np.ndarray:
    flat = prepared.under_draws(draws.reshape(-1, draws.shape[2]))
    return flat.reshape(*draws.shape[:2], -1)


def _tree(prepared: Prepared, found: Sampled, each: np.ndarray | None) -> Any:  # noqa: ANN401 (xarray's)
    arviz = on_request("arviz_base", "posterior", "a posterior")
    groups = {"posterior": {"effects": found.draws}, "sample_stats": {"diverging": found.diverging}}
    if each is not None:
        groups["log_likelihood"] = {"events": each}
    labels = [term.label for term in prepared.case.terms]
    tree = arviz.from_dict(
        groups, coords={"effect": labels}, dims={"effects": ["effect"], "events": ["event"]}
    )
    for group in tree.children.values():
        del group.attrs["created_at"]  # the same draws make the same file
    return tree


def _effects(prepared: Prepared, found: Sampled, priors: Priors, tree: Any) -> tuple[PosteriorEffect, ...]:  # noqa: ANN401
    stats = on_request("arviz_stats", "posterior", "a posterior")
    drawn = tree["posterior"]["effects"]
    flat = found.draws.reshape(-1, found.draws.shape[2])
    columns = (
        flat.mean(axis=0),
        flat.std(axis=0, ddof=1),
        *np.quantile(flat, (0.025, 0.975), axis=0),
        *priors,
        stats.rhat(drawn).values,
        stats.ess(drawn, method="bulk").values,
        stats.ess(drawn, method="tail").values,
    )
    return tuple(
        PosteriorEffect(term.label, *map(float, row))
        for term, row in zip(prepared.case.terms, zip(*columns, strict=True), strict=True)
    )


def _loo(tree: Any) -> tuple[Criterion, int]:  # noqa: ANN401 (xarray's)
    stats = on_request("arviz_stats", "posterior", "a posterior")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of high Pareto k, which our own note tells
        found = stats.loo(tree, pointwise=True)
    high = int((found.pareto_k.values > found.good_k).sum())
    return Criterion(float(found.elpd), float(found.se), float(found.p), -2 * float(found.elpd)), high


def _waic(each: np.ndarray) -> tuple[float, float, float, float]:
    elpd, error, effective = waic(each.reshape(-1, each.shape[2]))
    return elpd, error, effective, -2 * elpd


def _warnings(found: Posterior) -> tuple[str, ...]:
    told = []
    apart = [one.effect for one in found.effects if not one.r_hat < MIXED]
    few = [one.effect for one in found.effects if not min(one.ess_bulk, one.ess_tail) > ENOUGH]
    if apart:
        told.append(f"the chains do not agree (R-hat above {MIXED}) on {', '.join(apart)}.")
    if few:
        told.append(f"fewer than {ENOUGH} effective draws of {', '.join(few)}.")
    if found.diverging:
        told.append(f"{found.diverging} of the draws diverged: the posterior may be incomplete.")
    if found.high_k:
        told.append(f"{found.high_k} events weigh so much that LOO cannot be trusted on them (Pareto k).")
    if found.loo is None:
        told.append("WAIC and LOO are left out: events under draws would need too much memory.")
    return tuple(told)
