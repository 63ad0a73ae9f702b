from itertools import pairwise

import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.fit.events import fit_events
from regimelab.fit.events.contributions import Contributions
from regimelab.fit.events.prepare import prepare
from regimelab.fit.events.replay import Replay
from regimelab.fit.events.robust import Clusters, clusters, sandwich
from tests.made_calls import CHOICE, RATE, made, term

KINDS = {"exact": ("rem", RATE), "order": ("rem", CHOICE), "choice": ("choice", CHOICE)}
KINDS |= {"agreement": ("choice_coordination", CHOICE), "senders": ("rate", (RATE[0], RATE[3]))}


@pytest.mark.parametrize("name", KINDS)
def test_contributions_sum_to_the_likelihood_and_its_slope(name):
    kind, terms = KINDS[name]
    history = made(events=60)
    laid = prepare(history, terms, kind, 3.0, history.changes[-1].time + 2.0)
    beta = np.array([-1.5, 0.4, 0.2, 0.1][: len(terms)])
    each, whole = laid.case.contributions(beta), laid.curve(beta)
    assert each.log_likelihood.sum() == pytest.approx(whole.value, rel=1e-10)
    assert each.slope.sum(axis=0) == pytest.approx(whole.gradient, rel=1e-8, abs=1e-8)
    assert each.is_event.sum() == len(laid.case.history.events)
    explained = [one for one in history.events if one.time >= 3.0]
    assert [(t, s) for t, s in zip(each.time[each.is_event], each.sender[each.is_event], strict=True)] == [
        (one.time, one.sender) for one in explained
    ]


def test_ranks_and_shares_are_those_of_all_pairs_at_the_time():
    history, beta = made(events=50), np.array([0.7, -0.3, 0.2])
    each = prepare(history, CHOICE, "rem", 0.0, 99.0).case.contributions(beta)
    state, number = history.state(), 0
    for moment in history.moments():
        for event in moment.events:
            present = np.flatnonzero(state.present)
            weight = {}
            for i in present:
                for j in present[present != i]:
                    at = np.array([i]), np.array([j])
                    terms = (b * t.values(state, *at)[0] for b, t in zip(beta, CHOICE, strict=True))
                    weight[i, j] = np.exp(sum(terms))
            own = weight[event.sender, event.receiver]
            places = [n for n, w in enumerate(sorted(weight.values(), reverse=True), 1) if np.isclose(w, own)]
            assert each.share[number] == pytest.approx(own / sum(weight.values()))
            assert each.rank[number] == pytest.approx(np.mean(places))
            assert each.alternatives[number] == len(weight)
            number += 1
        for change in moment.changes:
            history.apply(state, change)
    assert number == 50


def test_sums_that_are_kept_up_to_date_are_those_made_anew():
    history, beta = made(events=80), np.array([[-1.0], [0.7], [-0.3], [0.2]])
    replay = Replay(history, RATE, 0.0, False, beta, spread=True)
    replay.go(99.0)
    kept = [part.copy() for part in replay.sums]
    replay._anew()
    for part, fresh in zip(kept, replay.sums, strict=True):
        assert part == pytest.approx(fresh, rel=1e-10)


def by_hand(history, name, by):
    """One effect, a choice among all who are present: everything counted in plain Python."""
    estimate = fit_events(history, (term(name, "age"),), "choice", 0.0, 99.0).coefficients[0].estimate
    age, state = history.attributes["age"], history.state()
    pulls, information = {}, 0.0
    for moment in history.moments():
        for event in moment.events:
            others = [j for j in range(4) if state.present[j] and j != event.sender]
            weights = [np.exp(estimate * age[j]) for j in others]
            mean = sum(w * age[j] for w, j in zip(weights, others, strict=True)) / sum(weights)
            square = sum(w * age[j] ** 2 for w, j in zip(weights, others, strict=True)) / sum(weights)
            information += square - mean**2
            key = by(event)
            pulls[key] = pulls.get(key, 0.0) + age[event.receiver] - mean
        for change in moment.changes:
            history.apply(state, change)
    groups = len(pulls)
    return np.sqrt(groups / (groups - 1) * sum(u**2 for u in pulls.values())) / information, groups


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (Clusters("robust"), lambda event: event),
        (Clusters("sender"), lambda event: event.sender),
        (Clusters("receiver"), lambda event: event.receiver),
        (Clusters("pair"), lambda event: (event.sender, event.receiver)),
        (Clusters("period", 7.0), lambda event: event.time // 7.0),
    ],
    ids=lambda one: getattr(one, "kind", ""),
)
def test_robust_errors_are_those_counted_by_hand(wanted, by):
    history = made(events=60)
    fitted = fit_events(history, (term("alter", "age"),), "choice", 0.0, 99.0, wanted)
    error, groups = by_hand(history, "alter", by)
    assert fitted.coefficients[0].se == pytest.approx(error, rel=1e-9)
    assert (fitted.standard_errors, fitted.groups) == (wanted.kind, groups)
    assert fitted.coefficients[0].z == pytest.approx(fitted.coefficients[0].estimate / error)


def test_the_robust_error_of_a_constant_rate_is_that_of_its_waits():
    """A log rate's slope of one event is 1 - rate x wait; of the last wait, - rate x wait."""
    history = made(events=30)
    end = history.changes[-1].time + 4.0
    fitted = fit_events(history, (term("1"),), "rate", 0.0, end, Clusters("robust"))
    rate, joined = (
        np.exp(fitted.coefficients[0].estimate),
        next(one.time for one in history.changes if one.what == "present"),
    )
    times = [0.0, *(one.time for one in history.events), end]
    actors = [3 * (b - a) + max(b - max(a, joined), 0.0) for a, b in pairwise(times)]
    slopes = np.array([float(n < 30) - rate * wait for n, wait in enumerate(actors)])
    assert fitted.coefficients[0].se == pytest.approx(np.sqrt(31 / 30 * (slopes**2).sum()) / 30, rel=1e-9)


def test_events_repeated_tenfold_deceive_the_model_but_not_the_robust_errors():
    history = made(events=60)
    laid = prepare(history, (term("alter", "age"),), "choice", 0.0, 99.0)
    each = laid.case.contributions(np.array([0.1]))
    group = clusters(each, Clusters("robust"), 0.0)
    once = sandwich(laid.curve(np.array([0.1])).information, each.slope, group)
    tenfold = sandwich(
        10 * laid.curve(np.array([0.1])).information, np.repeat(each.slope, 10, axis=0), np.repeat(group, 10)
    )
    assert tenfold == pytest.approx(once)


def test_one_group_is_refused():
    numbers = (np.ones(2), np.ones((2, 1)), np.ones(2), np.ones(2), np.array([2, 2]), np.ones(2))
    each = Contributions(np.array([1.0, 2.0]), np.array([0, 0]), np.array([1, 2]), *numbers)
    with pytest.raises(InvalidInput, match="all events in one group"):
        sandwich(np.eye(1), each.slope, clusters(each, Clusters("sender"), 0.0))
