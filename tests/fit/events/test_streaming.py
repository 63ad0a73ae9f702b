import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.fit.events import alike, fit_events
from regimelab.fit.events.gathering import Gathering, TooLarge
from regimelab.fit.events.history import remembered
from regimelab.fit.events.prepare import Room, prepare
from regimelab.fit.events.robust import Clusters
from regimelab.theory.networks import NETWORK_EFFECT, Term
from regimelab.theory.networks.term import Factor
from tests.made_calls import CHOICE, RATE, made, term

KINDS = {"exact": ("rem", RATE), "order": ("rem", CHOICE), "choice": ("choice", CHOICE)}
KINDS |= {"agreement": ("choice_coordination", CHOICE), "senders": ("rate", (RATE[0], RATE[3]))}
KINDS |= {"senders by order": ("rate", (RATE[3],))}
STREAM = Room(streaming=True)


@pytest.mark.parametrize("name", KINDS)
def test_a_history_that_is_streamed_has_the_likelihood_of_one_that_is_laid_out(name):
    kind, terms = KINDS[name]
    history = made(events=60)
    asked = history, terms, kind, 2.0, history.changes[-1].time + 1.0
    laid, streamed = prepare(*asked), prepare(*asked, STREAM)
    assert streamed.laid is None and streamed.size is None
    for beta in (laid.start, np.array([-1.5, 0.4, 0.2, 0.1])[: len(terms)]):
        for one, other in zip(laid.curve(beta), streamed.curve(beta), strict=True):
            assert one == pytest.approx(other, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("name", ["exact", "choice"])
def test_estimates_and_robust_errors_are_the_same_either_way(name):
    kind, terms = KINDS[name]
    history = remembered(made(events=80), "call", 3.0, "call~")
    one, other = (
        fit_events(history, terms, kind, 0.0, 99.0, Clusters("sender"), room) for room in (Room(), STREAM)
    )
    for a, b in zip(one.coefficients, other.coefficients, strict=True):
        assert (a.estimate, a.se) == pytest.approx((b.estimate, b.se), rel=1e-6)
    assert one.log_likelihood == pytest.approx(other.log_likelihood)


@pytest.mark.parametrize("name", ["exact", "choice"])
def test_what_outgrows_its_room_is_streamed_or_refused_with_its_size(name):
    kind, terms = KINDS[name]
    faded = Term("inertia(call~)", (Factor(NETWORK_EFFECT["inertia"], ("call~",), weighted=True),))
    history = remembered(made(events=100), "call", 3.0, "call~")
    asked = history, (*terms[:2], faded), kind, 0.0, 199.0
    assert prepare(*asked).laid is not None
    assert prepare(*asked, Room(3e-6)).laid is None
    with pytest.raises(InvalidInput, match=r"the statistics need .* GB, but 3e-06 GB are allowed.*streaming"):
        prepare(*asked, Room(3e-6, streaming=False))


def test_a_moment_that_outgrows_its_room_is_refused_with_its_size():
    with pytest.raises(InvalidInput, match=r"4 actors and 4 effects need .* at every moment.*fewer actors"):
        prepare(made(), RATE, "rem", 0.0, 99.0, Room(1e-6))


def test_terms_that_cannot_be_told_apart_are_named_in_a_stream_too():
    with pytest.raises(InvalidInput, match=r"tie\(call\).*inertia\(call\).*combinations"):
        both = (term("tie", "call"), term("inertia", "call"))
        fit_events(made(), both, "choice", 0.0, 50.0, room=STREAM)


def test_gathered_rows_are_those_that_came_with_their_sums(monkeypatch):
    monkeypatch.setattr("regimelab.fit.events.gathering.CHUNK", 50)
    random, gathering, sums = np.random.default_rng(0), Gathering(2), {}
    for _ in range(40):
        values, exposure = random.integers(-3, 4, (2, 13)) * 1.0, random.random(13)
        values[values == 0] *= random.choice([-1.0, 1.0], int((values == 0).sum()))
        gathering.add(values, exposure, 0.5)
        for row, time in zip(values.T, exposure, strict=True):
            before = sums.get(tuple(row), (0.0, 0.0))
            sums[tuple(row)] = before[0] + time, before[1] + 0.5
    found = gathering.together()
    assert {tuple(row) for row in found.rows} == set(sums) and len(found.rows) == len(sums)
    for row, *told in zip(*found, strict=True):
        assert tuple(told) == pytest.approx(sums[tuple(row)])


def test_rows_whose_keys_agree_are_still_told_apart(monkeypatch):
    plain = alike.keys

    def poor(columns, mixer=alike.MIXER):
        """Give a poor first key; the second one stays as it is."""
        return (columns[0] > 0).astype(np.uint64) if mixer == alike.MIXER else plain(columns, mixer)

    monkeypatch.setattr(alike, "keys", poor)
    gathering = Gathering(2)
    gathering.add(np.array([[1.0, 2.0, 1.0, 0.0], [5.0, 5.0, 5.0, 5.0]]), np.ones(4), 1.0)
    found = gathering.together()
    told = {tuple(row): n for row, n in zip(found.rows.tolist(), found.events, strict=True)}
    assert told == {(0.0, 5.0): 1.0, (1.0, 5.0): 2.0, (2.0, 5.0): 1.0}


def test_gathering_stops_where_distinct_rows_outgrow_the_room():
    gathering = Gathering(1, room=8.0 * 4 * 10)
    gathering.add(np.arange(11.0)[None, :], np.ones(11), 0.0)
    with pytest.raises(TooLarge):
        gathering.together()
