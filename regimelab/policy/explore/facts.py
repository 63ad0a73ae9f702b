"""Facts: what could be found out about a world, in words and units that somebody could look up."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.factors import Factor
from regimelab.types import PerWorld

GATES = {
    "consent": "share of hosts that agree",
    "mandate": "the mandate stands",
    "money": "the money is pledged",
}


class Fact(NamedTuple):
    """One fact by world; ``categories`` names the values where they are numbers of categories.

    ``unit`` says what a number is: a factor on rates, a share, or how strongly a scenario comes.
    """

    name: str
    title: str
    unit: str
    values: PerWorld
    categories: tuple[str, ...] = ()


def facts_of(explored: Explored) -> tuple[Fact, ...]:
    """Facts of all worlds: theory, scenario, its strength, what levers do, what hosts and payers decide."""
    worlds = explored.worlds
    found = [
        Fact(
            "scenario",
            "which scenario comes",
            "",
            worlds.scenario.astype(float),
            tuple(one.title for one in explored.scenarios),
        ),
        Fact("intensity", "how strongly the scenario comes", "of what is assumed", worlds.intensity),
    ]
    if len(explored.theories) > 1:
        title = "which theory of regimes holds"
        found.insert(0, Fact("theory", title, "", worlds.theory.astype(float), explored.theories))
    return (*found, *_of_factors(explored))


def _of_factors(explored: Explored) -> Iterator[Fact]:
    worlds, scenarios = explored.worlds, [one.name for one in explored.scenarios]
    for factor in explored.space.factors:
        even = worlds.even[factor.label]
        if factor.sort in ("effect", "shift"):
            pushed = np.exp(factor.mean + factor.sd * ndtri(even))
            if factor.sort == "shift":
                pushed = np.where(worlds.scenario == scenarios.index(factor.owner), pushed, 1.0)
            yield Fact(factor.label, factor.title, "times the rate", pushed)
    yield from _agreed(explored)


def _agreed(explored: Explored) -> Iterator[Fact]:
    """Consents of a lever as the share of hosts that agree; mandates and money each by itself."""
    groups: dict[tuple[str, str], list[Factor]] = {}
    for factor in explored.space.factors:
        if factor.sort in GATES:
            groups.setdefault((factor.sort, factor.owner), []).append(factor)
    for (sort, owner), factors in groups.items():
        granted = [explored.worlds.even[one.label] < one.mean for one in factors]
        title = factors[0].title.split(":")[0] if ":" in factors[0].title else factors[0].title
        said = f"{title}: {GATES[sort]}" if ":" in factors[0].title else title
        yield Fact(f"{sort} {owner}", said, "share", np.mean(granted, axis=0, dtype=float))
