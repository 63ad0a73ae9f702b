import numpy as np
import pytest

from regimelab.theory.networks import NETWORK_EFFECTS, State, Term
from regimelab.theory.networks.effect import touched
from regimelab.theory.networks.term import Factor

ACTORS = 5
# 0→1, 0→2, 1→2, 2→0, 3→2, 3→1 with weights; actor 4 has no ties.
TIES = {(0, 1): 2.0, (0, 2): 1.0, (1, 2): 3.0, (2, 0): 1.0, (3, 2): 1.0, (3, 1): 4.0}


def names_of(effect):
    needs = {"network": ("call",), "networks": ("call", "friend"), "attribute": ("age",), "series": ("oil",)}
    return needs.get(effect.needs, ())


def term(effect, weighted=False):
    return Term(effect.name, (Factor(effect, names_of(effect), weighted),))


@pytest.fixture
def state():
    made = State.empty(ACTORS)
    weight = np.zeros((ACTORS, ACTORS))
    for (sender, receiver), value in TIES.items():
        weight[sender, receiver] = value
    made.add_network("call", weight)
    made.add_network("friend", weight.T.copy())
    made.attribute["age"] = np.array([1.0, 2.0, 2.0, 5.0, 7.0])
    made.series["oil"] = 3.0
    return made


def value(state, name, i, j, weighted=False):
    effect = next(one for one in NETWORK_EFFECTS if one.name == name)
    return term(effect, weighted).values(state, np.array([i]), np.array([j]))[0]


@pytest.mark.parametrize(
    ("name", "pair", "expected"),
    [
        ("1", (0, 1), 1),
        ("tie", (0, 1), 1),
        ("inertia", (1, 0), 0),
        ("recip", (1, 0), 1),
        ("indeg_ego", (2, 4), 3),
        ("indeg_alter", (4, 2), 3),
        ("outdeg_ego", (3, 0), 2),
        ("outdeg_alter", (0, 3), 2),
        ("trans", (0, 2), 1),
        ("trans", (3, 0), 1),
        ("cycle", (0, 1), 1),
        ("cycle", (1, 0), 0),
        ("common_sender", (1, 2), 2),
        ("common_receiver", (0, 3), 2),
        ("mixed_trans", (0, 0), 2),
        ("four", (1, 1), 2),
        ("ego", (3, 0), 5),
        ("alter", (0, 3), 5),
        ("same", (1, 2), 1),
        ("same", (0, 1), 0),
        ("diff", (0, 3), 4),
        ("sim", (0, 3), -4),
        ("sum", (0, 3), 6),
        ("global", (0, 3), 3),
    ],
)
def test_statistics_by_hand_on_five_actors(state, name, pair, expected):
    assert value(state, name, *pair) == expected


@pytest.mark.parametrize(
    ("name", "pair", "expected"),
    [("tie", (3, 1), 4), ("indeg_alter", (0, 1), 6), ("outdeg_ego", (3, 0), 5), ("trans", (0, 2), 6)],
)
def test_weights_count_where_they_are_asked_for(state, name, pair, expected):
    assert value(state, name, *pair, weighted=True) == expected


def test_four_cycles_equal_a_count_of_all_paths(state):
    ties = state.tie["call"]
    for i in range(ACTORS):
        for j in range(ACTORS):
            paths = sum(
                ties[i, k] * ties[other, k] * ties[other, j]
                for k in range(ACTORS)
                for other in range(ACTORS)
                if k != j and other != i
            )
            assert value(state, "four", i, j) == paths


@pytest.mark.parametrize("effect", NETWORK_EFFECTS, ids=lambda effect: effect.name)
@pytest.mark.parametrize("weighted", [False, True])
def test_a_change_moves_no_pair_outside_the_stated_reach(state, effect, weighted):
    random = np.random.default_rng(4)
    i, j = np.divmod(np.arange(ACTORS**2), ACTORS)
    subject = term(effect, weighted)
    for _ in range(60):
        a, b = (int(one) for one in random.choice(ACTORS, 2, replace=False))
        for name in names_of(effect):
            before = subject.values(state, i, j)
            if effect.needs in ("network", "networks"):
                state.set_weight(name, a, b, float(random.integers(0, 3)))
            elif effect.needs == "attribute":
                state.attribute[name][a] = random.integers(0, 4)
            else:
                state.series[name] = random.random()
            ends = (a, b) if "network" in effect.needs else (a, a)
            places = [touched(part, ACTORS, *ends) for part in subject.reach(name)]
            felt = {int(one) for place in places for one in np.arange(ACTORS**2)[place]}
            assert set(np.flatnonzero(subject.values(state, i, j) != before)) <= felt


@pytest.mark.parametrize("effect", NETWORK_EFFECTS, ids=lambda effect: effect.name)
def test_effects_do_not_depend_on_the_order_of_actors(state, effect):
    order = np.array([3, 0, 4, 1, 2])
    i, j = np.divmod(np.arange(ACTORS**2), ACTORS)
    before = term(effect).values(state, order[i], order[j])
    turned = State.empty(ACTORS)
    for name in ("call", "friend"):
        turned.add_network(name, state.weight[name][np.ix_(order, order)])
    turned.attribute["age"] = state.attribute["age"][order]
    turned.series = state.series
    assert np.array_equal(term(effect).values(turned, i, j), before)


def test_degrees_follow_every_change(state):
    random = np.random.default_rng(1)
    for _ in range(200):
        a, b = (int(one) for one in random.choice(ACTORS, 2, replace=False))
        state.set_weight("call", a, b, float(random.integers(0, 3)))
    for weighted, values in ((True, state.weight["call"]), (False, state.tie["call"])):
        indegree, outdegree = state.degrees["call", weighted]
        assert np.allclose(indegree, values.sum(axis=0)) and np.allclose(outdegree, values.sum(axis=1))


@pytest.mark.parametrize("effect", NETWORK_EFFECTS, ids=lambda effect: effect.name)
def test_every_effect_says_what_it_is_and_whose_idea_it_was(effect):
    assert effect.meaning and effect.formula and effect.source and effect.statistic.__doc__
