"""Chance: is what looks like a regime more than the same acts would show by chance?"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.interval import BEYOND_CHANCE_AT, Estimate, unknown
from regimelab.measures.chance.placebo import against_placebos, events_of
from regimelab.measures.chance.relabelled import (
    among_other_actors,
    among_other_dates,
    among_other_states,
    levels,
)
from regimelab.measures.result import CHRONICLE_CAUTION, Measure
from regimelab.measures.strength.parts import PARTS, View
from regimelab.measures.strength.record import DATA, Record, record_of
from regimelab.measures.strength.series import series_of

TITLE = "More than chance?"
UNIT = "p-value"
AT_MOST = "upper bound of a probability"
DEVIATIONS = "standard deviations above chance"
STILL = 1e-9  # log odds: below this nothing has moved
ENOUGH = 19  # relabellings without which no p-value can reach 0.05
METHOD = (
    "mean over the parts of their log odds, in standard deviations of the relabellings; the share of "
    "relabellings that reach what was seen; the largest of the p-values (intersection-union)"
)
CAUTION = (
    f"{CHRONICLE_CAUTION} A p-value is not the probability that there is no regime. The record is about the "
    "members, so states in a placebo region are seen less fully: that test alone is too easily passed, and "
    "counts only beside the other two."
)
Relabel = Callable[[View, np.random.Generator], Iterable[View]]


class Null(NamedTuple):
    """One kind of chance: what it leaves as it was, and how the acts are relabelled."""

    name: str
    meaning: str
    relabel: Relabel


class Held(NamedTuple):
    """The record against one kind of chance; ``p`` is unknown where it could not be tested, and ``why``."""

    null: Null
    p: float | None
    z: float | None
    draws: int
    parts: tuple[tuple[str, float], ...]  # name, and standard deviations above the relabellings
    why: str


NULLS: tuple[Null, ...] = (
    Null("permuted dates", "the same acts on each other's dates, crises kept", among_other_dates),
    Null("rewired actors", "each actor's dealings, with other actors", among_other_actors),
    Null("placebo regions", "the same record with other states in the members' place", among_other_states),
)


def chance(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> Measure:
    """Largest of three p-values: permuted dates, rewired actors and placebo regions.

    A regime must be told from every kind of chance, so the largest p-value is the p-value of the whole
    (intersection-union test); it holds whatever the three have to do with each other.
    """
    record = record_of(evidence, outside)
    held = against_chance(record, seed)
    p = combined(held)
    sources = series_of(record).sources()
    events = events_of(evidence.region, outside) if outside else []
    whole = unknown(UNIT, METHOD, DATA)
    if p is not None:
        whole = Estimate(p, None, None, UNIT, METHOD, DATA, sources=sources)
    rows = (*(row for one in held for row in _rows(one, sources)), *against_placebos(evidence.region, events))
    if p is not None:
        rows = (_at_most(p, sources), *rows)
    return Measure("chance", TITLE, _summary(held, p), whole, rows, CAUTION)


def against_chance(record: Record, seed: int = 0) -> tuple[Held, ...]:
    """Hold the record of the members against each kind of chance."""
    view = View(record, record.members, record.episodes(record.members))
    seeds = np.random.default_rng(seed).spawn(len(NULLS))
    return tuple(_held(view, null, rng) for null, rng in zip(NULLS, seeds, strict=True))


def combined(held: Iterable[Held]) -> float | None:
    """Largest p-value; unknown if a kind of chance could not be tested.

    Source: Berger (1982), Technometrics 24, 295.
    """
    values = [one.p for one in held]
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None


def probability_at_most(p: float) -> float:
    r"""Probability of more than chance, from even odds, that a p-value can support at most.

    $1 - 1/(1 + 1/(-e\,p\ln p))$ is the least probability of chance for $p<1/e$; above it nothing is
    gained over even odds.

    Source: Sellke, Bayarri & Berger (2001), The American Statistician 55, 62.
    """
    if p >= np.exp(-1):
        return 0.5
    return float(1 / (1 - np.e * p * np.log(p)))


def _held(view: View, null: Null, rng: np.random.Generator) -> Held:
    observed = levels(view)
    if view.members.sum() < 2 or np.isnan(observed).all():
        return Held(null, None, None, 0, (), "there are no acts of two members that could show a regime")
    draws = np.array([levels(one) for one in null.relabel(view, rng)]).reshape(-1, len(observed))
    if len(draws) < ENOUGH:
        return Held(
            null,
            None,
            None,
            len(draws),
            (),
            f"the record allows {len(draws)} relabellings, fewer than {ENOUGH}",
        )
    known = ~np.isnan(observed)
    together = np.vstack([observed, draws])[:, known]
    spread = np.nanstd(together, axis=0)
    moves = spread > STILL
    if not moves.any():
        return Held(null, None, None, len(draws), (), "relabelling changes none of the parts")
    distance = np.nan_to_num((together - np.nanmean(together, axis=0))[:, moves] / spread[moves])
    score = distance.mean(axis=1)
    p = (1 + int((score[1:] >= score[0] - STILL).sum())) / (1 + len(draws))
    z = (score[0] - score[1:].mean()) / score[1:].std()
    names = np.array([part.name for part in PARTS])[known][moves].tolist()
    return Held(null, p, float(z), len(draws), tuple(zip(names, distance[0].tolist(), strict=True)), "")


def _rows(held: Held, sources: tuple[str, ...]) -> list[dict[str, object]]:
    """Give the p-value of one kind of chance, then how far each part stands above it."""
    name, meaning = held.null.name, held.null.meaning
    shared = {"null": name, "low": None, "high": None, "n": held.draws}
    label = f"{name}: {meaning}" if held.p is not None else f"{name}: undetermined, {held.why}"
    whole = {"label": label, "unit": UNIT, "estimate": held.p, "sources": sources if held.parts else ()}
    parts = [
        {"label": f"{part}, against {name}", "unit": DEVIATIONS, "estimate": z, "sources": sources}
        for part, z in held.parts
    ]
    return [{**shared, **one} for one in ({**whole, "deviations_above": held.z}, *parts)]


def _at_most(p: float, sources: tuple[str, ...]) -> dict[str, object]:
    label = "more than chance, from even odds: at most"
    numbers = {"estimate": probability_at_most(p), "low": None, "high": None, "n": len(NULLS)}
    return {"label": label, "unit": AT_MOST, **numbers, "sources": sources}


def _summary(held: tuple[Held, ...], p: float | None) -> str:
    told = ", ".join(f"{one.null.name} {one.p:.3f}" for one in held if one.p is not None)
    if p is None:
        lacking = "; ".join(f"{one.null.name}: {one.why}" for one in held if one.p is None)
        so_far = f" (p-values of the others: {told})" if told else ""
        return f"Undetermined, since not every kind of chance could be tested ({lacking}){so_far}."
    verdict = "more than chance" if p <= BEYOND_CHANCE_AT else "not told from chance"
    return (
        f"The parts together are {verdict}: the largest p-value is {p:.3f} ({told}); from even odds, a "
        f"regime beyond chance has at most the probability {probability_at_most(p):.2f}."
    )
