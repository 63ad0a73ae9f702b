"""Simulation-based calibration: is the fit as sure as it should be, on histories that the model itself made?

Parameters are drawn from their priors, a history from the parameters, a posterior from the history. If the
posterior is right, the truth is as likely to stand at any rank among its draws.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import Simulate, Start
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import grid
from regimelab.fit.laplace import Fitter
from regimelab.history import Events, History
from regimelab.interval import QUANTILE_95
from regimelab.theory.covariates import covariates
from regimelab.theory.model import Model
from regimelab.types import Parameters

DRAWS = 99  # of each posterior: the truth takes one of a hundred ranks
BINS = 20
DAY = 1.0 / DAYS_PER_MONTH


class Ranks(NamedTuple):
    """Rank of the truth among the posterior's draws: (run, parameter), of those that acts can tell of."""

    names: tuple[str, ...]
    ranks: np.ndarray
    acts: np.ndarray


class Verdict(NamedTuple):
    """How even the ranks of one block of parameters are, and how many 90 % intervals hold the truth.

    ``histogram`` counts ranks by twentieths, ``low`` and ``high`` bound 95 % of what chance gives a bin;
    ``error`` is the standard error of the share ``covered``. Parameters of one history hang together, so
    both go by how much runs differ.
    """

    block: str
    histogram: np.ndarray
    low: float
    high: float
    covered: float
    error: float


def ranked(
    model: Model, history: History, tools: tuple[Simulate, Fitter], seed: int, run: int
) -> tuple[np.ndarray, int]:
    """Draw a history as long as this one from the priors, fit it, and rank the truth; and count its acts.

    Source: Talts and others (2018), Validating Bayesian Inference Algorithms with Simulation-Based
    Calibration, arXiv:1804.06788.
    """
    simulate, estimate = tools
    rng = np.random.default_rng([seed, run])
    truth = model.layout.mean + model.layout.spread * rng.standard_normal(model.layout.size)
    past = replace(history, events=made(model, history, simulate, truth, int(rng.integers(2**31))))
    laid = grid(past, model.risk)
    posterior = estimate(laid, np.ones(len(laid.start)), None)
    ranks = np.sum(posterior.draws(DRAWS, int(rng.integers(2**31))) < truth, axis=0)
    return ranks, len(past.events.kind)


def gathered(model: Model, runs: Sequence[tuple[np.ndarray, int]]) -> Ranks:
    """Put the ranks of all runs together."""
    names = tuple(f"{block.name}: {label}" for block in model.layout.blocks for label in block.labels)
    return Ranks(names, np.array([ranks for ranks, _ in runs]), np.array([acts for _, acts in runs]))


def made(model: Model, history: History, simulate: Simulate, truth: Parameters, seed: int) -> Events:
    """Draw a history dated to the day: the engine's month is a day here, and all else is scaled to it."""
    days = int(history.length * DAYS_PER_MONTH)
    nothing = Past(jnp.zeros((model.risk.size, 1)), jnp.zeros((len(model.actors), 1)), np.zeros(1))
    start = start_from(model, history, nothing, truth[None, :], np.zeros(model.risk.size))
    slow = start.given._replace(
        level=start.given.level - np.log(DAYS_PER_MONTH),
        half_lives=type(start.given.half_lives)(*(half * DAYS_PER_MONTH for half in start.given.half_lives)),
    )
    paths = covariates(history, model.risk, np.arange(days) * DAY)
    drawn = simulate(Start(slow, start.memory, start.severity), unforced(paths, model.risk.size, 1), seed)
    return _events(model, start.severity, drawn.counts[:, :, 0])


def _events(model: Model, severity: np.ndarray, counts: np.ndarray) -> Events:
    day, entry = (np.repeat(place, counts[np.nonzero(counts)]) for place in np.nonzero(counts))
    return Events(
        kind=model.risk.kind[entry],
        sender=model.risk.sender[entry],
        receiver=model.risk.receiver[entry],
        start=day * DAY,
        end=(day + 1) * DAY,
        weight=np.ones(len(day)),
        severity=np.asarray(severity)[entry].astype(float),
        row=np.arange(len(day)),
    )


def verdicts(model: Model, found: Ranks) -> Iterator[Verdict]:
    """Judge the ranks block by block, all parameters of a block together."""
    runs = len(found.ranks)
    for block in model.layout.blocks:
        ranks = found.ranks[:, model.layout.where(block.name)]
        bins = (ranks * BINS) // (DRAWS + 1)
        by_run = np.stack([np.sum(bins == one, axis=1) for one in range(BINS)], axis=1)
        middle, apart = ranks.size / BINS, QUANTILE_95 * np.sqrt(runs * by_run.var(axis=0, ddof=1).mean())
        inside = ((ranks >= 0.05 * (DRAWS + 1)) & (ranks < 0.95 * (DRAWS + 1))).mean(axis=1)
        error = float(inside.std(ddof=1) / np.sqrt(runs))
        low, high = max(middle - apart, 0.0), middle + apart
        yield Verdict(block.name, by_run.sum(axis=0), float(low), float(high), float(inside.mean()), error)
