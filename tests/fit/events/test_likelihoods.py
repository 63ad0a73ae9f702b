import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.fit.events import Change, Event, EventHistory, fit_events, windowed
from regimelab.fit.events.choices import choices, pairs, receivers
from regimelab.fit.events.coordination import of_coordination, offers
from regimelab.fit.events.likelihood import of_choice, of_waiting
from regimelab.fit.events.newton import maximise
from regimelab.fit.events.spells import spells
from tests.made_calls import ACTORS, CHOICE, RATE, made, term


def brute_waiting(history, terms, start, end, beta):
    """Sum the log-likelihood pair by pair, interval by interval."""
    state, total, since = history.state(), 0.0, start
    for moment in history.moments():
        for i in range(ACTORS):
            for j in range(ACTORS):
                if i != j and state.present[i] and state.present[j]:
                    at = np.array([i]), np.array([j])
                    rate = np.exp(sum(b * t.values(state, *at)[0] for b, t in zip(beta, terms, strict=True)))
                    total -= rate * max(min(moment.time, end) - since, 0.0)
                    total += sum(np.log(rate) for e in moment.events if (e.sender, e.receiver) == (i, j))
        since = max(moment.time, start)
        for change in moment.changes:
            history.apply(state, change)
    return total


@pytest.mark.parametrize("beta", [(-2.0, 0.0, 0.0, 0.0), (-2.0, 0.7, -0.3, 0.1)])
def test_the_likelihood_of_waiting_equals_a_sum_over_pairs_and_intervals(beta):
    history = made()
    end = history.changes[-1].time
    curve = of_waiting(spells(history, RATE, 0.0, end))
    assert curve(np.array(beta)).value == pytest.approx(
        brute_waiting(history, RATE, 0.0, end, beta), rel=1e-12
    )


@pytest.mark.parametrize("laid", ["waiting", "choice", "pairs", "coordination"])
def test_slopes_and_curvatures_are_those_of_the_value(laid):
    history = made()
    curve = {
        "waiting": lambda: of_waiting(spells(history, RATE, 0.0, history.changes[-1].time)),
        "choice": lambda: of_choice(choices(history, CHOICE, receivers)),
        "pairs": lambda: of_choice(choices(history, CHOICE, pairs)),
        "coordination": lambda: of_coordination(offers(history, CHOICE)),
    }[laid]()
    beta = np.array([-1.5, 0.4, 0.2, 0.1][: 4 if laid == "waiting" else 3])
    small = 1e-5
    steps = np.eye(len(beta)) * small
    slope = [(curve(beta + step).value - curve(beta - step).value) / (2 * small) for step in steps]
    assert curve(beta).gradient == pytest.approx(np.array(slope), rel=1e-6, abs=1e-6)
    if laid != "coordination":  # its curvature is the expected one
        bend = [(curve(beta - step).gradient - curve(beta + step).gradient) / (2 * small) for step in steps]
        assert curve(beta).information == pytest.approx(np.array(bend), rel=1e-5, abs=1e-5)


def test_a_constant_rate_is_events_over_exposure():
    history = made(events=30)
    end = history.changes[-1].time
    fitted = fit_events(history, (term("1"),), "rem", 0.0, end)
    found = spells(history, (term("1"),), 0.0, end)
    assert fitted.coefficients[0].estimate == pytest.approx(np.log(30 / found.exposure.sum()))
    assert fitted.coefficients[0].se == pytest.approx(1 / np.sqrt(30))


def test_exposure_is_time_times_pairs_present():
    history = made(events=10)
    end, joined = history.changes[-1].time, history.changes[-1].time
    joined = next(one.time for one in history.changes if one.what == "present")
    found = spells(history, (term("1"),), 0.0, end)
    assert found.exposure.sum() == pytest.approx(6 * joined + 12 * (end - joined))


def test_choices_without_effects_are_a_lottery():
    history = made(events=20)
    laid = choices(history, CHOICE, receivers)
    sizes = np.bincount(laid.choice, laid.alike)
    assert of_choice(laid)(np.zeros(3)).value == pytest.approx(-np.log(sizes).sum())


def test_a_window_forgets_what_is_older():
    calls = (
        Change(1.0, "network", "call", 0, 1, 1.0, add=True),
        Change(2.0, "network", "call", 0, 1, 1.0, True),
    )
    history = windowed(EventHistory(("a", "b"), (), calls, {"call": None}), "call", 5.0, "call@5")
    state, seen = history.state(), []
    for moment in history.moments():
        for change in moment.changes:
            history.apply(state, change)
        seen.append((moment.time, state.weight["call"][0, 1], state.weight["call@5"][0, 1]))
    assert seen == [(1.0, 1.0, 1.0), (2.0, 2.0, 2.0), (6.0, 2.0, 1.0), (7.0, 2.0, 0.0)]


def test_terms_that_cannot_be_told_apart_are_named():
    with pytest.raises(InvalidInput, match=r"tie\(call\).*inertia\(call\).*combinations"):
        fit_events(made(), (term("tie", "call"), term("inertia", "call")), "choice", 0.0, 50.0)
    with pytest.raises(InvalidInput, match=r"ego\(age\).*the same for all"):
        fit_events(made(), (term("ego", "age"),), "choice", 0.0, 50.0)


def test_perfect_separation_is_named_and_is_no_number():
    calls = tuple(Event(float(n), 0, 1) for n in range(1, 30))
    history = EventHistory(("a", "b", "c"), calls, (), {}, {"age": np.array([0.0, 1.0, 0.0])})
    with pytest.raises(InvalidInput, match=r"alter\(age\).*separation"):
        fit_events(history, (term("alter", "age"),), "choice", 0.0, 30.0)


@pytest.mark.slow
def test_parameters_come_back_from_simulated_choices():
    random, truth = np.random.default_rng(5), np.array([1.0, 0.8, 0.3])
    age = random.normal(size=12)
    state_of = EventHistory(tuple("abcdefghijkl"), (), (), {"call": None}, {"age": age})
    state, events, changes = state_of.state(), [], []
    for time in np.cumsum(random.exponential(1.0, 3000)):
        sender = int(random.integers(12))
        others = np.array([one for one in range(12) if one != sender])
        utility = sum(
            b * one.values(state, np.full(11, sender), others) for b, one in zip(truth, CHOICE, strict=True)
        )
        share = np.exp(utility) / np.exp(utility).sum()
        receiver = int(random.choice(others, p=share))
        events.append(Event(float(time), sender, receiver))
        window = Change(float(time), "network", "call", sender, receiver, 1.0)
        gone = Change(float(time) + 8.0, "network", "call", sender, receiver, 0.0)
        changes += [window]
        state.set_weight("call", sender, receiver, 1.0)
        if random.random() < 0.5:
            lost = tuple(int(one) for one in random.choice(12, 2, replace=False))
            changes.append(gone._replace(time=float(time), a=lost[0], b=lost[1]))
            state.set_weight("call", *lost, 0.0)
    history = EventHistory(state_of.actors, tuple(events), tuple(changes), {"call": None}, {"age": age})
    fitted = maximise(of_choice(choices(history, CHOICE, receivers)), np.zeros(3))
    errors = np.sqrt(np.diag(np.linalg.inv(fitted.curve.information)))
    assert np.all(np.abs(fitted.estimate - truth) < 3.5 * errors) and np.all(errors < 0.1)
