from datetime import date

import pytest
from made_evidence import act, evidence_of

from regimelab.measures.crises import episodes
from regimelab.measures.norms import crisis_responses
from regimelab.measures.responses import responses
from regimelab.measures.rows import act_rows, pair_rows

MEMBERS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
UNREST = act("unrest_violence", "KAZ:protesters", "KAZ:government", "2022-01-05", tone=-1)


def answers(evidence, *acts):
    made = evidence_of(evidence, acts)
    found = episodes(act_rows(made), MEMBERS)
    actors = made.region.actors
    given = responses(found, pair_rows(made), actors, MEMBERS, date(2023, 6, 30))
    return {(one.episode.member, one.responder): one.answer for one in given}


@pytest.mark.parametrize(
    ("kind", "tone", "intensity", "answer"),
    [
        ("support", 1, 3, "support"),
        ("support", 1, 1, "restraint or neutral"),
        ("support", 0, 2, "restraint or neutral"),
        ("criticise", -1, 2, "blame"),
        ("coercion", -1, 3, "blame"),
        ("coercion", 0, 3, "restraint or neutral"),
        ("sanctions", -1, 3, "blame"),
        ("engagement", -1, 3, "blame"),
        ("engagement", 1, 3, "support"),
        ("hedge", -1, 3, "no recorded response"),
    ],
)
def test_answer_is_read_from_kind_tone_and_intensity(evidence, kind, tone, intensity, answer):
    one = act(kind, "UZB", "KAZ", "2022-01-10", tone=tone, intensity=intensity)
    assert answers(evidence, UNREST, one)["KAZ", "UZB"] == answer


def test_blame_outweighs_support(evidence):
    both = [act("support", "UZB", "KAZ", "2022-01-06"), act("criticise", "UZB", "KAZ", "2022-01-20", tone=-1)]
    assert answers(evidence, UNREST, *both)["KAZ", "UZB"] == "blame"


@pytest.mark.parametrize(
    ("day", "counts"), [("2022-01-04", False), ("2022-02-03", True), ("2022-02-04", False)]
)
def test_answer_counts_for_thirty_days(evidence, day, counts):
    given = answers(evidence, UNREST, act("support", "UZB", "KAZ", day))
    assert (given["KAZ", "UZB"] == "support") is counts


@pytest.mark.parametrize(("first", "counts"), [("2022-01-01", True), ("2022-02-01", False)])
def test_month_dated_answer_counts_if_most_of_the_month_does(evidence, first, counts):
    month = act("support", "UZB", "KAZ", first, days=30, precision="month")
    assert (answers(evidence, UNREST, month)["KAZ", "UZB"] == "support") is counts


def test_statement_to_all_members_answers_nobody(evidence):
    general = act("engagement", "USA", "KAZ;KGZ;TJK;TKM;UZB", "2022-01-10")
    assert answers(evidence, UNREST, general)["KAZ", "USA"] == "no recorded response"


def test_statement_to_all_members_answers_each_where_general_acts_count(evidence):
    statement = act("engagement", "USA", "KAZ;KGZ;TJK;TKM;UZB", "2022-01-10")
    found = crisis_responses(evidence_of(evidence, [UNREST, statement]), general=True)
    assert {one.responder: one.answer for one in found.answers}["USA"] == "support"


def test_call_to_both_sides_of_a_clash_answers_both_but_they_do_not_answer_each_other(evidence):
    clash = act("border_clash", "KGZ;TJK", "KGZ;TJK", "2021-04-28", deaths_low=40, tone=-1)
    call = act("support", "UZB", "KGZ;TJK", "2021-04-30")
    given = answers(evidence, clash, call, act("criticise", "KGZ", "TJK", "2021-04-30", tone=-1))
    assert given["KGZ", "UZB"] == given["TJK", "UZB"] == "support"
    assert ("TJK", "KGZ") not in given and ("KGZ", "TJK") not in given


def test_crisis_whose_window_outlasts_the_record_is_left_out(evidence):
    late = act("unrest_violence", "KAZ:protesters", "KAZ:government", "2023-06-15")
    assert answers(evidence, late) == {}


def test_domestic_crises_leave_out_what_is_only_a_clash(evidence):
    clash = act("border_clash", "KGZ;TJK", "KGZ;TJK", "2021-04-28", deaths_low=40, tone=-1)
    found = crisis_responses(evidence_of(evidence, [clash, UNREST]))
    assert {one.episode.member for one in found.domestic().answers} == {"KAZ"}
