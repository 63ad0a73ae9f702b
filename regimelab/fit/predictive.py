"""Posterior predictive checks: what was not fitted, in replayed histories beside the record.

Whole histories are replayed from an empty past, over the months that were observed, with the windows and
the shock that there were. A statistic that the record has and hardly any replay shows is a mechanism that
the model lacks.
"""

from collections.abc import Callable
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from regimelab.codebook import CRISIS_KINDS, KIND_NAMES
from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import Simulate
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import grid
from regimelab.fit.laplace import Posterior
from regimelab.history import History
from regimelab.theory.covariates import covariates
from regimelab.theory.model import Model
from regimelab.theory.risk_set import RiskSet
from regimelab.types import EntryTime

REPLAYS = 400
HEARD = 0.05  # acts in a month below which an actor counts as silent: a share of a large meeting


class Replayed(NamedTuple):
    """A statistic in the record and in replays; ``above`` is the share of replays at or above the record."""

    name: str
    meaning: str
    observed: float
    median: float
    low: float
    high: float
    above: float

    @property
    def surprising(self) -> bool:
        """Whether fewer than one replay in twenty is as far out, on the one side or the other."""
        return min(self.above, 1.0 - self.above) < 0.025


class Table(NamedTuple):
    """Acts by entry and month, and who can act on whom."""

    acts: EntryTime
    risk: RiskSet
    members: np.ndarray


def predictive_checks(
    history: History, model: Model, simulate: Simulate, posterior: Posterior, seed: int
) -> tuple[Replayed, ...]:
    """Replay the observed months and hold statistics that were not fitted against the record.

    Source: Gelman, Meng & Stern (1996), Statistica Sinica 6, 733.
    """
    months = np.arange(int(history.length), dtype=float)
    paths = covariates(history, model.risk, months)
    nothing = Past(jnp.zeros((model.risk.size, 1)), jnp.zeros((len(model.actors), 1)), np.zeros(1))
    start = start_from(model, history, nothing, posterior.draws(REPLAYS, seed), posterior.surplus)
    drawn = simulate(start, unforced(paths, model.risk.size, REPLAYS), seed)
    record = grid(history, model.risk, 1.0).counts[:, : len(months)]
    replays = [
        Table(drawn.counts[:, :, one].T.astype(float), model.risk, history.members) for one in range(REPLAYS)
    ]
    return tuple(
        _replayed(name, statistic, Table(record, model.risk, history.members), replays)
        for name, statistic in STATISTICS.items()
    )


def _replayed(
    name: str, statistic: Callable[[Table], float], record: Table, replays: list[Table]
) -> Replayed:
    observed, values = statistic(record), np.array([statistic(one) for one in replays])
    low, median, high = np.quantile(values, (0.05, 0.5, 0.95))
    above = (np.sum(values > observed) + 0.5 * np.sum(values == observed)) / len(values)
    meaning = (statistic.__doc__ or "").split("\n")[0]
    return Replayed(name, meaning, observed, float(median), float(low), float(high), float(above))


def burstiness(table: Table) -> float:
    """Variance of the acts of a month over their mean: one if months were independent and alike."""
    by_month = table.acts.sum(axis=0)
    return float(by_month.var() / max(by_month.mean(), 1e-12))


def peak(table: Table) -> float:
    """Acts of the busiest month."""
    return float(table.acts.sum(axis=0).max())


def momentum(table: Table) -> float:
    """Correlation of the acts of a month with those of the month before."""
    by_month = table.acts.sum(axis=0)
    spread = by_month[1:].std() * by_month[:-1].std()
    return float(np.cov(by_month[1:], by_month[:-1], bias=True)[0, 1] / spread) if spread > 0 else 0.0


def reciprocity(table: Table) -> float:
    """Share of the acts on another that are matched by acts of the same kind the other way."""
    totals = table.acts.sum(axis=1)
    both = np.flatnonzero(table.risk.reverse < table.risk.size)
    forth, back = totals[both], totals[table.risk.reverse[both]]
    return float(np.minimum(forth, back).sum() / max(forth.sum(), 1e-12))


def sender_inequality(table: Table) -> float:
    """Gini coefficient of the acts that actors send."""
    return _gini(np.bincount(table.risk.sender, table.acts.sum(axis=1)))


def pair_inequality(table: Table) -> float:
    """Gini coefficient of the acts between two actors."""
    between = table.risk.sender != table.risk.receiver
    return _gini(np.bincount(table.risk.pair[between], table.acts.sum(axis=1)[between]))


def longest_silence(table: Table) -> float:
    """Longest stretch without an act that a member has part in, mean over members, months."""
    return float(np.mean([_longest(_of(table, member) < HEARD) for member in table.members.tolist()]))


def spread_of_crises(table: Table) -> float:
    """Share of the months with a crisis at home that have one in another member too."""
    kinds = [KIND_NAMES.index(kind) for kind in CRISIS_KINDS]
    home = np.isin(table.risk.kind, kinds) & (table.risk.sender == table.risk.receiver)
    struck = [table.acts[home & (table.risk.sender == member)].sum(axis=0) >= 0.5 for member in table.members]
    at_once = np.sum(struck, axis=0)
    return float(np.sum(at_once > 1) / max(np.sum(at_once > 0), 1))


STATISTICS: dict[str, Callable[[Table], float]] = {
    one.__name__: one
    for one in (
        burstiness,
        peak,
        momentum,
        reciprocity,
        sender_inequality,
        pair_inequality,
        longest_silence,
        spread_of_crises,
    )
}


def _of(table: Table, actor: int) -> np.ndarray:
    part = (table.risk.sender == actor) | (table.risk.receiver == actor)
    return table.acts[part].sum(axis=0)


def _longest(silent: np.ndarray) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], silent.astype(int), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _gini(values: np.ndarray) -> float:
    ordered = np.sort(values)
    total, size = ordered.sum(), len(ordered)
    return (
        float(2 * (np.arange(1, size + 1) @ ordered) / (size * total) - (size + 1) / size) if total else 0.0
    )
