"""Parameters of the model in named blocks, their priors, and how they make levels and slopes."""

from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse

from regimelab.codebook import KIND, KINDS
from regimelab.interval import Basis
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.memory import HALF_LIVES
from regimelab.theory.risk_set import RiskSet, number
from regimelab.types import EntryIndex, KindEffect, ParameterIndex, Parameters, PlaceIndex

SHARED = 0.5  # kinds differ within a family by less than families do from nothing: assumed
WORDS = ("support", "criticise", "engagement")  # said rather than done, as in CAMEO's verbal classes
FAMILIES: tuple[str, ...] = ("verbal", "cooperative", "conflictual", "domestic")


def family_of(kind: str) -> str:
    """Family of kinds that share their effects: words, cooperative deeds, conflictual deeds, acts at home."""
    return "verbal" if kind in WORDS else KIND[kind].family


class Block(NamedTuple):
    """A group of parameters with one normal prior each.

    ``pool`` numbers the pools whose common spread is learnt from the data; -1 where it is not.
    """

    name: str
    labels: tuple[str, ...]
    mean: Parameters
    spread: Parameters
    pool: ParameterIndex
    basis: Basis
    reason: str


class Layout(NamedTuple):
    """All blocks in order, and the sparse maps from parameters to levels and slopes.

    ``level`` is entry by parameter; ``slope`` is (kind, effect) by parameter, kind first;
    the last ``len(HALF_LIVES)`` parameters are log half-lives in log months.
    """

    blocks: tuple[Block, ...]
    level: sparse.csr_matrix
    slope: sparse.csr_matrix

    @property
    def size(self) -> int:
        """Number of parameters."""
        return sum(len(block.labels) for block in self.blocks)

    @property
    def mean(self) -> Parameters:
        """Prior means."""
        return np.concatenate([block.mean for block in self.blocks])

    @property
    def spread(self) -> Parameters:
        """Prior standard deviations, before any is learnt."""
        return np.concatenate([block.spread for block in self.blocks])

    def pools(self) -> list[PlaceIndex]:
        """Places of the parameters of each pool whose spread is learnt."""
        starts = np.cumsum([0, *(len(block.labels) for block in self.blocks)])
        return [
            start + np.flatnonzero(block.pool == pool)
            for start, block in zip(starts, self.blocks, strict=False)
            for pool in np.unique(block.pool[block.pool >= 0])
        ]

    def where(self, name: str) -> slice:
        """Place of a block among the parameters."""
        start = 0
        for block in self.blocks:
            if block.name == name:
                return slice(start, start + len(block.labels))
            start += len(block.labels)
        raise KeyError(name)


def layout(risk: RiskSet, actors: tuple[str, ...], half_lives: dict[str, float]) -> Layout:
    """Lay out the parameters of a region's model."""
    blocks = (*_levels(risk, actors), *_slopes(), _memories(half_lives))
    empty = Layout(blocks, sparse.csr_matrix((0, 0)), sparse.csr_matrix((0, 0)))
    return Layout(blocks, _level_map(risk, empty), _slope_map(empty))


def applies() -> KindEffect:
    """One where an effect can bear on a kind."""
    return np.array([[kind.form in effect.forms for effect in EFFECTS] for kind in KINDS], dtype=float)


def _levels(risk: RiskSet, actors: tuple[str, ...]) -> tuple[Block, ...]:
    names = [f"{KINDS[k].name}:{actors[i]}>{actors[j]}" for k, i, j in zip(*risk[:3], strict=True)]
    seats = [f"{KINDS[k].name}:{actors[i]}" for k, i in zip(risk.seat_kind, risk.seat_actor, strict=True)]
    acting, receiving = ([seats[seat] for seat in taken] for taken in _taken(risk))
    pooled = "actors and pairs differ little unless the data say otherwise; spread mostly stated"
    return (
        _block("kind", [kind.name for kind in KINDS], -4.5, 2.0, "about an act in seven years a pair; wide"),
        _block(
            "cell", _labels(risk.cell, names), 0.0, 1.0, "classes differ by a factor of e either way; wide"
        ),
        _block("sender", acting, 0.0, 0.5, pooled, 0),
        _block("receiver", receiving, 0.0, 0.5, pooled, 0),
        _block("pair", _labels(risk.pair_family, names), 0.0, 0.5, pooled, 0),
    )


def _slopes() -> tuple[Block, ...]:
    own = [f"{kind.name}.{effect.name}" for kind in KINDS for effect in EFFECTS]
    shared = [f"{family}.{effect.name}" for family in FAMILIES for effect in EFFECTS]
    means = np.array([effect.prior_mean for _ in FAMILIES for effect in EFFECTS])
    spreads = np.array([effect.prior_sd for _ in FAMILIES for effect in EFFECTS])
    wide = np.array([effect.prior_sd for _ in KINDS for effect in EFFECTS])
    reason, pooled = (
        "stated with each effect in the catalogue",
        "kinds of a family share effects; spread mostly stated",
    )
    by_effect = np.tile(np.arange(len(EFFECTS)), len(KINDS))
    return (
        Block("family_effect", tuple(shared), means, spreads, np.full(len(shared), -1), "estimated", reason),
        Block("kind_effect", tuple(own), np.zeros(len(own)), SHARED * wide, by_effect, "estimated", pooled),
    )


def _memories(half_lives: dict[str, float]) -> Block:
    means = np.log([half_lives[name] for name in HALF_LIVES])
    spread = np.full(len(HALF_LIVES), 0.5)
    fixed = np.full(len(HALF_LIVES), -1)
    return Block(
        "half_life", HALF_LIVES, means, spread, fixed, "estimated", "the region file's defaults, times e^0.5"
    )


def _block(
    name: str, labels: list[str], mean: float, spread: float, reason: str, pool: int | np.ndarray = -1
) -> Block:
    size = len(labels)
    pools = np.full(size, pool) if isinstance(pool, int) else pool
    return Block(name, tuple(labels), np.full(size, mean), np.full(size, spread), pools, "estimated", reason)


def _labels(group: EntryIndex, names: list[str]) -> list[str]:
    first = np.unique(group, return_index=True)[1]
    return [names[index] for index in first]


def _taken(risk: RiskSet) -> tuple[list[int], list[int]]:
    """Seats from which acts are done, and seats at which they are received; symmetric kinds act only."""
    symmetric, dyadic = (risk.of_form(form)[:, 0] > 0 for form in ("symmetric", "dyadic"))
    acting = {*risk.sender_seat.tolist(), *risk.receiver_seat[symmetric].tolist()}
    return sorted(acting), sorted(set(risk.receiver_seat[dyadic].tolist()))


def _level_map(risk: RiskSet, blocks: Layout) -> sparse.csr_matrix:
    acting, receiving = _taken(risk)
    symmetric, dyadic = (risk.of_form(form)[:, 0] > 0 for form in ("symmetric", "dyadic"))
    other_end = np.where(symmetric, risk.receiver_seat, -1)
    target = np.where(dyadic, risk.receiver_seat, -1)
    groups = (
        ("kind", risk.kind),
        ("cell", risk.cell),
        ("sender", number(risk.sender_seat.tolist(), acting)),
        ("sender", number(other_end.tolist(), acting)),
        ("receiver", number(target.tolist(), receiving)),
        ("pair", risk.pair_family),
    )
    parts = [_incidence(group, blocks.where(name), blocks.size) for name, group in groups]
    return sparse.csr_matrix(sum(parts[1:], parts[0]))


def _incidence(group: EntryIndex, place: slice, size: int) -> sparse.csr_matrix:
    inside = group < place.stop - place.start
    rows = np.flatnonzero(inside)
    return sparse.csr_matrix(
        (np.ones(len(rows)), (rows, place.start + group[inside])), shape=(len(group), size)
    )


def _slope_map(blocks: Layout) -> sparse.csr_matrix:
    effects = len(EFFECTS)
    family = np.array([FAMILIES.index(family_of(kind.name)) for kind in KINDS])
    shared = (family[:, None] * effects + np.arange(effects)[None, :]).ravel()
    own = np.arange(len(KINDS) * effects)
    both = _incidence(shared, blocks.where("family_effect"), blocks.size)
    return sparse.csr_matrix(
        sparse.diags(applies().ravel()) @ (both + _incidence(own, blocks.where("kind_effect"), blocks.size))
    )
