"""Scenario discovery: in which worlds does a portfolio fail, in words that somebody could look up?"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from regimelab.errors import on_request
from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.facts import Fact, facts_of
from regimelab.policy.outcomes import OUTCOME

Method = Literal["PRIM", "CART"]
FEW, MANY = 0.02, 0.98  # shares of worlds outside of which there is nothing to tell apart: assumed
HALF = 0.5
CONDITIONS = 3  # at most: more are not read
SMALLEST = 0.05  # share of worlds that a box or a leaf holds at least
ANY = 1e-3  # density that a box needs at least: any, as the best of all is picked afterwards
TELLING = 1.5  # times as likely to fail as elsewhere, for a leaf to be told
EXTRA = "exploration"


@dataclass(frozen=True)
class Failing:
    """A set of worlds in which a portfolio fails often, or seldom where failing is usual.

    ``coverage`` is the share of all worlds looked for that lie in it, ``density`` the share of its worlds
    that are such, ``mass`` its share of all worlds.
    """

    method: Method
    conditions: tuple[str, ...]
    coverage: float
    density: float
    mass: float


@dataclass(frozen=True)
class Failures:
    """How often a portfolio makes an outcome noticeably worse than nothing does, where, and in words.

    Where that is ``usual``, the sets are those in which it does not.
    """

    portfolio: str
    outcome: str
    share: float
    usual: bool
    sets: tuple[Failing, ...]
    words: str


def require_libraries() -> None:
    """Say before anything is computed that discovery needs its extra."""
    with _quiet():
        for module in ("sklearn.tree", "ema_workbench.analysis.prim"):
            on_request(module, EXTRA, "scenario discovery")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what EMA workbench says of packages that it can do without, and of pandas to come."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def discover(explored: Explored, outcome: str) -> tuple[Failures, ...]:
    """Tell of every portfolio but nothing where it fails, by PRIM and by a tree.

    Source: Bryant & Lempert (2010), Technological Forecasting and Social Change 77, 34.
    """
    return tuple(_failures(explored, outcome, place) for place in range(1, len(explored.portfolios)))


def _failures(explored: Explored, outcome: str, place: int) -> Failures:
    portfolio, failed = explored.portfolios[place], explored.harm(outcome, place)
    share = float(failed.mean())
    usual = share > HALF
    sets: tuple[Failing, ...] = ()
    if FEW < share < MANY:
        facts = tuple(_bearing(explored, place))
        sought = ~failed if usual else failed
        sets = (*prim(facts, sought), *cart(facts, sought, explored.seed))
    return Failures(portfolio.name, outcome, share, usual, sets, _said(portfolio.title, outcome, share, sets))


def _bearing(explored: Explored, place: int) -> Iterator[Fact]:
    """Facts that can bear on a portfolio: of the world, and of its own levers and hosts."""
    levers = {dose.lever for dose in explored.portfolios[place].doses}
    owners = {factor.label: factor for factor in explored.space.factors}
    for fact in facts_of(explored):
        factor = owners.get(fact.name)
        of_world = factor is None or factor.sort == "shift"
        sort, _, owner = fact.name.partition(" ")
        elsewhere = sort in ("consent", "money") and owner not in levers
        if (of_world and not elsewhere) or (factor is not None and factor.owner in levers):
            yield fact


def prim(facts: Sequence[Fact], failed: np.ndarray) -> tuple[Failing, ...]:
    """The box of the peeling trajectory that stands out most, three conditions at most.

    It stands out by its mass times how much likelier failing is in it than overall: a large box that is
    hardly different tells as little as a small one that is.

    Source: Friedman & Fisher (1999), Statistics and Computing 9, 123, as EMA workbench has it.
    """
    require_libraries()
    module = on_request("ema_workbench.analysis.prim", EXTRA, "scenario discovery")
    with _quiet():
        finder = module.Prim(_frame(facts), failed, threshold=ANY, mass_min=SMALLEST)
        box = finder.find_box()
    path = box.peeling_trajectory
    outstanding = path["mass"] * (path["density"] - failed.mean())
    best = outstanding[path["res_dim"] <= CONDITIONS].idxmax()
    row, limits = path.loc[best], box.box_lims[int(path.loc[best, "id"])]
    conditions = tuple(_restricted(facts, limits, finder.box_init))
    if not conditions:
        return ()
    return (Failing("PRIM", conditions, *(float(row[name]) for name in ("coverage", "density", "mass"))),)


def _frame(facts: Sequence[Fact]) -> Any:  # noqa: ANN401 (pandas')
    """The one table that EMA workbench wants as pandas has it: numbers, and categories by name."""
    columns: dict[str, pa.Array] = {}
    for fact in facts:
        if fact.categories:
            names = [fact.categories[int(value)] for value in fact.values]
            columns[fact.title] = pa.array(names).dictionary_encode()
        else:
            columns[fact.title] = pa.array(fact.values, pa.float64())
    return pa.table(columns).to_pandas()


def _restricted(facts: Sequence[Fact], limits: Any, whole: Any) -> Iterator[str]:  # noqa: ANN401 (pandas')
    for fact in facts:
        if fact.title not in limits.columns:
            continue
        (low, high), (least, most) = limits[fact.title], whole[fact.title]
        if fact.categories:
            if set(low) != set(least):
                yield _among(fact, [name for name in fact.categories if name in low])
        else:
            yield from _between(fact, low if low > least else None, high if high < most else None)


def cart(facts: Sequence[Fact], failed: np.ndarray, seed: int) -> tuple[Failing, ...]:
    """Leaves of a small tree in which failing is much likelier than overall.

    Source: Breiman et al. (1984), Classification and Regression Trees, as scikit-learn has it.
    """
    tree_module = on_request("sklearn.tree", EXTRA, "scenario discovery")
    columns, tests = _one_hot(facts)
    tree = tree_module.DecisionTreeClassifier(
        max_depth=CONDITIONS, min_samples_leaf=SMALLEST, random_state=seed
    )
    tree.fit(columns, failed)
    leaf = tree.apply(columns)
    found: list[Failing] = []
    for name in np.unique(leaf):
        here = leaf == name
        density = float(failed[here].mean())
        if density > TELLING * failed.mean():
            conditions = tuple(_path(tree.tree_, int(name), tests))
            coverage = float(failed[here].sum() / failed.sum())
            found.append(Failing("CART", conditions, coverage, density, float(here.mean())))
    return tuple(sorted(found, key=lambda one: -one.coverage))


def _one_hot(facts: Sequence[Fact]) -> tuple[np.ndarray, list[tuple[Fact, int | None]]]:
    columns: list[np.ndarray] = []
    tests: list[tuple[Fact, int | None]] = []
    for fact in facts:
        for category in range(len(fact.categories)) or [None]:
            columns.append(fact.values if category is None else (fact.values == category).astype(float))
            tests.append((fact, category))
    return np.column_stack(columns), tests


def _path(tree: Any, leaf: int, tests: Sequence[tuple[Fact, int | None]]) -> Iterator[str]:  # noqa: ANN401
    """Conditions on the way to a leaf, those on one fact put together."""
    above: dict[int, float] = {}
    below: dict[int, float] = {}
    for column, threshold, goes_left in _steps(tree, leaf):
        held = below if goes_left else above
        held[column] = threshold
    for column in dict.fromkeys((*above, *below)):
        fact, category = tests[column]
        if category is None:
            yield from _between(fact, above.get(column), below.get(column))
        else:
            yield _among(fact, [fact.categories[category]], without=column in below)


def _steps(tree: Any, leaf: int) -> list[tuple[int, float, bool]]:  # noqa: ANN401 (scikit-learn's)
    parent = {int(child): node for node in range(tree.node_count) for child in _children(tree, node)}
    steps: list[tuple[int, float, bool]] = []
    node = leaf
    while node in parent:
        above = parent[node]
        left = int(tree.children_left[above]) == node
        steps.append((int(tree.feature[above]), float(tree.threshold[above]), left))
        node = above
    return steps[::-1]


def _children(tree: Any, node: int) -> tuple[int, int]:  # noqa: ANN401 (scikit-learn's)
    return int(tree.children_left[node]), int(tree.children_right[node])


def _among(fact: Fact, names: Sequence[str], without: bool = False) -> str:
    listed = " or ".join(f"“{name}”" for name in names)
    return f"“{fact.title}” is {'not ' if without else ''}{listed}"


def _between(fact: Fact, low: float | None, high: float | None) -> Iterator[str]:
    unit = f" {fact.unit}" if fact.unit else ""
    if low is not None and high is not None:
        yield f"“{fact.title}” is between {low:.2f} and {high:.2f}{unit}"
    elif low is not None:
        yield f"“{fact.title}” is above {low:.2f}{unit}"
    elif high is not None:
        yield f"“{fact.title}” is below {high:.2f}{unit}"


def _telling(one: Failing) -> float:
    """Harmonic mean of coverage and density: neither a large box nor a pure one alone tells where."""
    return 2.0 * one.coverage * one.density / (one.coverage + one.density)


def _said(title: str, outcome: str, share: float, sets: Sequence[Failing]) -> str:
    worse = OUTCOME[outcome].title.lower()
    lead = f"“{title}” makes {worse} noticeably worse in {share * 100:.0f} % of worlds"
    if not sets:
        return f"{lead}; there is nothing by which these could be told from others."
    one = max(sets, key=_telling)
    if share > HALF:
        return (
            f"{lead}; {one.coverage * 100:.0f} % of the others are where {' and '.join(one.conditions)}, and "
            f"there it does not in {one.density * 100:.0f} %."
        )
    return (
        f"{lead}; {one.coverage * 100:.0f} % of these are where {' and '.join(one.conditions)}, and "
        f"there {one.density * 100:.0f} % are so."
    )
