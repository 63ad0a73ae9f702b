from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.fit.events import Change, Event, EventHistory
from regimelab.fit.events.choices import laid_out, pairs
from regimelab.fit.events.fitted import solve
from regimelab.fit.events.history import remembered
from regimelab.fit.events.memory import remember
from regimelab.fit.events.newton import maximise
from regimelab.fit.events.prepare import prepare
from regimelab.fit.events.robust import Clusters
from regimelab.theory.networks import NETWORK_EFFECT, Term
from regimelab.theory.networks.term import Factor
from tests.made_calls import made, term

HALF_LIFE = 2.5
EFFECTS = ("inertia", "recip", "indeg_alter", "outdeg_ego", "indeg_ego", "outdeg_alter")


def fading(name, network="call~"):
    return Term(f"{name}({network})", (Factor(NETWORK_EFFECT[name], (network,), weighted=True),))


def weight(history, until, i, j, half_life=HALF_LIFE):
    """What is remembered of all that i did to j before a time, summed call by call."""
    calls = [one for one in history.changes if one.name == "call" and one.time < until]
    return sum(
        one.value * 0.5 ** ((until - one.time) / half_life) for one in calls if (one.a, one.b) == (i, j)
    )


def by_hand(history, until, i, j):
    """Every effect of ``EFFECTS`` for one pair."""
    into = {k: sum(weight(history, until, a, k) for a in range(4)) for k in (i, j)}
    out = {k: sum(weight(history, until, k, b) for b in range(4)) for k in (i, j)}
    own = weight(history, until, i, j), weight(history, until, j, i)
    return [*own, into[j], out[i], into[i], out[j]]


def test_what_fades_is_the_sum_of_all_calls_each_by_its_age():
    history = remembered(made(events=25), "call", HALF_LIFE, "call~")
    terms = [fading(name) for name in EFFECTS]
    seen = 0
    for event, rows, taken in laid_out(history, terms, pairs):
        assert rows[taken] == pytest.approx(
            by_hand(history, event.time, event.sender, event.receiver), rel=1e-9
        )
        seen += 1
    assert seen == 25


@pytest.mark.parametrize("kind", ["rem", "choice", "choice_coordination"])
def test_contributions_with_memory_sum_to_the_likelihood(kind):
    history = remembered(made(events=60), "call", HALF_LIFE, "call~")
    laid = prepare(history, [fading("inertia"), fading("indeg_alter"), term("alter", "age")], kind, 2.0, 99.0)
    beta = np.array([0.3, -0.1, 0.2])
    each, whole = laid.case.contributions(beta), laid.curve(beta)
    assert each.log_likelihood.sum() == pytest.approx(whole.value, rel=1e-10)
    assert each.slope.sum(axis=0) == pytest.approx(whole.gradient, abs=1e-8)


def test_with_exact_times_weights_fade_by_a_tenth_at_a_time():
    history = remembered(made(events=20), "call", HALF_LIFE, "call~")
    end = history.changes[-1].time + 40.0
    beta = np.array([-1.0, 0.6, -0.2])
    terms = [term("1"), fading("inertia"), fading("recip")]
    moments = [0.0, *(moment.time for moment in history.moments()), end]
    joined = next(one.time for one in history.changes if one.what == "present")
    total = 0.0
    for since, until in pairwise(moments):
        steps = [since - HALF_LIFE * np.log2(1 - k / 10) for k in range(10)] + [since + 10 * HALF_LIFE]
        steps = [step for step in steps if step < until]
        for begin, stop in zip(steps, [*steps[1:], until], strict=True):
            for i in range(4):
                for j in range(4):
                    if i != j and (3 not in (i, j) or begin >= joined):
                        at = begin + 1e-12  # what was added at that very time is known after it
                        x = np.array([1.0, weight(history, at, i, j), weight(history, at, j, i)])
                        happened = stop == until and any(
                            (one.time, one.sender, one.receiver) == (until, i, j) for one in history.events
                        )
                        total += happened * (x @ beta) - (stop - begin) * np.exp(x @ beta)
    laid = prepare(history, terms, "rem", 0.0, end)
    assert laid.curve(beta).value == pytest.approx(total, rel=1e-8)
    each = laid.case.contributions(beta)
    assert each.log_likelihood.sum() == pytest.approx(total, rel=1e-8)


def simulated(calls=400, half_life=4.0, seed=3, effect=1.5):
    """Six actors; who acts calls whom it called lately, by a fading memory."""
    random = np.random.default_rng(seed)
    actors, held, events, last = 6, np.zeros((6, 6)), [], 0.0
    for time in np.cumsum(random.exponential(1.0, calls)):
        held *= 0.5 ** ((time - last) / half_life)
        sender, last = int(random.integers(actors)), float(time)
        share = np.exp(effect * held[sender])
        share[sender] = 0.0
        receiver = int(random.choice(actors, p=share / share.sum()))
        events.append(Event(last, sender, receiver))
        held[sender, receiver] += 1.0
    changes = tuple(
        Change(one.time, "network", "call", one.sender, one.receiver, 1.0, True) for one in events
    )
    history = EventHistory(tuple("abcdef"), tuple(events), changes, {"call": None})
    return remembered(history, "call", 1.0, "call~?")


def found(history, wanted=Clusters()):  # noqa: B008
    terms = (fading("inertia", "call~?"),)
    memory = remember(history, terms, "choice", 0.0, 1e9, ["call~?"])
    return memory, solve(memory.moved(), wanted, memory)


def test_the_half_life_found_is_where_the_profile_peaks_and_its_error_its_curvature():
    history = simulated(calls=250)
    memory, fitted = found(history)

    def profile(step):
        laid = memory.moved((0, step))
        return maximise(laid.curve, laid.start).curve.value

    here = profile(0.0)
    assert all(profile(step) < here for step in (-0.02, 0.02, -0.5, 0.5))
    curvature = (2 * here - profile(-0.05) - profile(0.05)) / 0.05**2
    assert fitted.covariance[1, 1] == pytest.approx(1 / curvature, rel=0.03)
    (one,) = fitted.half_lives
    assert (one.network, one.estimate) == ("call", pytest.approx(np.exp(memory.log_half_lives[0])))
    assert one.low < one.estimate < one.high and one.se == pytest.approx(
        one.estimate * curvature**-0.5, rel=0.03
    )
    known = replace(history, half_lives={"call~?": one.estimate})
    alone = solve(prepare(known, (fading("inertia", "call~?"),), "choice", 0.0, 1e9))
    assert alone.log_likelihood == pytest.approx(fitted.log_likelihood)
    assert alone.coefficients[0].se < fitted.coefficients[0].se  # not knowing the half-life costs
    assert fitted.aic == pytest.approx(alone.aic + 2)


def test_robust_errors_of_a_half_life_are_near_the_model_s_where_the_model_is_right():
    history = simulated(calls=150)
    (plain,), (robust,) = (found(history, Clusters(kind))[1].half_lives for kind in ("model", "robust"))
    assert robust.estimate == plain.estimate
    assert 0.6 < robust.se / plain.se < 1.6 and robust.se != plain.se


@pytest.mark.slow
def test_half_lives_come_back_from_simulated_calls():
    away = []
    for seed in range(4):
        (one,) = found(simulated(calls=800, seed=seed))[1].half_lives
        away.append(np.log(one.estimate / 4.0) / (one.se / one.estimate))
    assert np.abs(away).max() < 3.5 and np.abs(np.mean(away)) < 1.8


@pytest.mark.slow
def test_two_half_lives_are_found_together():
    """Calls are answered soon and repeated for long."""
    random, held, fresh, events, last = np.random.default_rng(1), np.zeros((6, 6)), np.zeros((6, 6)), [], 0.0
    for time in np.cumsum(random.exponential(1.0, 400)):
        held *= 0.5 ** ((time - last) / 8.0)
        fresh *= 0.5 ** ((time - last) / 1.0)
        sender, last = int(random.integers(6)), float(time)
        share = np.exp(0.8 * held[sender] + 2.5 * fresh[:, sender])
        share[sender] = 0.0
        receiver = int(random.choice(6, p=share / share.sum()))
        events.append(Event(last, sender, receiver))
        held[sender, receiver] += 1.0
        fresh[sender, receiver] += 1.0
    changes = tuple(
        Change(one.time, "network", "call", one.sender, one.receiver, 1.0, True) for one in events
    )
    history = EventHistory(tuple("abcdef"), tuple(events), changes, {"call": None})
    history = remembered(remembered(history, "call", 1.0, "a~?"), "call", 1.0, "b~?")
    terms = (fading("inertia", "a~?"), fading("recip", "b~?"))
    memory = remember(history, terms, "choice", 0.0, 1e9, ["a~?", "b~?"])
    fitted = solve(memory.moved(), Clusters(), memory)
    long, short = fitted.half_lives
    assert abs(np.log(long.estimate / 8.0)) < 3 * long.se / long.estimate
    assert abs(np.log(short.estimate / 1.0)) < 3 * short.se / short.estimate
    assert short.high < long.low


def test_a_half_life_that_nothing_bounds_is_refused_by_name():
    """Who was called at the beginning is called ever more."""
    random = np.random.default_rng(0)
    senders = [int(one) for one in random.integers(5, size=80)]
    events = tuple(
        Event(time + 2.0, a, (a + 1) % 5 if random.random() < 0.5 + time / 160 else (a + 3) % 5)
        for time, a in enumerate(senders)
    )
    changes = tuple(Change(1.0, "network", "call", a, (a + 1) % 5, 1.0, True) for a in range(5))
    history = remembered(EventHistory(tuple("abcde"), events, changes, {"call": None}), "call", 1.0, "call~?")
    with pytest.raises(InvalidInput, match="half-life of call: runs to"):
        found(history)


def test_with_exact_times_a_half_life_must_be_given():
    terms = (term("1"), fading("inertia", "call~?"))
    with pytest.raises(InvalidInput, match="not with exact times"):
        remember(simulated(calls=50), terms, "rem", 0.0, 99.0, ["call~?"])
