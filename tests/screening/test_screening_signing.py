"""Two persons, none of them an author; no bar approved; every change voids what was signed."""

import pytest
from made_screening import AT, AUTHOR, BANK, DAY, SUPPORT, answer, filled, opened, with_edits

from regimelab.errors import InvalidInput
from regimelab.screening.assess import assess
from regimelab.screening.scales import Opinion
from regimelab.screening.signing import sign, standing

DECISION = {"outcome": "approve", "reason": "for the test"}


def signed(case, role, by, opinion=Opinion.APPROVE):
    return sign(case, assess(case, BANK), role, by, opinion, DAY, AT)


def status(case):
    return standing(case, assess(case, BANK)).status


@pytest.fixture
def ready():
    return filled(opened("dialogue"), decision=DECISION)


@pytest.mark.parametrize("by", [AUTHOR, "DESK officer  3", " desk officer 3 "])
def test_an_author_does_not_approve_however_the_name_is_spelled(ready, by):
    with pytest.raises(InvalidInput, match="is an author"):
        signed(ready, "head of unit", by)


def test_whoever_answered_is_an_author_too(ready):
    case = with_edits(ready, {"answers": [answer("Q5.3", "some")]}, by="Intern 9")
    with pytest.raises(InvalidInput, match="is an author"):
        signed(case, "head of unit", "Intern 9")


def test_whoever_answered_otherwise_is_an_author_too(ready):
    view = {"id": "Q5.3", "answer": "some", "rationale": "for the test"}
    case = with_edits(ready, {"views": [view]}, by="Intern 9")
    with pytest.raises(InvalidInput, match="is an author"):
        signed(case, "head of unit", "Intern 9")


def test_whoever_answered_first_stays_an_author(ready):
    case = with_edits(ready, {"answers": [answer("Q5.3", "some")]}, by="Intern 9")
    case = with_edits(case, {"answers": [answer("Q5.3", "no_concern")]})
    with pytest.raises(InvalidInput, match="is an author"):
        signed(case, "head of unit", "Intern 9")


def test_whoever_verified_a_mitigation_is_an_author_too():
    proof = {"verified_on": DAY, "evidence": [SUPPORT[0]]}
    case = filled(opened(), answers=[answer("Q3.7", "serious")], risks=[HIGH_RISK], decision=DECISION)
    case = with_edits(case, {"mitigations": [{**PLANNED, **proof}]}, by="Intern 9")
    role = assess(case, BANK).roles[0]
    with pytest.raises(InvalidInput, match="is an author"):
        signed(case, role, "intern 9")
    assert signed(case, role, "Director 1").signoffs


def test_one_person_does_not_sign_two_roles(ready):
    once = signed(ready, "head of unit", "Head 1")
    with pytest.raises(InvalidInput, match="signed already"):
        signed(once, "second reader", "head 1")


def test_one_role_is_not_signed_twice(ready):
    once = signed(ready, "head of unit", "Head 1")
    with pytest.raises(InvalidInput, match="has signed already"):
        signed(once, "head of unit", "Head 2")


def test_two_signatures_approve_and_one_does_not(ready):
    once = signed(ready, "head of unit", "Head 1")
    assert status(once) == "in signature"
    assert status(signed(once, "second reader", "Reader 2")) == "approved"


def test_a_role_that_does_not_sign_this_level_is_refused_with_those_that_do(ready):
    with pytest.raises(InvalidInput, match="Did you mean 'second reader'"):
        signed(ready, "second raeder", "Reader 2")


def test_a_change_after_signing_voids_the_signatures(ready):
    done = signed(signed(ready, "head of unit", "Head 1"), "second reader", "Reader 2")
    changed = with_edits(done, {"answers": [answer("Q5.3", "some")]})
    found = standing(changed, assess(changed, BANK))
    assert found.status == "in signature" and len(found.void) == 2 and found.holding == ()


def test_an_incomplete_case_is_not_approved():
    with pytest.raises(InvalidInput, match="4 things are missing"):
        signed(opened("dialogue"), "head of unit", "Head 1")


def test_without_a_decision_there_is_nothing_to_sign():
    with pytest.raises(InvalidInput, match="no decision to sign"):
        signed(filled(opened("dialogue")), "head of unit", "Head 1")


def test_a_bar_is_approved_by_nobody_and_its_refusal_can_be_recorded():
    case = filled(opened("extradition"), answers=[answer("E1", "serious")])
    for role in BANK.rules.ladder["HIGH"]:
        with pytest.raises(InvalidInput, match="barred"):
            signed(case, role, "Minister 1")
    assert status(signed(case, "legal adviser", "Counsel 2", Opinion.REFUSE)) == "refused"


def test_one_refusal_stands_against_all_approvals(ready):
    case = signed(signed(ready, "head of unit", "Head 1"), "second reader", "Reader 2", Opinion.REFUSE)
    assert status(case) == "refused"


HIGH_RISK = {
    "question": "Q3.7",
    "likelihood": 4,
    "severity": 4,
    "proximity": "direct",
    "rationale": "for the test",
}
PLANNED = {"key": "mou", "questions": ["Q3.7"], "owner": "desk", "due": DAY}
REASON = "a reason that is long enough to be one"


def high(seconded_by, reason=REASON):
    decision = {**DECISION, "override": {"reason": reason, "seconded_by": seconded_by}}
    answers = [answer("Q3.7", "serious")]
    return filled(opened(), answers=answers, risks=[HIGH_RISK], mitigations=[PLANNED], decision=decision)


def test_an_override_needs_a_second_person_who_wrote_nothing():
    with pytest.raises(InvalidInput, match="seconds an override"):
        high(AUTHOR)


def test_an_override_needs_a_reason():
    with pytest.raises(AssertionError, match="reason"):
        high("Adviser 12", "because")


def test_an_override_takes_high_as_medium_once_the_second_person_signs():
    case = high("Adviser 12")
    found = assess(case, BANK)
    assert (found.level.name, found.stands.name, found.overridden) == ("HIGH", "MEDIUM", True)
    case = signed(case, "director or head of mission", "Director 1")
    case = signed(case, "human rights adviser", "Somebody else")
    assert status(case) == "in signature"
    other = signed(high("Adviser 12"), "director or head of mission", "Director 1")
    assert status(signed(other, "human rights adviser", "adviser 12")) == "approved"
    assert "override of HIGH" in " ".join(one.detail for one in case.log)


def test_there_is_nothing_to_override_below_high():
    decision = {**DECISION, "override": {"reason": REASON, "seconded_by": "Adviser 12"}}
    with pytest.raises(InvalidInput, match="the level is LOW"):
        filled(opened("dialogue"), decision=decision)


def test_an_institution_names_its_own_ladder():
    case = filled(opened("dialogue"), decision=DECISION)
    own = case.model_copy(update={"ladder": {"LOW": ("Referatsleitung", "Gegenzeichnung")}})
    assert assess(own, BANK).roles == ("Referatsleitung", "Gegenzeichnung")
    assert status(signed(signed(own, "Referatsleitung", "A 1"), "Gegenzeichnung", "B 2")) == "approved"


@pytest.mark.parametrize(
    "written",
    [
        {
            "not_engaging": [
                {"kind": "influence", "likelihood": 2, "severity": 2, "rationale": "for the test"}
            ]
        },
        {"decision": DECISION},
        {"triggers": [{"key": "access_denied"}]},
        {"proposal": {"summary": "Written for a test by somebody else."}},
    ],
)
def test_whose_words_were_replaced_stays_an_author(ready, written):
    first = with_edits(ready, written, by="Intern 9")
    again = {
        name: [{**one, "days": 9} for one in rows] if name == "triggers" else rows
        for name, rows in written.items()
    }
    case = with_edits(first, {**again, "decision": {**DECISION, "reason": "for the test, anew"}})
    assert case != first
    for by in ("Intern 9", "intern-9"):
        with pytest.raises(InvalidInput, match="is an author"):
            signed(case, "head of unit", by)


def test_whose_assurances_were_replaced_stays_an_author():
    given = {"question": "E1", "binding": True, "terms": "for the test", "factors": {}}
    case = with_edits(
        filled(opened("extradition"), decision=DECISION), {"assurances": [given]}, by="Intern 9"
    )
    case = with_edits(case, {"assurances": [{**given, "binding": False}]})
    assert [one.by for one in case.case.assurances] == [AUTHOR]
    with pytest.raises(InvalidInput, match="is an author"):
        signed(case, assess(case, BANK).roles[0], "Intern 9")


def test_a_monitor_who_only_reported_may_sign():
    told = {"reports": [{"trigger": "T1", "happened": False, "note": "for the test"}]}
    case = with_edits(filled(opened(), decision=DECISION), told, by="Monitor 4")
    assert signed(case, assess(case, BANK).roles[0], "Monitor 4").signoffs


def test_a_signature_of_an_author_in_an_older_file_is_void(ready):
    done = signed(ready, "head of unit", "Head 1")
    wrote = done.log[0].model_copy(update={"by": "head  1"})
    older = done.model_copy(update={"log": (wrote, *done.log[1:])})
    found = standing(older, assess(older, BANK))
    assert not found.holding and len(found.void) == 1


@pytest.mark.parametrize("other", ["head  1", "HEAD 1", "Head-1", "Ｈead 1"])
def test_one_person_spelled_two_ways_does_not_sign_two_roles(ready, other):
    once = signed(ready, "head of unit", "Head 1")
    with pytest.raises(InvalidInput, match="signed already"):
        signed(once, "second reader", other)


def test_one_person_spelled_two_ways_has_one_score_and_one_view():
    case = filled(opened(), answers=[answer("Q3.7", "serious")], risks=[HIGH_RISK], decision=DECISION)
    view = {"id": "Q3.7", "answer": "some", "rationale": "for the test"}
    for by in ("Intern 9", "intern  9", "INTERN-9"):
        case = with_edits(case, {"risks": [{**HIGH_RISK, "likelihood": 2}], "views": [view]}, by=by)
    assert [one.by for one in case.risks[0].scores] == [AUTHOR, "INTERN-9"]
    assert [one.by for one in case.answer("Q3.7").views] == ["INTERN-9"]


def test_the_evidence_of_a_first_answer_and_of_a_view_stays_with_them(ready):
    view = {"id": "Q5.3", "answer": "some", "rationale": "for the test", "evidence": [SUPPORT[1]]}
    case = with_edits(ready, {"answers": [answer("Q5.3", "some", SUPPORT[:1])]}, by="Intern 9")
    case = with_edits(case, {"answers": [answer("Q5.3", "serious")]}, by="Desk 4")
    case = with_edits(case, {"views": [view]}, by="Desk 5")
    held = {one.by: [each.ref for each in one.evidence] for one in case.answer("Q5.3").views}
    assert held["Intern 9"] == ["DOC1"] and held["Desk 5"] == ["DOC2"]
