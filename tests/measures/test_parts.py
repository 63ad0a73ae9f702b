from dataclasses import replace
from datetime import date

import pytest
from made_evidence import act, every, evidence_of

from regimelab.measures import measure_region
from regimelab.measures.coexistence import after_clashes, coexistence, correlation, dealings
from regimelab.measures.norms import norms
from regimelab.measures.principles import closeness, comparisons, principles
from regimelab.measures.procedures import procedures
from regimelab.measures.rows import act_rows, pair_rows
from regimelab.measures.rules import binding, rules

FIVE = "KAZ;KGZ;TJK;TKM;UZB"
PERIOD = date(2019, 1, 1), date(2023, 7, 1)


@pytest.fixture(scope="module")
def measures(evidence):
    return {measure.name: measure for measure in measure_region(evidence)}


def row_of(measure, label):
    return next(row for row in measure.rows if row["label"] == label)


@pytest.mark.parametrize("name", ["principles", "norms", "rules", "procedures", "coexistence"])
def test_every_measure_has_a_number_with_interval_sources_sentence_and_caution(measures, name):
    measure = measures[name]
    number = measure.estimate
    assert number.low < number.estimate < number.high
    assert number.sources and measure.summary.endswith(".") and measure.caution


@pytest.mark.parametrize("name", ["principles", "norms", "rules", "procedures", "coexistence"])
def test_every_detail_row_says_what_it_counts_and_from_what(measures, name):
    for row in measures[name].rows:
        assert {"label", "estimate", "low", "high", "n", "sources"} <= row.keys()
        assert row["sources"] or not row["n"] or row["estimate"] is None or row["low"] is not None


def test_acts_behind_a_number_are_in_the_evidence(measures, evidence):
    known = set(evidence.acts.column("id").to_pylist()) | set(
        evidence.un_votes.column("resolution").to_pylist()
    )
    assert all(set(measure.estimate.sources) <= known for measure in measures.values())


def test_same_seed_gives_the_same_numbers(measures, evidence):
    assert {measure.name: measure for measure in measure_region(evidence)} == measures


def test_a_number_that_rests_on_nothing_is_unknown(evidence):
    bare = evidence_of(evidence, [act("hedge", "KAZ", "AFG", "2022-01-05")])
    bare = replace(bare, un_votes=bare.un_votes.slice(0, 0))
    assert all(measure.estimate.estimate is None for measure in measure_region(bare))


def test_norm_is_the_share_of_recorded_answers_without_blame(evidence):
    unrest = [act("unrest_violence", "KAZ:crowd", "KAZ", day, tone=-1) for day in every(90)]
    kind = [act("support", sender, "KAZ", day) for day in every(90) for sender in ("KGZ", "UZB")]
    held = norms(evidence_of(evidence, [*unrest, *kind]))
    assert held.estimate.estimate > 0.95
    assert "0 of 36" in held.summary and "on record for 36 more" in held.summary


def test_absence_of_an_answer_is_kept_apart_from_restraint(evidence):
    unrest = act("unrest_violence", "KAZ:crowd", "KAZ", "2022-01-05", tone=-1)
    held = norms(evidence_of(evidence, [unrest]))
    silent = row_of(held, "restraint or neutral, of recorded answers by members")
    assert silent["estimate"] is None and silent["n"] == 0
    assert row_of(held, "any recorded answer by members, of all there could be")["n"] == 4


def test_cadence_counts_meetings_of_all_members_by_company(evidence):
    alone = [act("summit", FIVE, FIVE, day) for day in every(365)]
    joined = [act("summit", f"RUS;{FIVE}", f"RUS;{FIVE}", day) for day in every(365, "2019-06-01")]
    found = procedures(evidence_of(evidence, [*alone, *joined]))
    assert row_of(found, "summits of all members, any company")["n"] == 10
    assert row_of(found, "summits of all members, nobody else")["n"] == 5
    assert row_of(found, "summits of all members, nobody else")["gap_median_days"] == 365


def test_change_of_cadence_is_per_other_record(evidence):
    meetings = [act("intel", "KAZ;UZB", "KAZ;UZB", day) for day in every(20)]
    doubled = [act("intel", "KAZ;UZB", "KAZ;UZB", day) for day in every(20, "2021-04-01")]
    others = [act("hedge", "KAZ", "RUS", day) for day in every(20)]
    watched = [act("hedge", "KAZ", "RUS", day) for day in every(20, "2021-04-01")]
    label = "security services, members only: late over early"
    more = row_of(procedures(evidence_of(evidence, [*meetings, *doubled, *others])), label)
    reported = row_of(procedures(evidence_of(evidence, [*meetings, *doubled, *others, *watched])), label)
    assert more["estimate"] == pytest.approx(2.0, rel=0.1)
    assert reported["estimate"] == pytest.approx(1.0, rel=0.1)


@pytest.mark.parametrize(
    ("kind", "intensity", "binds"), [("agreement", 5, False), ("agreement", 6, True), ("summit", 6, False)]
)
def test_agreements_between_governments_bind_and_meetings_do_not(evidence, kind, intensity, binds):
    rows = act_rows(
        evidence_of(evidence, [act(kind, "KAZ;UZB", "KAZ;UZB", "2022-12-22", intensity=intensity)])
    )
    assert binding(rows[0]) is binds


def test_rules_leave_out_acts_with_outsiders(evidence):
    own = act("summit", "KAZ;UZB", "KAZ;UZB", "2022-12-22")
    other = act("agreement", "KAZ;RUS", "KAZ;RUS", "2022-12-22", intensity=7)
    assert "1 of 1" in rules(evidence_of(evidence, [own, other])).summary


def test_law_events_are_counted_by_the_model_they_name(evidence):
    laws = [act("law", "KGZ:government", "KGZ", "2022-05-01", source_state="RUS") for _ in range(3)]
    found = rules(evidence_of(evidence, [*laws, act("law", "UZB:government", "UZB", "2022-06-01")]))
    assert row_of(found, "law events by model: RUS")["n"] == 4
    assert row_of(found, "law events by model: RUS")["estimate"] > 0.6


def cooperation(evidence, *acts):
    made = evidence_of(evidence, acts)
    pairs = pair_rows(made)
    return dealings(pairs, ["KAZ", "KGZ", "TJK", "TKM", "UZB"]), pairs


def test_ceasefires_and_border_talks_are_not_cooperation(evidence):
    truce = act("agreement", "KGZ;TJK", "KGZ;TJK", "2021-05-01", mechanism="restraint")
    known, _ = cooperation(evidence, truce)
    assert not any(one.cooperation for one in known)


def test_steady_cooperation_is_not_changed_by_clashes(evidence):
    clashes = [act("border_clash", "KGZ;TJK", "KGZ;TJK", day, tone=-1) for day in every(500)]
    known, pairs = cooperation(
        evidence, *clashes, *[act("summit", "KGZ;TJK", "KGZ;TJK", day) for day in every(15)]
    )
    assert after_clashes(known, pairs, *PERIOD, "days").median == pytest.approx(1.0, rel=0.15)


def test_rivalry_where_there_is_no_cooperation_is_a_negative_correlation(evidence):
    friends = [act("summit", "KAZ;UZB", "KAZ;UZB", day) for day in every(60)]
    friends += [act("summit", "KAZ;KGZ", "KAZ;KGZ", day) for day in every(90)]
    foes = [act("border_clash", "KGZ;TJK", "KGZ;TJK", day, tone=-1) for day in every(90)]
    known, _ = cooperation(evidence, *friends, *foes)
    observed, below = correlation(known, seed=0)
    assert observed < 0 and below < 0.5


def vote(resolution, actor, cast):
    return {"resolution": resolution, "actor": actor, "vote": cast}


def test_unknown_votes_make_no_comparison():
    assert comparisons([vote("1", "KAZ", "abstain"), vote("1", "TKM", None)]) == ()


def test_absence_counts_as_abstention_only_where_said():
    found = comparisons([vote("1", "KAZ", "abstain"), vote("1", "TKM", "absent")])
    assert closeness(found, same_side=True).median > 0.5 > closeness(found).median


def test_members_are_set_beside_every_power_of_the_table(evidence):
    labels = [row["label"] for row in principles(evidence).rows]
    assert "members with RUS" in labels and "members with USA" in labels
    assert row_of(principles(evidence), "members with USA")["estimate"] is None


def test_acts_dated_to_a_year_stand_neither_after_a_clash_nor_at_another_time(evidence):
    clash = act("border_clash", "KGZ;TJK", "KGZ;TJK", "2021-06-20", tone=-1)
    vague = act("summit", "KGZ;TJK", "KGZ;TJK", "2021-01-01", days=365, precision="year")
    elsewhere = act("summit", "KAZ;UZB", "KAZ;UZB", "2021-01-01", days=365, precision="year")
    found = coexistence(evidence_of(evidence, [clash, vague, elsewhere]))
    assert "CH0001" not in found.estimate.sources and "CH0002" not in found.estimate.sources
    known, pairs = cooperation(evidence, clash, vague, elsewhere)
    assert not any(one.cooperation for one in known)
    summit = act("summit", "KGZ;TJK", "KGZ;TJK", "2021-06-25")
    some, given = cooperation(evidence, clash, summit)
    more, with_vague = cooperation(evidence, clash, summit, elsewhere)
    alone, beside = (after_clashes(*one, *PERIOD, "records") for one in ((some, given), (more, with_vague)))
    assert alone.median == beside.median
    assert "dated to a year only are left out" in found.caution
