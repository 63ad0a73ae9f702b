import jax
import jax.numpy as jnp
import numpy as np
import pytest

from regimelab.codebook import KIND_NAMES
from regimelab.engine.exact import _bound, exact_simulator
from regimelab.engine.forcing import unforced
from regimelab.engine.month import log_rates_in, month_of
from regimelab.engine.simulate import simulator
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import grid
from regimelab.theory.covariates import covariates
from regimelab.theory.memory import forget
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

MONTHS, FUTURES = 6, 1500


@pytest.fixture(scope="module")
def world():
    """Effects of every kind, both ways, and a crisis that is soon forgotten."""
    past = history(
        events(on("support", "AAA", "BBB", 11.0), on("unrest_violence", "BBB", "BBB", 11.9)), length=12.0
    )
    model = model_of(past, HALF_LIVES | {"crisis": 0.16})
    mode = model.layout.mean.copy()
    mode[model.layout.where("kind")] = -4.0
    laid = grid(past, model.risk)
    gone = laid.end - laid.start - laid.exposure
    given = Past(laid.recalled, laid.crises, gone)
    start = start_from(model, past, given, np.repeat(mode[None], FUTURES, axis=0), np.zeros(model.risk.size))
    slope = np.random.default_rng(0).normal(0.0, 1.0, start.given.slope.shape[:2])[:, :, None]
    start = start._replace(given=start.given._replace(slope=np.repeat(slope, FUTURES, axis=2)))
    paths = covariates(past, model.risk, past.length + np.arange(MONTHS, dtype=float))
    return model, start, unforced(paths, model.risk.size, FUTURES)


@pytest.fixture(scope="module")
def both(world):
    model, start, forcing = world
    return simulator(model, steps=12)(start, forcing, 1).counts, exact_simulator(model)(
        start, forcing, 2
    ).counts


def test_fine_steps_draw_as_many_acts_of_every_kind_as_the_exact_way(world, both):
    binned, exact = (_by_kind(world[0], counts) for counts in both)
    error = np.sqrt((binned.var(axis=1) + exact.var(axis=1)) / FUTURES)
    assert np.all(np.abs(binned.mean(axis=1) - exact.mean(axis=1)) < 4 * error)


def test_the_usual_steps_draw_nearly_as_many(world, both):
    model, start, forcing = world
    usual = simulator(model)(start, forcing, 1).counts[2:].sum(axis=(0, 1)).mean()
    assert usual == pytest.approx(both[1][2:].sum(axis=(0, 1)).mean(), rel=0.05)


def test_fine_steps_and_the_exact_way_spread_acts_alike(both):
    totals = [np.sort(counts.sum(axis=(0, 1))) for counts in both]
    most = int(max(total[-1] for total in totals))
    one, other = (np.searchsorted(total, np.arange(most + 1), side="right") / FUTURES for total in totals)
    assert np.max(np.abs(one - other)) < 1.95 * np.sqrt(2 / FUTURES)  # Kolmogorov and Smirnov, 0.1 %


def test_without_memory_exact_acts_are_poisson(world):
    model, start, forcing = world
    still = start._replace(given=start.given._replace(slope=np.zeros_like(start.given.slope)))
    acts = exact_simulator(model)(still, forcing, 3).counts.sum(axis=(0, 1)).astype(float)
    expected = MONTHS * np.exp(np.asarray(still.given.level)[:, 0]).sum()
    assert acts.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / FUTURES))
    assert acts.var() == pytest.approx(expected, rel=0.15)


def test_no_rate_rises_above_its_bound_while_nothing_happens(world):
    model, start, forcing = world
    few = jax.tree.map(lambda values: np.asarray(values)[..., :3], (start.given, start.memory))
    begun = start._replace(given=few[0], memory=few[1])
    force = forcing._replace(size=forcing.size[:, :3])
    month = month_of(model, begun.given, force, begun.memory, jnp.asarray(0))
    bound = _bound(model, begun, month, begun.memory, np.full(3, 0.1, np.float32))
    for waited in (0.0, 0.03, 0.1):
        memory = forget(begun.memory, np.full(3, waited), begun.given.half_lives)
        rates = np.exp(np.minimum(log_rates_in(month, model, begun.given, memory), np.log(8.0)))
        assert np.all(rates <= bound * 1.00001)


def test_the_same_seed_gives_the_same_exact_futures(world):
    model, start, forcing = world
    draw = exact_simulator(model)
    once, again = (draw(start, forcing, 4).counts for _ in range(2))
    assert np.array_equal(once, again)


def _by_kind(model, counts):
    acts = counts.sum(axis=0).astype(float)
    return np.stack([acts[model.risk.kind == kind].sum(axis=0) for kind in range(len(KIND_NAMES))])
