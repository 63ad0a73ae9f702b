"""A region drafted from the store: what is looked up, what is assumed and on what ground, what is refused."""

from datetime import date

import pytest

from regimelab.errors import UsageError
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library
from regimelab.evidence.lookup import look_up
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.states import states_of
from regimelab.region import blanks, check_region, load_region
from regimelab.region.draft import draft_of
from regimelab.region.facts import reason
from regimelab.study.region import draft_members

TODAY = date(2026, 11, 1)
EVENTS = """Event ID\tEvent Date\tSource Country\tCAMEO Code\tIntensity\tTarget Country
1\t2012-05-01\tEstonia\t057\t1.0\tGermany
2\t2012-05-02\tPoland\t057\t1.0\tLatvia
3\t2012-05-03\tPoland\t111\t1.0\tEstonia
"""
ARMS = """SIPRI AT Database ID,Supplier,Recipient,Delivery year,TIV delivery values
1,Germany,Estonia,2011,90
2,Poland,Estonia,2012,10
3,Germany,Latvia,2012,1
4,Sweden,Latvia,2012,1
"""
ALLIANCES = """atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul
7001,255,2000,1,1,0,0,0,1,0,0,0,0
7001,366,1992,1,1,1999,5,1,1,0,0,0,0
7001,366,2006,1,1,0,0,0,1,0,0,0,0
7002,255,1992,1,1,2001,1,1,0,0,0,1,0
7002,366,1992,1,1,2001,1,1,0,0,0,1,0
"""


@pytest.fixture
def add(store, tmp_path):
    def added(source, text):
        path = tmp_path / f"{source}.txt"
        path.write_text(text, encoding="utf-8")
        stated = {"published": None, "version": "7", "retrieved": TODAY}
        Library(store, actor_codes()).add(path, SOURCE[source], **stated)

    return added


def test_without_figures_whoever_most_events_are_with_is_the_patron_and_the_ground_says_so(
    store, add, tmp_path
):
    add("icews", EVENTS)
    facts, notes = look_up(store, ["EST", "LVA"], TODAY)
    assert [(one.code, one.events) for one in facts.partners] == [("POL", 2), ("DEU", 1)]
    assert reason(facts.partners[0]).startswith("2 events with members, more than any other")
    assert "0 between members, 3 with the outside actors" in notes[0]
    assert "cow_contiguity" in notes[-1] and "sipri_tiv" in notes[-1]
    region = load_region(str(draft_of("baltic", tmp_path, facts, TODAY)))
    assert (region.patron.actor, region.patron.basis, region.patron.shock) == ("POL", "assumed", None)
    assert (region.period.start, region.period.end) == (date(2012, 5, 1), date(2012, 5, 3))


def test_the_patron_is_whom_members_depend_on_most_each_member_weighing_the_same(store, add, tmp_path):
    add("icews", EVENTS)
    add("sipri_tiv", ARMS)
    facts, _ = look_up(store, ["EST", "LVA"], TODAY)
    assert [one.code for one in facts.partners] == ["DEU", "POL"]
    assert facts.partners[0].grounds[0].share == pytest.approx((0.9 + 0.5) / 2)
    assert "70% of arms delivered, a mean over 2 of 2 members" in reason(facts.partners[0])
    folder = draft_of("baltic", tmp_path, facts, TODAY)
    assert check_region(folder) == []
    lines = (folder / "region.toml").read_text(encoding="utf-8").splitlines()
    assert [lines[n - 1].split("#")[0].split()[0] for n in blanks(folder)["region.toml"]] == ["role"]


def test_alliances_that_ended_before_the_events_are_left_out_and_an_earlier_stay_is_told(
    store, add, tmp_path
):
    add("icews", EVENTS)
    add("atop_members", ALLIANCES)
    facts, _ = look_up(store, ["EST", "DEU"], TODAY)
    held = {(one.actor, one.organisation): (str(one.since), one.until, one.note) for one in facts.memberships}
    assert held == {
        ("DEU", "ATOP 7001"): ("2000-01-01", None, "duties: defense"),
        ("EST", "ATOP 7001"): ("2006-01-01", None, "duties: defense; before that 1992-01-01 to 1999-05-01"),
    }


def test_a_draft_of_an_empty_store_holds_nothing_that_is_invented_but_what_is_marked(store, tmp_path):
    facts, notes = look_up(store, ["EST", "LVA"], TODAY)
    folder = draft_of("baltic", tmp_path, facts, TODAY)
    assert check_region(folder) == []
    assert sorted(file.name for file in folder.iterdir()) == ["region.toml", "states.csv"]
    region = load_region(str(folder))
    assert region.dependence() == {} and region.borders() == []
    assert [one.leader_office for one in region.members] == [None, None]
    assert "outside actors and acts" in notes[-1]


def test_a_draft_takes_over_what_packaged_tables_say_of_a_member_and_says_where(store, tmp_path):
    facts, notes = look_up(store, ["ARM", "GEO"], TODAY)
    assert {row.code: row.land_border_km for row in facts.states} == {"ARM": 1570.0, "GEO": 1814.0}
    assert check_region(draft_of("two", tmp_path, facts, TODAY)) == []
    assert notes[0].startswith("ARM, GEO: in south_caucasus too")
    facts, _ = look_up(store, ["JOR", "TON"], TODAY)
    assert check_region(draft_of("settled", tmp_path, facts, TODAY)) == []


def test_members_are_read_by_code_former_code_or_name():
    assert states_of(["est", "Latvia", "YUG"], TODAY) == (("EST", "LVA", "SRB"), [])


def test_whatever_is_wrong_with_a_draft_is_said_at_once(tmp_path):
    (tmp_path / "baltic").mkdir()
    with pytest.raises(UsageError) as refused:
        draft_members("baltic", tmp_path, ["Algeria", "DZA", "ALG", "TKN"], tmp_path / "none.duckdb")
    assert [problem.what for problem in refused.value.problems] == [
        "is there already.",
        "'ALG' is not a state's code (ISO 3166 alpha-3) or name.",
        "'TKN' is not a state's code (ISO 3166 alpha-3) or name.",
        "'Algeria', 'DZA' are one state: Algeria (DZA).",
        "names 1 state(s).",
    ]
    assert not (tmp_path / "none.duckdb").exists()
