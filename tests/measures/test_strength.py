from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from made_evidence import act, every, evidence_of

from regimelab.measures.onset import onset
from regimelab.measures.strength import LEVEL_UNIT, LOADING_UNIT, UNIT, strength
from regimelab.measures.strength.change import change
from regimelab.measures.strength.factor import Seen, agreement, draw, seen
from regimelab.measures.strength.parts import PARTS, View, cases_of
from regimelab.measures.strength.record import quarters, record_of
from regimelab.measures.strength.series import series_of

FIVE = "KAZ;KGZ;TJK;TKM;UZB"
PLACE = {part.name: place for place, part in enumerate(PARTS)}


@pytest.fixture
def without_votes(evidence):
    return replace(evidence, un_votes=evidence.un_votes.slice(0, 0))


def cases(evidence, name):
    record = record_of(evidence)
    return cases_of(View(record, record.members, record.episodes(record.members)))[PLACE[name]]


def unrest(member, day):
    return act("unrest_violence", f"{member}:crowd", member, day, tone=-1, intensity=6)


def test_log_odds_and_their_variance_are_haldane_s_and_a_quarter_without_a_case_is_missing():
    data = seen(np.array([[1.0, 3.0, 0.0]]), np.array([[2.0, 3.0, 0.0]]))
    assert data.odds == pytest.approx(np.array([[0.0, np.log(7), 0.0]]))
    assert data.variance == pytest.approx(np.array([[4 / 3, 2 + 1 / 3.5, np.inf]]))


def test_quarters_begin_every_three_months_and_a_rest_joins_the_last():
    first = date(2019, 1, 1)
    assert quarters(first, (date(2020, 2, 10) - first).days).tolist() == [0, 90, 181, 273, 405]
    assert quarters(first, 30).tolist() == [0, 30]


def test_strength_follows_what_the_parts_share_where_a_part_is_missing():
    path = np.sin(np.linspace(0, 4, 18))
    odds = np.stack([level + path for level in (-2.0, 0.0, 1.0, 0.5)])
    variance = np.full(odds.shape, 0.02)
    variance[0, 5:9] = np.inf
    found = draw(Seen(np.where(np.isfinite(variance), odds, 0.0), variance), 1)
    middle = np.median(found.strength.reshape(-1, 18), axis=0)
    assert np.corrcoef(middle, path)[0, 1] > 0.98
    assert agreement(found.strength * found.loading.mean(axis=2)[:, :, None]) < 1.1


def test_chains_that_stand_apart_do_not_agree():
    rng = np.random.default_rng(0)
    together = rng.standard_normal((4, 400, 2))
    assert agreement(together) < 1.02
    assert agreement(together + np.arange(4)[:, None, None]) > 1.4


def test_without_a_single_case_the_onset_is_as_its_prior_has_it():
    found = change(Seen(np.zeros((2, 10)), np.full((2, 10), np.inf)))
    assert (found.still, found.fall) == (pytest.approx(0.5), pytest.approx(0.25))
    assert found.at[2:9] == pytest.approx(np.full(7, 0.25 / 7)) and found.at[[0, 1, 9]].tolist() == [0, 0, 0]


def test_a_common_rise_is_dated_and_a_level_course_has_none():
    flat = np.zeros((4, 18))
    risen = flat + 1.5 * (np.arange(18) >= 11)
    variance = np.full(flat.shape, 0.1)
    found = change(Seen(risen, variance))
    assert found.at.argmax() == 11 and found.none < 0.01
    assert found.quantile(0.05) == found.quantile(0.95) == 11
    assert change(Seen(flat, variance)).none > 0.8


def test_a_common_fall_is_no_onset():
    fallen = -1.5 * np.tile(np.arange(18) >= 11, (4, 1))
    found = change(Seen(fallen, np.full((4, 18), 0.1)))
    assert found.fall > 0.99 and found.none > 0.99


def test_support_counts_each_other_member_once_for_each_crisis(without_votes):
    acts = [unrest("KAZ", "2022-01-05"), act("support", "KGZ", "KAZ", "2022-01-08")]
    acts += [act("support", "KGZ", "KAZ", "2022-01-20"), act("support", "UZB", "KAZ", "2022-03-20")]
    acts += [act("support", "RUS", "KAZ", "2022-01-07")]
    found = cases(evidence_of(without_votes, acts), "support in crises")
    assert (found.shown.tolist(), found.cases.tolist()) == ([1.0], [4.0])


def test_a_meeting_weighs_by_its_pairs_of_members_out_of_all_dealings_of_members(without_votes):
    acts = [act("summit", "KAZ;KGZ", "", "2020-01-05"), act("summit", "KAZ;KGZ;RUS", "", "2020-02-05")]
    acts += [act("support", "RUS", "KAZ", "2020-03-05"), act("support", "RUS", "CHN", "2020-03-06")]
    found = cases(evidence_of(without_votes, acts), "meetings")
    assert found.shown == pytest.approx([1.0, 1 / 3, 0.0]) and len(found.cases) == 3


def test_coexistence_counts_dealings_of_a_pair_after_its_clash_alone(without_votes):
    clash = act("border_clash", "KGZ", "TJK", "2021-04-28", tone=-1, deaths_low=3)
    acts = [
        clash,
        act("summit", "KGZ;TJK", "", "2021-05-10"),
        act("criticise", "KGZ", "TJK", "2021-05-12", tone=-1),
    ]
    acts += [act("summit", "KGZ;TJK", "", "2022-05-10"), act("summit", "KGZ;UZB", "", "2021-05-11")]
    found = cases(evidence_of(without_votes, acts), "coexistence")
    assert (found.shown.tolist(), found.cases.tolist()) == ([1.0, 0.0], [1.0, 1.0])


def test_votes_of_a_roll_call_count_as_half_as_many_comparisons_as_members_voted(evidence):
    found = cases(evidence, "votes")
    assert (found.shown <= found.cases).all() and (found.cases <= 2.5).all() and len(found.day) > 1


def test_law_counts_models_that_are_members_or_patrons(without_votes):
    acts = [act("law", "KGZ", "", "2020-01-05", source_state="RUS"), act("law", "KAZ", "", "2020-02-05")]
    found = cases(evidence_of(without_votes, acts), "law")
    assert found.shown.tolist() == [1.0, 0.0]


def test_strength_gives_every_quarter_and_every_loading_its_interval(evidence):
    found = strength(evidence)
    for unit, number in ((UNIT, 18), (LOADING_UNIT, len(PARTS)), (LEVEL_UNIT, len(PARTS))):
        rows = [row for row in found.rows if row["unit"] == unit]
        assert len(rows) == number
        assert all(row["low"] < row["estimate"] < row["high"] for row in rows)
    assert strength(evidence).estimate == found.estimate


def test_a_kind_that_is_absent_is_named_and_left_out(without_votes):
    meetings = [act("summit", FIVE, "", day) for day in every(40)]
    dealings = [act("support", "KAZ", "UZB", day) for day in every(30)]
    found = strength(evidence_of(without_votes, [*meetings, *dealings]))
    rows = {row["part"]: row for row in found.rows if row["unit"] == LEVEL_UNIT}
    for name in ("support in crises", "law", "coexistence", "votes", "agreements"):
        assert rows[name]["estimate"] is None and rows[name]["sources"] == ()
        assert "no case" in rows[name]["label"] or "nothing is on record" in rows[name]["label"]
    assert found.estimate.known and "nothing can be said of support in crises" in found.summary


def test_two_actors_alone_are_measured_without_a_number_that_is_none(without_votes):
    region = without_votes.region
    two = region.model_copy(update={"members": region.members[:2], "outside": ()})
    acts = [act("summit", "KAZ;KGZ", "", day) for day in every(35)]
    acts += [act("support", "KAZ", "KGZ", day) for day in every(50)]
    found = strength(evidence_of(replace(without_votes, region=two), acts))
    numbers = [
        row[name] for row in found.rows for name in ("estimate", "low", "high") if row[name] is not None
    ]
    assert np.isfinite(numbers).all()


def test_too_little_is_said_to_be_too_little(without_votes):
    bare = evidence_of(without_votes, [act("summit", FIVE, "", "2020-01-05")])
    for found in (strength(bare), onset(bare)):
        assert not found.estimate.known and "cannot be told" in found.summary


def test_onset_gives_its_date_and_the_probability_of_none(evidence):
    found = onset(evidence)
    dated = next(row for row in found.rows if "date" in row)
    chances = {row["label"]: row["estimate"] for row in found.rows if "probability" in row["unit"]}
    fall = chances.pop("no onset, but a lasting fall of the parts together")
    assert dated["earliest"] <= dated["date"] <= dated["latest"]
    assert sum(chances.values()) == pytest.approx(1.0) and fall < chances["no onset within the period"]


def test_what_cannot_be_told_is_kept_apart_from_what_is_told(evidence):
    found = series_of(record_of(evidence))
    names = {part.name for part in found.parts} | {part.name for part, _ in found.left_out}
    assert names == set(PLACE) and (found.shown <= found.cases + 1e-9).all()
