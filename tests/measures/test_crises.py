import pytest
from made_evidence import act, evidence_of

from regimelab.codebook import triggers_crisis
from regimelab.measures.crises import episodes, is_trigger
from regimelab.measures.rows import act_rows

MEMBERS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def found(evidence, *acts):
    return episodes(act_rows(evidence_of(evidence, acts)), MEMBERS)


@pytest.mark.parametrize(
    ("kind", "changes", "is_crisis"),
    [
        ("unrest_violence", {"intensity": 2}, True),
        ("protest", {"intensity": 2}, False),
        ("protest", {"intensity": 3}, True),
        ("repress", {"intensity": 4}, False),
        ("repress", {"intensity": 5}, True),
        ("transition", {"intensity": 8}, False),
        ("transition", {"intensity": 9}, True),
        ("summit", {"intensity": 9}, False),
    ],
)
def test_crisis_is_told_by_kind_and_intensity(evidence, kind, changes, is_crisis):
    rows = act_rows(evidence_of(evidence, [act(kind, "KAZ:government", "KAZ", "2022-01-05", **changes)]))
    assert is_trigger(rows[0]) is is_crisis


@pytest.mark.parametrize(("deaths", "is_crisis"), [(None, False), (0, False), (1, True)])
def test_clash_is_a_crisis_only_with_a_death(evidence, deaths, is_crisis):
    rows = act_rows(
        evidence_of(evidence, [act("border_clash", "KGZ;TJK", "KGZ;TJK", "2021-04-28", deaths_low=deaths)])
    )
    assert is_trigger(rows[0]) is is_crisis


def test_triggers_within_thirty_days_are_one_episode(evidence):
    acts = [act("protest", "KAZ:protesters", "KAZ:government", day) for day in ("2022-01-02", "2022-01-31")]
    later = act("protest", "KAZ:protesters", "KAZ:government", "2022-03-03")
    assert [e.onset.isoformat() for e in found(evidence, *acts, later)] == ["2022-01-02", "2022-03-03"]


def test_clash_strikes_both_sides_and_makes_each_a_party_to_the_other(evidence):
    clash = act("border_clash", "KGZ;TJK", "KGZ;TJK", "2021-04-28", deaths_low=40, tone=-1)
    assert {(e.member, *e.parties) for e in found(evidence, clash)} == {("KGZ", "TJK"), ("TJK", "KGZ")}


def test_attack_strikes_its_target(evidence):
    assert [e.member for e in found(evidence, act("terror", "ISIS", "TJK", "2019-05-19"))] == ["TJK"]


def test_month_dated_trigger_does_not_move_the_onset_of_an_exact_one(evidence):
    month = act("unrest_violence", "KGZ:protesters", "KGZ", "2019-08-01", days=31, precision="month")
    exact = act("unrest_violence", "KGZ:government", "KGZ", "2019-08-20")
    assert [e.onset.isoformat() for e in found(evidence, month, exact)] == ["2019-08-20"]


def test_year_dated_trigger_makes_no_episode(evidence):
    year = act("unrest_violence", "KGZ:protesters", "KGZ", "2019-01-01", days=365, precision="year")
    assert found(evidence, year) == ()


def test_the_chronicle_holds_the_crises_that_the_brief_names(evidence):
    names = [e.name for e in episodes(act_rows(evidence), MEMBERS)]
    assert "KAZ 2022-01-02" in names and "UZB 2022-07-01" in names


def test_a_trigger_that_is_dated_to_a_year_is_no_crisis():
    assert triggers_crisis("terror", "month", None, None)
    assert not triggers_crisis("terror", "year", None, None)
    assert not triggers_crisis("protest", "day", None, None)
