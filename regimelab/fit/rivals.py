"""How well each theory of regimes would have forecast the past, and how much weight that gives it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from regimelab.fit.laplace import estimator
from regimelab.fit.one_step import one_step
from regimelab.fit.origins import Tools, standings, windows_of
from regimelab.fit.scores import BLOCK, Scored
from regimelab.history import History
from regimelab.interval import Estimate
from regimelab.progress import Progress
from regimelab.theory.rivals import THEORIES, Theory, under

ROUNDS = 2000
RESAMPLES = 200
DATA = "days of the hindcast's half-years, one step ahead"


@dataclass(frozen=True)
class Rival:
    """A theory, its log score in nats per act, and its weight among its rivals by stacking."""

    name: str
    title: str
    says: str
    effects: tuple[str, ...]
    score: float
    weight: Estimate


def rivals(tools: Tools, history: History, seed: int, progress: Progress) -> tuple[Rival, ...]:
    """Fit the model of each theory at every origin, score the half-year after it, and stack them.

    Where no half-year can be scored, all weigh the same.
    """
    windows = windows_of(tools, history)
    found: list[list[Scored]] = []
    for number, theory in enumerate(THEORIES):
        progress(f"theory: {theory.title}", number / len(THEORIES))
        model = under(tools.model, theory)
        own = Tools(model, estimator(model), tools.simulate)
        found.append([one_step(one, scene, {}) for one, scene, _ in standings(own, history, windows)])
    progress("theories", 1.0)
    if not windows:
        return tuple(_rival(theory, float("nan"), _equal()) for theory in THEORIES)
    acts = sum(float(one.acts.sum()) for one in found[0])
    scores = np.array([np.concatenate([one.model for one in scored]) for scored in found])
    weights = _weights(scores, seed)
    totals = scores.sum(axis=1) / acts
    pairs = zip(THEORIES, totals, weights, strict=True)
    return tuple(_rival(theory, float(score), weight) for theory, score, weight in pairs)


def stacking(scores: np.ndarray) -> np.ndarray:
    r"""Weights of the best mixture of forecasts: $\max_w \sum_t \log \sum_k w_k p_k(y_t)$.

    ``scores`` are log scores by theory and time. The weights are found by the steps of the EM algorithm,
    which never leave the simplex.

    Source: Yao, Vehtari, Simpson & Gelman (2018), Bayesian Analysis 13, 917.
    """
    chances = np.exp(scores - scores.max(axis=0, keepdims=True))
    weights = np.full(len(scores), 1.0 / len(scores))
    for _ in range(ROUNDS):
        moved = weights * np.mean(chances / (weights @ chances), axis=1)
        if np.abs(moved - weights).max() < 1e-9:
            return moved
        weights = moved
    return weights


def _weights(scores: np.ndarray, seed: int) -> Iterator[Estimate]:
    """Weights with intervals from blocks of four weeks, drawn with replacement."""
    rng, blocks = np.random.default_rng(seed), _blocks(scores.shape[1])
    drawn = [
        stacking(scores[:, np.concatenate([blocks[i] for i in rng.integers(0, len(blocks), len(blocks))])])
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
    method = "stacking of log scores; bootstrap over blocks of four weeks"
    for weight, below, above in zip(stacking(scores), low, high, strict=True):
        yield Estimate(float(weight), float(below), float(above), "weight", method, DATA)


def _blocks(days: int) -> Sequence[np.ndarray]:
    return np.array_split(np.arange(days), max(days // BLOCK, 1))


def _equal() -> Estimate:
    return Estimate(
        1.0 / len(THEORIES), None, None, "weight", "equal: nothing could be scored", DATA, "assumed"
    )


def _rival(theory: Theory, score: float, weight: Estimate) -> Rival:
    return Rival(*theory, score, weight)
