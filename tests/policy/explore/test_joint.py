"""Several assumptions moved together: nearer than any alone, and as near as looking everywhere finds."""

from functools import partial

import numpy as np
import pytest

from regimelab.policy.explore.bent import Judge, bend, moved
from regimelab.policy.explore.experiments import Ground, tried
from regimelab.policy.explore.explored import Explored
from regimelab.policy.explore.factors import factors_of
from regimelab.policy.explore.flip import first_change, flips, smallest
from regimelab.policy.explore.joint import checked_together, joint_flip
from regimelab.policy.explore.worlds import Space, spread
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.portfolio import DO_NOTHING
from regimelab.policy.present import pooled
from regimelab.policy.readings import reader
from tests.policy.conftest import FUTURES, effect, lever, portfolio, scenario

LEVERS = (
    lever("talks", [effect(mean=-0.3, sd=0.3, title="talks")]),
    lever("visits", [effect(mean=-0.2, sd=0.3, title="visits")]),
)
BOTH = portfolio({"lever": "talks"}, {"lever": "visits"}, name="both")


@pytest.fixture(scope="module")
def ground(present):
    options = Options(LEVERS, (DO_NOTHING, BOTH), (scenario(),))
    return Ground((pooled(present),), reader(present), options, 4, 4, 1)


@pytest.fixture(scope="module")
def explored(ground, present):
    options = ground.options
    space = Space((1.0,), 1, FUTURES, factors_of(options, known_of(present.history)))
    worlds = spread(space, 0, 1, 256)
    found = tried(ground, worlds, options.portfolios)
    return Explored(
        options.portfolios,
        options.scenarios,
        ("together",),
        ground.measured,
        space,
        worlds,
        found,
        4,
        4,
        1,
    )


JUDGE = Judge("repression", "regret", 0.0)


def test_two_priors_moved_together_flip_the_advice_nearer_than_either(explored):
    joint, alone = joint_flip(explored, JUDGE), smallest(tuple(flips(explored, JUDGE)))
    assert (joint.advice, joint.instead) == ("both", "do_nothing")
    assert len(joint.parts) == 2 and all(part.needed > part.assumed for part in joint.parts)
    assert joint.distance < joint.alone
    assert joint.distance == pytest.approx(np.sqrt(sum(part.distance**2 for part in joint.parts)), rel=1e-6)
    assert alone.distance <= joint.alone + 1e-9


def test_no_nearer_point_is_found_by_looking_in_all_directions(explored):
    bent = bend(explored, JUDGE)
    labels = [label for label in bent.surfaces[1].labels]
    usual = bent.advice(moved(bent, {}), bent.everywhere)
    nearest = np.inf
    for turn in np.linspace(0.0, 2.0 * np.pi, 41):
        way = dict(zip(labels, (np.cos(turn), np.sin(turn)), strict=True))

        def advice(size, way=way):
            steps = {label: size * step for label, step in way.items()}
            return bent.advice(moved(bent, steps), bent.everywhere)

        nearest = min([nearest, *(size for size, _ in first_change(advice, usual))])
    assert joint_flip(explored, JUDGE).distance <= 1.01 * nearest


def test_at_the_point_the_two_are_nearly_even_when_simulated_again(ground, explored):
    joint = checked_together(partial(tried, ground), explored, joint_flip(explored, JUDGE))
    gain = explored.gain("repression")[1].mean()
    assert abs(joint.checked.estimate) < 0.3 * gain


def test_where_one_prior_decides_no_joint_change_is_told(ground, explored):
    alone = portfolio({"lever": "talks"}, name="both")
    options = Options(LEVERS, (DO_NOTHING, alone), ground.options.scenarios)
    found = tried(ground._replace(options=options), explored.worlds, options.portfolios)
    one = Explored(options.portfolios, *list(vars(explored).values())[1:6], found, 4, 4, 1)
    assert joint_flip(one, JUDGE) is None
