"""Experiments as rows of a grid: portfolio by world."""

from regimelab.policy.explore.explored import Explored
from regimelab.policy.outcomes import PER_YEAR

AXES = ("portfolio", "world")


def rows_of(explored: Explored) -> list[dict[str, object]]:
    """One row for each portfolio in each world: where, what came of it, and its error by chance."""
    rows: list[dict[str, object]] = []
    titles = [one.name for one in explored.scenarios]
    for portfolio, tried in zip(explored.portfolios, explored.tried, strict=True):
        means, errors = tried.mean, (tried.noise / explored.replications) ** 0.5
        for world in range(explored.worlds.number):
            rows.append(
                {
                    "world": world,
                    "portfolio": portfolio.name,
                    "scenario": titles[int(explored.worlds.scenario[world])],
                    "theory": explored.theories[int(explored.worlds.theory[world])],
                    "intensity": float(explored.worlds.intensity[world]),
                    "unit": PER_YEAR,
                    **{
                        name: float(values[place, world])
                        for place, one in enumerate(explored.measured)
                        if one.actor is None
                        for name, values in ((one.outcome, means), (f"{one.outcome}_error", errors))
                    },
                }
            )
    return rows
