from dataclasses import replace

import numpy as np
import pytest

from regimelab.codebook import KIND_NAMES
from regimelab.engine.simulate import simulator
from regimelab.fit.grid import grid
from regimelab.fit.laplace import estimator
from regimelab.fit.predictive import STATISTICS, Table, predictive_checks
from regimelab.theory.model import model_of
from tests.made_history import ACTORS, HALF_LIVES, events, history, on


@pytest.fixture(scope="module")
def model():
    return model_of(history(events()), HALF_LIVES)


def table(model, *acts, months=4):
    """Acts as (kind, sender, receiver, month, how many)."""
    counts = np.zeros((model.risk.size, months))
    for kind, sender, receiver, month, number in acts:
        place = [
            entry
            for entry in range(model.risk.size)
            if KIND_NAMES[model.risk.kind[entry]] == kind
            and {ACTORS[model.risk.sender[entry]], ACTORS[model.risk.receiver[entry]]} == {sender, receiver}
            and (ACTORS[model.risk.sender[entry]] == sender)
        ]
        counts[place[0], month] += number
    return Table(counts, model.risk, history(events()).members)


KNOWN = {
    "burstiness": ([("support", "AAA", "BBB", 0, 8)], 6.0),  # counts 8 0 0 0: variance 12, mean 2
    "peak": ([("support", "AAA", "BBB", 0, 3), ("criticise", "BBB", "AAA", 0, 2)], 5.0),
    "momentum": ([("support", "AAA", "BBB", month, month + 1) for month in range(4)], 1.0),
    "reciprocity": ([("support", "AAA", "BBB", 0, 3), ("support", "BBB", "AAA", 2, 1)], 0.5),
    "longest_silence": ([("support", "AAA", "BBB", 1, 1)], (2 + 2 + 4) / 3),
    "spread_of_crises": (
        [
            ("protest", "AAA", "AAA", 0, 1),
            ("protest", "BBB", "BBB", 0, 1),
            ("protest", "CCC", "CCC", 2, 1),
        ],
        0.5,
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_statistic_is_what_can_be_counted_by_hand(model, name):
    acts, value = KNOWN[name]
    assert STATISTICS[name](table(model, *acts)) == pytest.approx(value)


def test_a_record_without_acts_gives_numbers(model):
    found = {name: statistic(table(model)) for name, statistic in STATISTICS.items()}
    assert np.all(np.isfinite(list(found.values())))


def test_equal_shares_have_no_inequality_and_one_sender_of_many_nearly_all(model):
    everybody = [("support", one, other, 0, 1) for one in ACTORS[:3] for other in ACTORS[:3] if one != other]
    only = [("support", "AAA", "BBB", 0, 5)]
    equal, unequal = (STATISTICS["pair_inequality"](table(model, *acts)) for acts in (everybody, only))
    assert equal < unequal and unequal > 0.8


@pytest.fixture(scope="module")
def fitted():
    rng = np.random.default_rng(0)
    acts = [on("support", "AAA", "BBB", month) for month in np.sort(rng.uniform(0.2, 23.8, 40))]
    past = history(events(*acts), length=24.0)
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk)
    return past, model, simulator(model), estimator(model)(laid, np.ones(len(laid.start)), None)


def test_a_steady_record_is_no_surprise_and_all_acts_in_one_month_are(fitted):
    past, model, simulate, posterior = fitted
    steady = {one.name: one for one in predictive_checks(past, model, simulate, posterior, 1)}
    assert not steady["burstiness"].surprising and not steady["peak"].surprising
    burst = [on("support", "AAA", "BBB", 12.1 + 0.02 * number) for number in range(40)]
    other = replace(past, events=events(*burst))
    found = {one.name: one for one in predictive_checks(other, model, simulate, posterior, 1)}
    assert found["burstiness"].surprising and found["burstiness"].above < 0.01
    assert found["peak"].observed == 40


def test_replays_are_the_same_for_the_same_seed(fitted):
    past, model, simulate, posterior = fitted
    assert predictive_checks(past, model, simulate, posterior, 1) == predictive_checks(
        past, model, simulate, posterior, 1
    )
