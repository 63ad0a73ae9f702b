"""Posterior of the effects of a model of events: normal priors, drawn by Hamiltonian Monte Carlo."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from regimelab.errors import on_request
from regimelab.fit.events.newton import Curve, maximise
from regimelab.fit.events.pointwise import Laid, log_likelihood
from regimelab.types import PerTerm, Scalar

CHAINS, WARM_UP, DRAWS = 4, 500, 1000


class Priors(NamedTuple):
    """Normal priors, one an effect."""

    mean: PerTerm
    sd: PerTerm


class Sampled(NamedTuple):
    """Draws of the effects (chain, draw, effect), and which of them diverged."""

    draws: np.ndarray
    diverging: np.ndarray


def sample(
    laid: Laid, curve: Callable[[PerTerm], Curve], start: PerTerm, priors: Priors, seed: int
) -> Sampled:
    r"""Draw effects from their posterior with the no-U-turn sampler.

    The sampler moves in $z$, with $\beta = \hat\beta + L z$: $\hat\beta$ is the posterior mode and
    $L L^\top$ the inverse of the curvature there, so that $z$ is nearly standard normal.

    Source: Hoffman & Gelman (2014), Journal of Machine Learning Research 15, 1593.
    """
    infer = on_request("numpyro.infer", "posterior", "a posterior")
    top = maximise(_with_priors(curve, priors), start)
    factor = jnp.linalg.cholesky(jnp.linalg.inv(top.curve.information))
    likelihood, mode = log_likelihood(laid), jnp.asarray(top.estimate)

    def potential(z: PerTerm) -> Scalar:
        beta = mode + factor @ z
        return 0.5 * jnp.sum(((beta - priors.mean) / priors.sd) ** 2) - likelihood(beta)

    chains = infer.MCMC(
        infer.NUTS(potential_fn=potential),
        num_warmup=WARM_UP,
        num_samples=DRAWS,
        num_chains=CHAINS,
        chain_method="vectorized",
        progress_bar=False,
    )
    key, begin = jax.random.split(jax.random.key(seed))
    at = jax.random.normal(begin, (CHAINS, len(start)))
    chains.run(key, init_params=at, extra_fields=("diverging",))
    z = np.asarray(chains.get_samples(group_by_chain=True))
    diverging = np.asarray(chains.get_extra_fields(group_by_chain=True)["diverging"])
    return Sampled(top.estimate + z @ np.asarray(factor).T, diverging)


def _with_priors(curve: Callable[[PerTerm], Curve], priors: Priors) -> Callable[[PerTerm], Curve]:
    precision = priors.sd**-2.0

    def penalised(beta: PerTerm) -> Curve:
        value, gradient, information = curve(beta)
        away = beta - priors.mean
        return Curve(
            value - 0.5 * float(precision @ away**2),
            gradient - precision * away,
            information + np.diag(precision),
        )

    return penalised


def waic(log_likelihood: np.ndarray) -> tuple[float, float, float]:
    r"""Expected log predictive density (WAIC is -2 times it), its standard error, effective parameters.

    $\sum_e \log \overline{p(e \mid \beta)} - \mathrm{var} \log p(e \mid \beta)$, means and variances over
    draws; ``log_likelihood`` has draws in rows and events in columns.

    Source: Watanabe (2010), Journal of Machine Learning Research 11, 3571.
    """
    top = log_likelihood.max(axis=0)
    mean = top + np.log(np.exp(log_likelihood - top).mean(axis=0))
    spare = log_likelihood.var(axis=0, ddof=1)
    each = mean - spare
    return float(each.sum()), float(np.sqrt(len(each) * each.var())), float(spare.sum())
