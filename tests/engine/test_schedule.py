import numpy as np
import pytest

from regimelab.engine.exact import exact_simulator
from regimelab.engine.forcing import unforced
from regimelab.engine.schedule import Act, schedule
from regimelab.engine.simulate import Start, simulator
from regimelab.errors import InvalidInput
from regimelab.theory.covariates import covariates
from regimelab.theory.memory import blank
from regimelab.theory.model import coefficients, model_of
from tests.made_history import HALF_LIVES, events, history

MONTHS, FUTURES = 3, 400


@pytest.fixture(scope="module")
def world():
    past = history(events())
    model = model_of(past, HALF_LIVES)
    mode = model.layout.mean.copy()
    mode[model.layout.where("kind")] = -2.0
    given = coefficients(model.layout, np.repeat(mode[None], FUTURES, axis=0))
    start = Start(given, blank(model.risk, 5, FUTURES), np.full(model.risk.size, 0.5))
    forcing = unforced(
        covariates(past, model.risk, 12.0 + np.arange(MONTHS, dtype=float)), model.risk.size, FUTURES
    )
    return model, start, forcing


@pytest.mark.parametrize("made", [simulator, exact_simulator])
def test_a_scheduled_act_happens_in_every_future_when_no_other_can(world, made):
    model, start, forcing = world
    never = start._replace(given=start.given._replace(level=np.full_like(start.given.level, -40.0)))
    acts = schedule(model, [Act("support", "AAA", "BBB", 1.3), Act("summit", "BBB", "AAA", 1.3)], MONTHS)
    counts = made(model)(never, forcing._replace(acts=acts), 1).counts
    assert np.all(counts[1, acts.entry] == 1)
    assert counts.sum() == 2 * FUTURES


@pytest.mark.parametrize("made", [simulator, exact_simulator])
def test_a_scheduled_act_raises_the_rate_of_its_like_by_what_inertia_says(world, made):
    model, start, forcing = world
    slope = np.zeros_like(start.given.slope)
    slope[0] = 2.0  # inertia: at one remembered act a rate is e times what it was
    half_lives = start.given.half_lives._replace(inertia=np.full(FUTURES, 1e6))
    given = start.given._replace(
        slope=slope, half_lives=half_lives, level=np.full_like(start.given.level, -6.0)
    )
    acts = schedule(model, [Act("repress", "AAA", "AAA", 0.0)] * 3, MONTHS)
    given = given._replace(
        level=np.where(np.arange(model.risk.size)[:, None] == acts.entry[0], -2.0, given.level)
    )
    counts = made(model)(start._replace(given=given), forcing._replace(acts=acts), 1).counts
    later = counts[1:, acts.entry[0]].sum(axis=0).mean()
    at_least = 2 * np.exp(-2.0 + 2.0 * 3 / 4)  # three remembered acts, and those that follow raise it further
    assert at_least * 0.9 < later < 2.2 * at_least


def test_nothing_before_a_scheduled_act_knows_of_it(world):
    model, start, forcing = world
    acts = schedule(model, [Act("unrest_violence", "BBB", "BBB", 1.5)], MONTHS)
    draw = simulator(model)
    plain, given = (draw(start, force, 4).counts for force in (forcing, forcing._replace(acts=acts)))
    assert np.array_equal(plain[0], given[0])
    assert not np.array_equal(plain[2], given[2])


def test_everything_wrong_with_scheduled_acts_is_said_at_once(world):
    wrong = [
        Act("suport", "AAA", "XXX", 0.5),
        Act("support", "AAA", "AAA", 0.5),
        Act("support", "AAA", "BBB", 3.0),
    ]
    with pytest.raises(InvalidInput) as refused:
        schedule(world[0], wrong, MONTHS)
    said = str(refused.value)
    assert all(word in said for word in ("suport", "XXX", "cannot occur", "within the 3 months"))


def test_more_acts_of_a_pair_than_a_month_can_count_are_refused(world):
    model, _, _ = world
    acts = [Act("support", "AAA", "BBB", 1.3)] * 201
    assert len(schedule(model, acts[:200], MONTHS).entry) == 200
    with pytest.raises(InvalidInput, match="201 of them are one kind between one pair in month 1"):
        schedule(model, acts, MONTHS)
