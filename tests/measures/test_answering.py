from datetime import date, timedelta

import pytest

from regimelab.codebook import ActorClass
from regimelab.measures.answering import answering, crisis_of, failures
from regimelab.measures.crises import Episode
from regimelab.measures.responses import Response

ROLE = {"AAA": ActorClass.MEMBER, "BBB": ActorClass.MEMBER, "WST": ActorClass.WESTERN}


def response(number, responder, answer, kinds=("protest",)):
    onset = date(2020, 1, 1) + timedelta(days=40 * number)
    episode = Episode("CCC", onset, onset, kinds, frozenset(), (f"C{number}",))
    return Response(episode, responder, answer, (f"R{number}{responder}",))


def record(members, west):
    answers = [response(number, "AAA", answer) for number, answer in enumerate(members)]
    return answers + [response(number, "WST", answer) for number, answer in enumerate(west)]


def test_who_blames_more_is_told_apart_on_the_same_crises():
    answers = record(["support"] * 14 + ["blame"], ["blame"] * 12 + ["support"] * 3)
    rows = {row.of: row for row in answering(answers, ROLE, "blame", 0) if row.part == "group"}
    assert rows["member"].high < rows["western"].low
    assert rows["member"].n == 15 and "R14AAA" in rows["member"].acts


def test_alike_answers_are_not_told_apart():
    answers = record(["support", "blame"] * 8, ["blame", "support"] * 8)
    rows = {row.of: row for row in answering(answers, ROLE, "blame", 0) if row.part == "group"}
    assert rows["member"].low < rows["western"].estimate < rows["member"].high


def test_nothing_is_modelled_of_few_answers_and_silence_is_not_an_answer():
    answers = record(["no recorded response"] * 30, ["blame"] * 9)
    assert list(answering(answers, ROLE, "blame", 0)) == []


def test_a_failure_is_a_members_blame_and_nobody_elses():
    answers = record(["support", "blame"], ["blame", "blame"])
    assert [(one.responder, one.acts) for one in failures(answers, ROLE)] == [("AAA", ("R1AAA",))]


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        (("transition", "unrest_violence"), "change of government"),
        (("protest", "border_clash"), "violence at home"),
        (("border_clash",), "border clash"),
    ],
)
def test_a_crisis_is_sorted_by_what_is_at_stake(kinds, named):
    assert crisis_of(response(0, "AAA", "blame", kinds)) == named
