import numpy as np
import pytest

from regimelab.codebook import KIND_NAMES
from regimelab.engine.forcing import Forcing, unforced
from regimelab.engine.simulate import chunks, simulator
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import grid
from regimelab.theory.covariates import covariates
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

MONTHS = 6


@pytest.fixture(scope="module")
def world():
    past = history(events(on("support", "AAA", "BBB", 11.0), on("unrest_violence", "BBB", "BBB", 11.9)))
    model = model_of(past, HALF_LIVES)
    return past, model, grid(past, model.risk), simulator(model)


def begin(world, futures, raised=0.0):
    past, model, laid, _ = world
    mode = model.layout.mean.copy()
    mode[model.layout.where("kind")] = -2.0 + raised
    draws = np.repeat(mode[None, :], futures, axis=0)
    gone = laid.end - laid.start - laid.exposure
    start = start_from(model, past, Past(laid.recalled, laid.crises, gone), draws, np.zeros(model.risk.size))
    paths = covariates(past, model.risk, past.length + np.arange(MONTHS, dtype=float))
    return start, unforced(paths, model.risk.size, futures)


def test_simulated_acts_are_as_many_as_the_integral_of_the_rate(world):
    start, forcing = begin(world, 2000)
    drawn = world[3](start, forcing, 7)
    acts, expected = drawn.counts.mean(axis=2).sum(), drawn.expected.sum()
    spread = np.sqrt(drawn.counts.sum(axis=(0, 1)).var() / 2000)
    assert abs(acts - expected) < 4 * spread
    assert spread < 0.02 * expected


def test_the_same_seed_gives_the_same_futures_and_another_seed_others(world):
    start, forcing = begin(world, 50)
    once, again, other = (world[3](start, forcing, seed).counts for seed in (1, 1, 2))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_the_first_futures_do_not_depend_on_how_many_follow(world):
    size = len(chunks(world[1].risk.size, 1)[0])
    few, many = (world[3](*begin(world, number), 3).counts for number in (size + 7, 2 * size))
    assert np.array_equal(few, many[:, :, : size + 7])


def test_a_push_of_zero_changes_no_future(world):
    start, forcing = begin(world, 40)
    pushed = Forcing(
        forcing.covariates, np.ones((1, MONTHS)), np.ones((1, world[1].risk.size)), np.zeros((1, 40))
    )
    assert np.array_equal(world[3](start, forcing, 5).counts, world[3](start, pushed, 5).counts)


def test_a_push_multiplies_the_rates_it_touches(world):
    past, model, *_ = world
    start, forcing = begin(world, 400, raised=-3.0)
    touched = (model.risk.kind == KIND_NAMES.index("repress")).astype(float)
    pushed = Forcing(
        forcing.covariates, np.ones((1, MONTHS)), touched[None, :], np.full((1, 400), np.log(3.0))
    )
    before, after = (world[3](start, force, 5).expected[0] for force in (forcing, pushed))
    assert after[touched > 0] == pytest.approx(3 * before[touched > 0], rel=0.2)
    assert after[touched == 0] == pytest.approx(before[touched == 0], rel=0.05)


def test_a_push_that_only_raises_rates_takes_no_act_of_the_first_month_away(world):
    start, forcing = begin(world, 100)
    raised = Forcing(
        forcing.covariates, np.ones((1, MONTHS)), np.ones((1, world[1].risk.size)), np.full((1, 100), 0.3)
    )
    plain, more = (world[3](start, force, 5).counts for force in (forcing, raised))
    assert np.all(more[0].sum(axis=0) >= plain[0].sum(axis=0))


def test_differences_between_two_forcings_vary_less_than_between_two_seeds(world):
    start, forcing = begin(world, 400)
    size = world[1].risk.size
    pushed = Forcing(forcing.covariates, np.ones((1, MONTHS)), np.ones((1, size)), np.full((1, 400), 0.05))
    plain, paired = (world[3](start, force, 5).counts.sum(axis=(0, 1)) for force in (forcing, pushed))
    apart = world[3](start, pushed, 6).counts.sum(axis=(0, 1))
    assert np.var(paired.astype(float) - plain) < 0.5 * np.var(apart.astype(float) - plain)


def test_rates_at_the_ceiling_are_counted(world):
    start, forcing = begin(world, 20, raised=8.0)
    assert world[3](start, forcing, 1).capped > 0.5
