import numpy as np
import pyarrow as pa
import pytest
from made_votes import made, votes_of

from regimelab.measures.ideal_points import ballots_of, ideal_points, standardised

STATES = tuple(f"S{n:02d}" for n in range(30))
YEARS = tuple(range(2001, 2009))


@pytest.fixture(scope="module")
def world():
    return made(STATES, YEARS)


@pytest.fixture(scope="module")
def found(world):
    return ideal_points(ballots_of(world.votes), positive="S00")


def truth_of(world, found):
    values = np.array([world.truth[str(s), int(y)] for s, y in zip(found.states, found.years, strict=True)])
    return values * np.sign(values[found.states == "S00"].mean())


def by_label(found):
    labels = zip(found.states, found.years, strict=True)
    return {(str(s), int(y)): where for where, (s, y) in enumerate(labels)}


def swapped(votes, **words):
    place = votes.column_names.index("vote")
    vote = [words.get(one, one) for one in votes["vote"].to_pylist()]
    return votes.set_column(place, "vote", pa.array(vote, pa.string()))


def test_positions_are_recovered_from_simulated_votes_and_held_by_their_intervals(world, found):
    truth = truth_of(world, found)
    for year in YEARS:
        assert np.corrcoef(truth[found.years == year], found.mean[found.years == year])[0, 1] > 0.95
    draws = standardised(found.draws(np.random.default_rng(1), 400), found.years)
    low, high = np.quantile(draws, (0.05, 0.95), axis=0)
    sought = standardised(truth, found.years)
    assert 0.8 < np.mean((low <= sought) & (sought <= high)) < 0.97


def test_the_named_state_stands_above_zero_whichever_way_the_texts_are_put(world, found):
    other = ideal_points(ballots_of(swapped(world.votes, against="for", **{"for": "against"})), "S00")
    assert found.mean[found.states == "S00"].mean() > 0
    assert other.mean == pytest.approx(found.mean, abs=0.05)


def test_other_names_for_states_move_nothing_but_the_labels(world, found):
    place = world.votes.column_names.index("actor")
    renamed = [f"Z{99 - int(one[1:])}" for one in world.votes["actor"].to_pylist()]
    other = ideal_points(
        ballots_of(world.votes.set_column(place, "actor", pa.array(renamed))), positive="Z99"
    )
    there = by_label(other)
    for (state, year), here in by_label(found).items():
        assert other.mean[there[f"Z{99 - int(state[1:])}", year]] == pytest.approx(found.mean[here], abs=1e-6)


def test_a_state_with_few_votes_keeps_a_wide_interval(world):
    votes = world.votes.to_pylist()
    kept = [v for v in votes if v["actor"] != "S07" or v["roll_call"] in ("2001-0", "2001-1")]
    few = ideal_points(ballots_of(pa.Table.from_pylist(kept, world.votes.schema)), "S00")
    mine = few.states == "S07"
    assert mine.sum() == 1 and few.votes[mine][0] <= 2
    assert few.sd[mine][0] > 2 * np.median(few.sd)


def test_unanimous_roll_calls_tell_nothing(world, found):
    alike = votes_of([(state, 2003, "unanimous", "for") for state in STATES])
    more = ideal_points(ballots_of(pa.concat_tables([world.votes, alike])), "S00")
    assert np.array_equal(more.mean, found.mean) and np.array_equal(more.sd, found.sd)


def test_absences_take_no_side(world, found):
    away = votes_of([(state, 2003, "2003-0", "absent") for state in ("S90", "S91")])
    more = ideal_points(ballots_of(pa.concat_tables([world.votes, away])), "S00")
    assert np.array_equal(more.mean, found.mean)


def test_a_period_without_votes_has_no_positions_and_loosens_the_link(world):
    years = np.array(world.votes["day"].to_pylist(), dtype="datetime64[Y]").astype(int) + 1970
    gap = world.votes.filter(pa.array((years < 2003) | (years > 2006)))
    found = ideal_points(ballots_of(gap), "S00")
    assert set(found.years) == {2001, 2002, 2007, 2008}
    link = np.abs(found.off_diagonal.reshape(len(STATES), 4))
    assert (link[:, 0] == 0).all() and (link[:, 2] < link[:, 1]).all() and (link[:, 2] > 0).all()


def test_two_states_stand_on_either_side():
    rows = [
        (state, 2010, f"2010-{call}", vote)
        for call in range(20)
        for state, vote in (("USA", "against" if call % 4 else "for"), ("CUB", "for"))
    ]
    found = ideal_points(ballots_of(votes_of(rows)))
    assert np.isfinite(found.mean).all() and np.isfinite(found.sd).all()
    assert dict(zip(found.states, found.mean > 0, strict=True)) == {"CUB": False, "USA": True}


def test_no_votes_place_nobody():
    found = ideal_points(ballots_of(votes_of([("USA", 2010, "1", "absent")])))
    assert len(found.mean) == 0
    assert found.draws(np.random.default_rng(0), 3).shape == (3, 0)
