"""Stop triggers and evidence against what is known now; differences; the register."""

from datetime import date

import pytest
from made_screening import AT, BANK, DAY, answer, filled, opened, with_edits

from regimelab.errors import InvalidInput
from regimelab.screening.assess import assess
from regimelab.screening.bank import Watch
from regimelab.screening.chain import spelled
from regimelab.screening.difference import difference
from regimelab.screening.effect import EffectRow, RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.register import register
from regimelab.screening.safeguards import Looked
from regimelab.screening.scales import Family, Opinion
from regimelab.screening.signing import sign
from regimelab.screening.watching import gone_and_changed, judged, matches, rechecked, recorded, row_hash

LATER = date(2023, 9, 1)


def act(name, kind="repress", states="TJK", said="people are detained", tone=-1, **more):
    return {
        "id": name,
        "kind": kind,
        "states": states,
        "mechanism": "repression",
        "description": said,
        "tone": tone,
        "start": date(2023, 6, 1),
        **more,
    }


def acts_of(*acts):
    return {one["id"]: one for one in acts}


OLD = act("CH0001")


def looked(acts):
    def cite(given, where):
        if isinstance(given, Cited):
            return given
        row = acts[given.ref]
        return Cited(
            ref=given.ref,
            kind="act",
            family=Family.MEDIA,
            language="en",
            date=date(2023, 6, 1),
            hash=row_hash(row),
            title="x",
            quote="x",
            span="x",
            release="r",
        )

    def watched(watch, states):
        return tuple(name for name, one in acts.items() if matches(watch, one, states))

    return Looked(cite, lambda question: (), watched)


@pytest.fixture
def watching():
    """A case with a trigger on repression, set when one such act was known."""
    return filled(opened(), "no_concern", looked(acts_of(OLD)), triggers=[{"key": "allegation"}])


def test_what_was_known_does_not_fire_and_what_is_new_does(watching):
    assert rechecked(watching, BANK, acts_of(OLD), "r", LATER).fired == ()
    (fired,) = rechecked(watching, BANK, acts_of(OLD, act("CH0002")), "r", LATER).fired
    assert fired.acts == ("CH0002",) and fired.action == "intercede" and fired.deadline == date(2023, 9, 15)


def test_an_allegation_is_watched_by_state_and_acts_that_name_the_unit_are_told_apart(watching):
    (trigger,) = watching.triggers
    assert trigger.names == ("border service", "training centre", "interior ministry")
    said = act("CH0003") | {"description": "The Border Service is said to have beaten detainees."}
    (fired,) = rechecked(watching, BANK, acts_of(OLD, act("CH0002"), said), "r", LATER).fired
    assert fired.acts == ("CH0002", "CH0003") and fired.named == ("CH0003",)
    assert "not by unit: by name CH0003 about the recipient (border service" in fired.why
    (other,) = rechecked(watching, BANK, acts_of(OLD, act("CH0002")), "r", LATER).fired
    assert other.named == () and "none by name about the recipient" in other.why


def test_acts_of_other_states_or_kinds_do_not_fire(watching):
    others = acts_of(OLD, act("CH0002", states="UZB"), act("CH0003", kind="summit"))
    assert rechecked(watching, BANK, others, "r", LATER).fired == ()


def test_an_act_fires_once(watching):
    acts = acts_of(OLD, act("CH0002"))
    once = recorded(watching, rechecked(watching, BANK, acts, "r", LATER), "Desk 3", AT)
    assert rechecked(once, BANK, acts, "r", LATER).fired == ()
    assert rechecked(once, BANK, {**acts, "CH0003": act("CH0003")}, "r", LATER).fired[0].acts == ("CH0003",)


def test_a_report_fires_its_trigger_until_the_next_recheck():
    case = filled(opened(), triggers=[{"key": "access_denied"}])
    told = with_edits(
        case, {"reports": [{"trigger": "T1", "happened": True, "note": "turned away at the gate"}]}
    )
    found = rechecked(told, BANK, {}, "r", LATER)
    assert found.fired[0].action == "pause" and "turned away" in found.fired[0].why
    assert rechecked(recorded(told, found, "Desk 3", AT), BANK, {}, "r", LATER).fired == ()
    with pytest.raises(InvalidInput, match="'T9' is not a trigger"):
        with_edits(case, {"reports": [{"trigger": "T9", "happened": True, "note": "x"}]})


def test_a_report_entered_late_of_an_earlier_day_fires_too():
    def reported(case, day, note):
        return with_edits(case, {"reports": [{"trigger": "T1", "on": day, "happened": True, "note": note}]})

    case = filled(opened(), triggers=[{"key": "access_denied"}])
    told = reported(case, date(2023, 8, 1), "turned away at the gate")
    once = recorded(told, rechecked(told, BANK, {}, "r", LATER), "Desk 3", AT)
    for day in (LATER, date(2023, 7, 20)):
        (fired,) = rechecked(reported(once, day, "no visit"), BANK, {}, "r", date(2023, 9, 2)).fired
        assert "no visit" in fired.why
    late = reported(once, date(2023, 7, 20), "no visit")
    twice = recorded(late, rechecked(late, BANK, {}, "r", LATER), "Desk 3", AT)
    assert rechecked(twice, BANK, {}, "r", LATER).fired == ()


def test_a_recheck_written_before_reports_were_counted_keeps_its_hash():
    case = filled(opened(), triggers=[{"key": "allegation"}])
    case = recorded(case, rechecked(case, BANK, acts_of(OLD), "r", LATER), "Desk 3", AT)
    assert case.rechecks[0].fired[0].reports == 0
    assert "reports" not in spelled(case)["rechecks"][0]["fired"][0]


def effect(estimate):
    row = EffectRow(
        scenario="baseline",
        outcome="repression",
        title="Repression",
        side="who pays",
        better="low",
        unit="acts per year",
        estimate=estimate,
        low=0.0,
        high=5.0,
        probability_better=0.2,
        moves=-1,
        basis="assumed",
    )
    return RegimeEffect(
        run_id="ab",
        portfolio="x",
        against="do_nothing",
        seed=0,
        futures=10,
        months=12,
        release="r",
        model="m",
        contains="c",
        made_on=DAY,
        rows=(row,),
    )


def test_an_effect_that_leaves_its_approved_band_fires():
    case = opened().model_copy(update={"regime_effect": effect(2.0)})
    case = filled(case, triggers=[{"key": "effect_band"}])
    assert case.triggers[0].band == {"baseline/repression": (0.0, 5.0)}
    assert rechecked(case, BANK, {}, "r", LATER, effect(4.9)).fired == ()
    (fired,) = rechecked(case, BANK, {}, "r", LATER, effect(5.2)).fired
    assert "Repression, baseline: 5.20, approved 0.00 to 5.00" in fired.why


def test_the_regime_effect_never_moves_the_level():
    case = filled(opened())
    bad = case.model_copy(update={"regime_effect": effect(50.0)})
    assert judged(bad, BANK, {}, DAY).level == judged(case, BANK, {}, DAY).level


def test_evidence_that_is_gone_or_altered_is_named_and_carries_nothing():
    acts = acts_of(OLD, act("CH0002"))
    edits = {"answers": [answer("Q1.4", "some", ["CH0001", "CH0002"])]}
    case = with_edits(opened("dialogue"), edits, looked(acts))
    assert gone_and_changed(case, acts) == ((), ())
    now = acts_of(act("CH0002", said="people are released"))
    assert gone_and_changed(case, now) == (("CH0001",), ("CH0002",))


def test_where_a_row_was_read_from_is_no_part_of_what_it_says():
    assert row_hash(act("CH0001", source="a", licence="b")) == row_hash(
        act("CH0001", source="c", licence="d")
    )


def test_comfort_whose_evidence_is_gone_becomes_unknown():
    acts = acts_of(OLD)
    items = [
        "CH0001",
        Cited(
            ref="DOC1",
            family=Family.IGO,
            language="en",
            date=DAY,
            hash="ab" * 32,
            title="x",
            quote="x",
            span="x",
        ),
    ]
    case = with_edits(opened("dialogue"), {"answers": [answer("Q1.4", "no_concern", items)]}, looked(acts))
    assert case.answer("Q1.4").says == "no_concern"
    assert {one.id: one.says for one in judged(case, BANK, {}, DAY).answers} == {"Q1.4": "unknown"}
    assert rechecked(case, BANK, {}, "r", DAY).stale == ("Q1.4",)


def test_a_mitigation_whose_evidence_is_gone_is_verified_no_more():
    acts = acts_of(OLD)
    risk = {"question": "Q3.4", "likelihood": 5, "severity": 4, "proximity": "direct"}
    done = {"key": "mou", "questions": ["Q3.4"], "owner": "desk", "due": DAY}
    edits = {
        "answers": [answer("Q3.4", "serious")],
        "risks": [{**risk, "mitigability": "high", "rationale": "for the test"}],
        "mitigations": [{**done, "verified_on": DAY, "evidence": ["CH0001"]}],
    }
    case = with_edits(opened(), edits, looked(acts))
    assert judged(case, BANK, acts, DAY).rows[0].lowered == 2
    assert judged(case, BANK, {}, DAY).rows[0].lowered == 1
    assert case.mitigations[0].evidence


def test_a_trigger_of_one_s_own_says_what_it_lacks():
    with pytest.raises(InvalidInput, match="it lacks action, days, watch, report or effect"):
        with_edits(opened(), {"triggers": [{"title": "Mine"}]})
    own = {"title": "Mine", "watch": {"kinds": ["law"]}, "action": "pause", "days": 3}
    assert with_edits(opened(), {"triggers": [own]}).triggers[0].watch == Watch(kinds=("law",))


def test_a_difference_tells_with_and_without_apart():
    case = filled(opened())
    without = with_edits(case, {"answers": [answer("Q3.7", "serious")]})
    found = difference(case, without, BANK)
    places = {one.where: (one.was, one.now) for one in found.changes}
    assert places["answers.Q3.7.given"] == ("no_concern", "serious")
    assert (found.level_was, found.at_least_now) == ("LOW", "HIGH") and found.same_case
    assert difference(case, case, BANK).changes == ()


def test_the_register_lists_no_title_and_no_person():
    case = filled(opened("extradition"))
    listed = register([case], BANK)
    assert listed.cases[0].level == "LOW" and "example" not in str(listed) and "P-1" not in str(listed)


def test_a_closed_case_fares_as_approved_only_if_it_was():
    decision = {"outcome": "approve", "reason": "for the test"}
    barred = filled(opened("extradition"), answers=[answer("E1", "serious")])
    unsigned = filled(opened("dialogue"), decision=decision)
    done = unsigned
    for role, by in (("head of unit", "Head 1"), ("second reader", "Reader 2")):
        done = sign(done, assess(done, BANK), role, by, Opinion.APPROVE, DAY, AT)
    closed = [with_edits(case, {"closed": True}) for case in (barred, unsigned, done)]
    listed = register(closed, BANK)
    assert {one.status for one in listed.cases} == {"closed"}
    assert {one.level: one.approved for one in listed.fared} == {"BAR": 0, "LOW": 1}
    open_ones = register([barred, unsigned, done], BANK)
    assert {one.level: one.approved for one in open_ones.fared} == {"BAR": 0, "LOW": 1}
