"""The promises of the risk logic: highest row, hard bars, no comfort without evidence, no averaging."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_screening import (
    BANK,
    DAY,
    NOTHING,
    SUPPORT,
    answer,
    blind,
    document,
    filled,
    opened,
    with_edits,
)

from regimelab.errors import InvalidInput
from regimelab.screening.assess import assess
from regimelab.screening.case import Answer
from regimelab.screening.evidence import months_before
from regimelab.screening.persons import authors
from regimelab.screening.safeguards import Looked
from regimelab.screening.scales import Counts, Depth, Level

CLASSES = list(BANK.rules.classes)
QUESTIONS = list(BANK.by_id)
ROWS = [one.id for one in BANK.questions if one.row]
SAYS = st.sampled_from(["no_concern", "some", "serious", "unknown"])
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), SAYS, max_size=20)
BANDS = st.integers(1, 5)
NEAR = st.sampled_from(["direct", "significant", "indirect", "remote"])


@st.composite
def risks(draw):
    names = draw(st.lists(st.sampled_from(ROWS), unique=True, max_size=4))
    return [
        {
            "question": name,
            "likelihood": draw(BANDS),
            "severity": draw(BANDS),
            "proximity": draw(NEAR),
            "mitigability": draw(st.sampled_from(["high", "medium", "low", "none"])),
            "rationale": "for the test",
        }
        for name in names
    ]


def case_of(answers, rows=(), person=True):
    edits = {"answers": [answer(name, says) for name, says in answers.items()], "risks": list(rows)}
    return with_edits(opened("capacity_building", person=person), edits)


def at_least(case):
    return assess(case, BANK).at_least


@pytest.mark.parametrize("kind", CLASSES)
def test_an_empty_form_is_never_low(kind):
    found = assess(opened(kind), BANK)
    assert found.level is None and found.missing


@settings(max_examples=60, deadline=None)
@given(ANSWERS, risks())
def test_one_serious_e1_bars_whatever_else_is_answered(others, rows):
    assert at_least(case_of({**others, "E1": "serious"}, rows)) is Level.BAR


@settings(max_examples=80, deadline=None)
@given(ANSWERS, risks(), st.sampled_from(QUESTIONS))
def test_a_harmless_answer_more_never_lowers_the_result(answers, rows, name):
    before = {one: says for one, says in answers.items() if one != name}
    after = {**before, name: "no_concern"}
    assert at_least(case_of(after, rows)) >= at_least(case_of(before, rows))


@settings(max_examples=60, deadline=None)
@given(ANSWERS, risks(), st.sampled_from(ROWS))
def test_a_harmless_risk_more_never_lowers_the_result(answers, rows, name):
    harmless = {
        "question": name,
        "title": "one more",
        "likelihood": 1,
        "severity": 1,
        "proximity": "remote",
        "rationale": "for the test",
    }
    assert at_least(case_of(answers, [*rows, harmless])) >= at_least(case_of(answers, rows))


@settings(max_examples=80, deadline=None)
@given(ANSWERS, risks(), st.sampled_from(QUESTIONS))
def test_unknown_is_never_better_than_some(answers, rows, name):
    some, unknown = ({**answers, name: says} for says in ("some", "unknown"))
    assert at_least(case_of(unknown, rows)) >= at_least(case_of(some, rows))


@settings(max_examples=80, deadline=None)
@given(ANSWERS, risks(), st.sampled_from(QUESTIONS))
def test_serious_is_never_better_than_some(answers, rows, name):
    some, serious = ({**answers, name: says} for says in ("some", "serious"))
    assert at_least(case_of(serious, rows)) >= at_least(case_of(some, rows))


@settings(max_examples=40, deadline=None)
@given(ANSWERS, st.sampled_from(["E1", "E2", "E6"]))
def test_no_bar_can_be_overridden(answers, name):
    case = case_of({**answers, name: "serious"})
    override = {"reason": "a reason that is long enough to be one", "seconded_by": "Adviser 12"}
    decision = {"outcome": "approve", "reason": "for the test", "override": override}
    with pytest.raises(InvalidInput, match="No override lifts a bar"):
        with_edits(case, {"decision": decision})


@settings(max_examples=60, deadline=None)
@given(BANDS, BANDS, NEAR, BANDS, BANDS, NEAR)
def test_of_two_assessors_the_gravest_counts_and_the_spread_is_kept(l1, s1, p1, l2, s2, p2):
    def scored(*given):
        case = case_of({"Q3.4": "some"}, person=False)
        for number, (likelihood, severity, proximity) in enumerate(given):
            risk = {
                "question": "Q3.4",
                "likelihood": likelihood,
                "severity": severity,
                "proximity": proximity,
            }
            case = with_edits(
                case, {"risks": [{**risk, "rationale": "for the test"}]}, by=f"Assessor {number}"
            )
        return assess(case, BANK).rows[0]

    both, one, two = scored((l1, s1, p1), (l2, s2, p2)), scored((l1, s1, p1)), scored((l2, s2, p2))
    assert both.residual == max(one.residual, two.residual)
    assert both.disagreed == ((l1, s1) != (l2, s2))


@pytest.mark.parametrize(("first", "second"), [("none", "high"), ("high", "none"), ("low", "medium")])
def test_of_two_assessors_the_least_mitigable_counts(first, second):
    def rated(case, mitigable, by):
        risk = {"question": "Q3.4", "likelihood": 5, "severity": 4, "proximity": "direct"}
        risk |= {"mitigability": mitigable, "rationale": "for the test"}
        return with_edits(case, {"risks": [risk]}, by=by)

    case = case_of({"Q3.4": "serious"}, person=False)
    done = {"key": "mou", "owner": "field mission", "due": date(2023, 9, 1), "questions": ["Q3.4"]}
    done |= {"verified_on": date(2023, 6, 1), "evidence": [SUPPORT[0]]}
    alone, other, both = (
        with_edits(one, {"mitigations": [done]})
        for one in (
            rated(case, first, "Assessor 1"),
            rated(case, second, "Assessor 1"),
            rated(rated(case, first, "Assessor 1"), second, "Assessor 2"),
        )
    )
    off = [assess(one, BANK).rows[0].lowered for one in (alone, other, both)]
    assert off[0] != off[1] and off[2] == min(off)


def test_an_only_assessor_may_think_again_of_what_can_be_mitigated():
    risk = {"question": "Q3.4", "likelihood": 5, "severity": 4, "proximity": "direct"}
    case = case_of({"Q3.4": "serious"}, person=False)
    for mitigable in ("none", "medium"):
        edit = {**risk, "mitigability": mitigable, "rationale": "for the test"}
        case = with_edits(case, {"risks": [edit]})
    assert case.risks[0].mitigability == "medium"


@pytest.mark.parametrize(
    ("verified", "mitigable", "off"), [(0, "high", 1), (1, "high", 2), (1, "low", 1), (1, "none", 0)]
)
def test_mitigation_takes_off_one_band_or_two_if_verified_and_no_more(verified, mitigable, off):
    risk = {
        "question": "Q3.4",
        "likelihood": 5,
        "severity": 4,
        "proximity": "direct",
        "mitigability": mitigable,
    }
    case = case_of({"Q3.4": "serious"}, [{**risk, "rationale": "for the test"}], person=False)
    done = {"owner": "field mission", "due": date(2023, 9, 1), "questions": ["Q3.4"]}
    proof = {"verified_on": date(2023, 6, 1), "evidence": [SUPPORT[0]]} if verified else {}
    three = [{**done, **proof, "key": key} for key in ("independent_monitor", "mou", "sunset")]
    assert assess(with_edits(case, {"mitigations": three}), BANK).rows[0].lowered == off


def test_a_mitigation_without_owner_or_date_counts_for_nothing():
    risk = {
        "question": "Q3.4",
        "likelihood": 5,
        "severity": 4,
        "proximity": "direct",
        "rationale": "for the test",
    }
    case = case_of({"Q3.4": "serious"}, [risk], person=False)
    planned = with_edits(
        case, {"mitigations": [{"key": "mou", "questions": ["Q3.4"], "owner": "field mission"}]}
    )
    assert assess(planned, BANK).rows[0].lowered == 0


def test_a_serious_answer_that_is_scored_away_stays_high():
    risk = {
        "question": "Q3.4",
        "likelihood": 1,
        "severity": 1,
        "proximity": "remote",
        "rationale": "for the test",
    }
    assert at_least(case_of({"Q3.4": "serious"}, [risk], person=False)) is Level.HIGH


def test_a_low_row_one_band_from_medium_is_fragile_and_so_medium():
    risk = {
        "question": "Q3.4",
        "likelihood": 1,
        "severity": 3,
        "proximity": "direct",
        "rationale": "for the test",
    }
    found = assess(case_of({"Q3.4": "some"}, [risk], person=False), BANK)
    assert found.rows[0].residual is Level.LOW and found.fragile and found.at_least is Level.MEDIUM


def settled_as(evidence, looked=NOTHING):
    case = with_edits(opened("dialogue"), {"answers": [answer("Q1.4", "no_concern", evidence)]}, looked)
    found = case.answer("Q1.4")
    assert isinstance(found, Answer)
    return found.says.value, found.held_back


def test_no_concern_needs_two_families():
    assert settled_as(SUPPORT) == ("no_concern", "")
    assert settled_as((document("A", "media"), document("B", "media")))[0] == "unknown"
    assert settled_as(())[0] == "unknown"


def test_model_output_and_sources_of_no_family_lend_no_comfort():
    assert settled_as((SUPPORT[0], document("M", "model")))[0] == "unknown"
    assert settled_as((SUPPORT[0], document("U", "unclassified")))[0] == "unknown"


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2020, 7, 1), "no_concern"), (date(2020, 6, 30), "unknown"), (date(2023, 7, 2), "unknown")],
)
def test_evidence_older_than_36_months_or_of_tomorrow_lends_no_comfort(day, says):
    assert settled_as((SUPPORT[0], document("OLD", "igo", day)))[0] == says


def test_comfort_goes_stale_with_time():
    case = filled(opened("dialogue"))
    assert assess(case, BANK).level is Level.LOW
    later = {one.id: one.says.value for one in assess(case, BANK, date(2026, 7, 1)).answers}
    assert set(later.values()) == {"unknown"}


def test_contrary_evidence_has_to_be_listed_and_answered():
    looked = Looked(blind, lambda question: ("CH0001",), lambda watch, states: ())
    assert settled_as(SUPPORT, looked) == (
        "unknown",
        "contrary evidence has to be listed and answered: CH0001.",
    )
    silent = {"ref": "CH0001", "contrary": True}
    assert settled_as((*SUPPORT, silent), looked)[0] == "unknown"
    replied = document("CH0001", "media", contrary=True, reply="another unit")
    assert settled_as((*SUPPORT, replied), looked) == ("no_concern", "")


@pytest.mark.parametrize(
    ("name", "weight"),
    [
        ("E1", Counts.SERIOUS),
        ("E6", Counts.SERIOUS),
        ("Q3.3", Counts.SERIOUS),
        ("Q3.4", Counts.SOME),
        ("E7", Counts.SOME),
    ],
)
def test_unknown_counts_as_some_and_as_serious_where_it_must(name, weight):
    from regimelab.screening.answering import weights

    case = case_of({name: "unknown"})
    assert weights(BANK, {one.id: one for one in case.answers}, DAY)[name] is weight


@pytest.mark.parametrize("name", ["E1", "Q3.1", "Q1.4"])
def test_what_applies_to_all_cannot_be_waived(name):
    with pytest.raises(InvalidInput, match="applies to every proposal"):
        case_of({name: "n/a"})


def test_the_gravest_view_counts_and_none_is_averaged_away():
    case = case_of({"E2": "no_concern"})
    seen = with_edits(
        case, {"views": [{"id": "E2", "answer": "serious", "rationale": "a claim is open"}]}, by="Assessor 2"
    )
    assert at_least(seen) is Level.BAR


def test_a_second_answer_takes_no_graver_one_out():
    first = with_edits(opened("extradition"), {"answers": [answer("E2", "serious")]}, by="Assessor 1")
    second = with_edits(first, {"answers": [answer("E2", "no_concern")]}, by="Assessor 2")
    assert at_least(first) is at_least(second) is Level.BAR
    found = second.answer("E2")
    assert [(one.by, one.says) for one in found.views] == [("Assessor 1", "serious")]
    third = with_edits(second, {"answers": [answer("E2", "no_concern")]}, by="Assessor 3")
    assert {one.by for one in third.answer("E2").views} == {"Assessor 1", "Assessor 2"}


def test_nobody_takes_back_for_another_what_bars():
    barred = answer("E5", "some", flags={"torture_derived": "yes"})
    lifted = answer("E5", "no_concern", flags={"torture_derived": "no"})
    first = with_edits(opened("extradition"), {"answers": [barred]}, by="Assessor 1")
    with pytest.raises(InvalidInput, match="stated by Assessor 1, and bars"):
        with_edits(first, {"answers": [lifted]}, by="Assessor 2")
    silent = with_edits(first, {"answers": [answer("E5", "no_concern", flags={})]}, by="Assessor 2")
    assert at_least(silent) is Level.BAR and silent.answer("E5").flagged == {"torture_derived": "Assessor 1"}
    assert "Assessor 1" in authors(silent)
    with pytest.raises(InvalidInput, match="stated by Assessor 1, and bars"):
        with_edits(silent, {"answers": [lifted]}, by="Assessor 2")
    back = with_edits(silent, {"answers": [lifted]}, by="assessor 1")
    assert back.answer("E5").flags == {"torture_derived": "no"} and back.answer("E5").flagged == {}


def test_a_bar_that_rests_on_a_view_says_serious():
    first = with_edits(opened("extradition"), {"answers": [answer("E2", "serious")]}, by="Assessor 1")
    case = with_edits(first, {"answers": [answer("E2", "no_concern")]}, by="Assessor 2")
    (found,) = [one for one in assess(case, BANK).bars if one.source == "E2"]
    assert found.why.endswith(": serious")


def test_whoever_answers_again_takes_only_his_own_view_back():
    case = with_edits(opened("extradition"), {"answers": [answer("E2", "serious")]}, by="Assessor 1")
    alone = with_edits(case, {"answers": [answer("E2", "no_concern")]}, by="ASSESSOR  1")
    assert alone.answer("E2").views == () and at_least(alone) is not Level.BAR
    case = with_edits(case, {"answers": [answer("E2", "some")]}, by="Assessor 2")
    case = with_edits(case, {"answers": [answer("E2", "no_concern")]}, by="ASSESSOR  1")
    found = case.answer("E2")
    assert (found.by, found.says) == ("ASSESSOR  1", "no_concern")
    assert [(one.by, one.says) for one in found.views] == [("Assessor 2", "some")]


def test_months_before_the_end_of_a_month():
    assert months_before(date(2023, 3, 31), 1) == date(2023, 2, 28)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)


@pytest.mark.parametrize("kind", CLASSES)
def test_light_asks_the_four_and_a_person_brings_the_whole_layer(kind):
    case = opened(kind)
    asked = {one.id for one in BANK.asked(case.depth, case.proposal.person_specific)}
    assert {"Q1.4", "Q2.3", "Q3.13", "Q5.3"} <= asked
    assert ({f"E{n}" for n in range(1, 15)} <= asked) == case.proposal.person_specific
    assert (len(asked) == 4) == (case.depth is Depth.LIGHT)


@pytest.mark.parametrize(
    ("says", "evidence", "level"),
    [
        ("no_concern", SUPPORT, Level.MEDIUM),
        ("some", SUPPORT, Level.HIGH),
        ("some", (), Level.BAR),
        ("unknown", SUPPORT, Level.BAR),
        ("n/a", SUPPORT, Level.BAR),
        ("serious", SUPPORT, Level.BAR),
    ],
)
def test_a_unit_is_barred_unless_correction_is_said_and_shown(says, evidence, level):
    edits = {"answers": [answer("Q2.2", "serious"), answer("Q2.4", says, evidence)]}
    assert at_least(with_edits(opened(), edits)) is level


def test_nothing_is_mitigated_in_the_layer_of_a_person():
    case = case_of({"E4": "serious"})
    for key in ("mou", "refer_unhcr", "independent_monitor"):
        edit = {"key": key, "owner": "desk", "due": DAY, "questions": ["E4"]}
        with pytest.raises(InvalidInput, match="E4: no risk was scored"):
            with_edits(case, {"mitigations": [edit]})


@pytest.mark.parametrize(("says", "level"), [("no_concern", Level.MEDIUM), ("serious", Level.HIGH)])
def test_mitigation_that_lowers_a_risk_does_not_lower_the_layer_of_a_person(says, level):
    risk = {"question": "Q3.4", "likelihood": 4, "severity": 3, "proximity": "direct"}
    case = case_of({"E4": says, "Q3.4": "some"}, [{**risk, "rationale": "for the test"}])
    done = {"key": "mou", "owner": "desk", "due": DAY, "questions": ["Q3.4"]}
    proof = {"verified_on": DAY, "evidence": [SUPPORT[0]]}
    mitigated = with_edits(case, {"mitigations": [{**done, **proof}]})
    found = assess(mitigated, BANK)
    assert at_least(case) is Level.HIGH and found.rows[0].lowered == 2
    assert (found.at_least, found.rows[0].residual) == (level, Level.MEDIUM)
