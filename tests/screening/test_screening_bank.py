"""The bank is versioned data: ids that stay, marks that are shown, old files that stay readable."""

import re

import pytest
from made_screening import BANK, answer, opened, with_edits

from regimelab.codebook import KIND_NAMES
from regimelab.errors import InvalidInput
from regimelab.screening.assess import assess
from regimelab.screening.chain import spelled, verify
from regimelab.screening.scales import Level
from regimelab.screening.seal import read_case
from regimelab.study.screening.drawer import Opened, Posed, posed
from regimelab.study.screening.form import Asking

IDS = (
    [f"Q1.{n}" for n in range(1, 7)]
    + [f"Q2.{n}" for n in range(1, 7)]
    + [f"Q3.{n}" for n in range(1, 16)]
    + [f"E{n}" for n in range(1, 15)]
    + [f"Q5.{n}" for n in range(1, 5)]
    + ["Q8.1"]
)
COMMITMENTS = "HFA MOS COP COC VD11 BUC BISH POR CF12 LEG BSM HRCTI CTPHR HRB21 BPM21 CTHB EED".split()


def test_ids_are_those_of_the_design_and_stay():
    assert [one.id for one in BANK.at(1).questions] == IDS
    assert [one.id for one in BANK.assurances] == [f"A{n}" for n in range(1, 12)]
    assert {one.id for one in BANK.assurances if one.gate} == {"A1", "A3", "A8"}
    assert [one.code for one in BANK.commitments] == [f"O-{code}" for code in COMMITMENTS]
    assert len(BANK.mitigations) == 17 and len(BANK.triggers) == 7


def test_what_is_refused_as_not_applicable_is_what_the_form_does_not_offer():
    person = opened("extradition")
    refused = set()
    for one in BANK.questions:
        try:
            with_edits(person, {"answers": [answer(one.id, "n/a")]})
        except InvalidInput:
            refused.add(one.id)
    assert refused == {one.id for one in BANK.questions if one.must_apply}
    assert {"E1", "Q1.4", "Q3.1"} <= refused and not {"E7", "Q3.12"} & refused


def test_form_and_drawer_pose_a_question_alike():
    for one in BANK.questions:
        found = posed(one)
        assert (found.id, found.question, found.why) == (one.id, one.question, one.why)
        assert list(found.means.items()) == [
            ("no_concern", one.meaning.no_concern),
            ("some", one.meaning.some),
            ("serious", one.meaning.serious),
        ]
    assert issubclass(Asking, Posed) and issubclass(Opened, Posed)


@pytest.mark.parametrize(
    "where", ["regimelab/screening", "regimelab/study/screening", "tests/screening/golden"]
)
def test_a_document_that_is_cited_is_in_the_repository(root, where):
    files = [one for one in (root / where).rglob("*") if one.suffix in (".py", ".toml")]
    cited = {name for one in files for name in re.findall(r"[\w/.-]+\.md\b", one.read_text())}
    assert cited and [name for name in cited if not (root / name).is_file()] == []


def test_unknown_counts_as_serious_for_e1_to_e6_and_q3_1_to_q3_3_only():
    serious = {one.id for one in BANK.questions if one.unknown_is_serious}
    assert serious == {*(f"E{n}" for n in range(1, 7)), "Q3.1", "Q3.2", "Q3.3"}


def test_what_is_sourced_names_its_source_and_what_nobody_read_is_marked():
    parts = [(one.id, each) for one in BANK.questions for each in one.basis]
    parts += [(one.code, each) for one in BANK.commitments for each in one.basis]
    assert [name for name, each in parts if each.mark == "sourced" and not each.source] == []
    marked = {one.id for one in BANK.questions if one.unverified}
    assert {"E6", "E8", "E11", "E12", "Q2.2", "Q3.1"} <= marked
    assert not marked & {"E1", "E2", "E3", "E4", "E9", "E10", "E14"}
    unread = {one.code for one in BANK.commitments if any(each.mark == "unverified" for each in one.basis)}
    assert unread == {f"O-{code}" for code in ("HFA", "MOS", "COP", "COC", "CF12", "BSM", "EED")}


def test_every_treaty_has_a_grade_and_says_what_was_read_of_it():
    grades = {one.id: one.grade for one in BANK.treaties}
    assert grades["minsk_1993"] == grades["shanghai_2001"] == "weak" and grades["chisinau_2002"] == "partial"
    assert {one.id for one in BANK.treaties if one.article_mark == "unverified"} == set(grades) - {
        "un_model_treaty"
    }


def test_drawers_ask_for_kinds_that_there_are():
    watches = [watch for one in BANK.questions for watch in (*one.drawer.adverse, *one.drawer.context)]
    assert {kind for watch in watches for kind in watch.kinds} <= set(KIND_NAMES)


def test_the_table_of_grades_never_falls_with_likelihood_or_severity():
    order = ["low", "moderate", "serious"]
    grades = [[order.index(grade) for grade in BANK.rules.grade[severity]] for severity in range(1, 6)]
    assert all(row == sorted(row) for row in grades)
    assert all(list(column) == sorted(column) for column in zip(*grades, strict=True))


@pytest.fixture
def later():
    """The bank two versions on: a question more, and one that is asked no longer."""
    more = BANK.by_id["Q3.15"].model_copy(update={"id": "Q3.16", "since": 2, "title": "One more"})
    gone = BANK.by_id["Q5.2"].model_copy(update={"until": 1})
    questions = tuple(gone if one.id == "Q5.2" else one for one in BANK.questions)
    return BANK.model_copy(update={"version": 2, "questions": (*questions, more)})


def test_an_upgrade_of_the_bank_keeps_old_files_readable_and_judged_as_they_were(later):
    case = with_edits(opened(), {"answers": [answer("Q5.2", "serious")]})
    again = read_case(spelled(case), "case")
    verify(again, "case")
    assert assess(again, later).at_least is Level.MEDIUM
    assert {one.where for one in assess(again, later).missing} == {
        one.where for one in assess(again, BANK).missing
    }


def test_a_case_is_moved_to_a_newer_bank_by_somebody_and_asked_what_is_new(later):
    case = with_edits(opened(), {"answers": [answer("Q5.2", "serious")]})
    moved = with_edits(case, {"bank_version": 2}, bank=later)
    found = assess(moved, later)
    assert "Q3.16" in {one.where for one in found.missing} and found.at_least is Level.LOW
    assert moved.answer("Q5.2") is not None
    with pytest.raises(InvalidInput):
        with_edits(moved, {"bank_version": 1}, bank=later)


def test_a_case_of_a_newer_bank_is_refused(later):
    moved = with_edits(opened(), {"bank_version": 2}, bank=later)
    with pytest.raises(InvalidInput, match="version 2 of the question bank"):
        assess(moved, BANK)
