"""A chronicle drawn from event data: what becomes an act, which days are covered, what is said of it."""

from datetime import date

import pytest

from regimelab.errors import EvidenceMissing
from regimelab.evidence import load_evidence
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library
from regimelab.evidence.sources import SOURCE
from regimelab.region import load_region
from regimelab.region.schema import Chronicle

HEADER = "Event ID\tEvent Date\tSource Country\tCAMEO Code\tIntensity\tTarget Country"


@pytest.fixture
def gulf():
    return load_region("gulf")


@pytest.fixture
def report(store, tmp_path):
    """Add reports (day, sender, code, receiver) as ICEWS publishes them."""

    def add(*reports):
        lines = [f"{n}\t{d}\t{a}\t{code}\t1.0\t{b}" for n, (d, a, code, b) in enumerate(reports, start=1)]
        path = tmp_path / "events.tab"
        path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
        stated = {"published": None, "version": "7", "retrieved": date(2026, 11, 1)}
        Library(store, actor_codes()).add(path, SOURCE["icews"], **stated)

    return add


def drawn(store, region):
    return [
        (str(act["start"]), act["kind"], act["actor"], act["target"])
        for act in load_evidence(store, region).acts.to_pylist()
    ]


def test_reports_of_one_day_kind_and_pair_are_one_act_whichever_end_of_a_meeting_is_named_first(
    store, gulf, report
):
    report(
        ("2012-05-01", "Saudi Arabia", "057", "Bahrain"),
        ("2012-05-01", "Bahrain", "057", "Saudi Arabia"),
        ("2012-05-02", "Saudi Arabia", "111", "Iran"),
        ("2012-05-02", "Saudi Arabia", "111", "Iran"),
        ("2012-05-02", "Iran", "111", "Saudi Arabia"),
    )
    assert drawn(store, gulf) == [
        ("2012-05-01", "agreement", "BHR", "SAU"),
        ("2012-05-02", "criticise", "IRN", "SAU"),
        ("2012-05-02", "criticise", "SAU", "IRN"),
    ]


def test_an_act_without_a_member_or_of_no_kind_is_left_out_and_unrest_is_its_states_own(store, gulf, report):
    report(
        ("2012-05-01", "Iran", "057", "Turkey"),
        ("2012-05-01", "Saudi Arabia", "010", "Bahrain"),
        ("2012-05-02", "Bahrain", "141", "Bahrain"),
        ("2012-05-03", "Qatar", "057", "Brazil"),
    )
    assert drawn(store, gulf) == [("2012-05-02", "protest", "BHR", None)]


def test_only_the_longest_stretch_of_reported_days_is_covered(store, gulf, report):
    days = ("2009-12-30", "2012-01-01", "2012-01-05", "2012-01-12", "2014-03-01", "2014-03-03")
    report(*((day, "Saudi Arabia", "057", "Bahrain") for day in days))
    evidence = load_evidence(store, gulf)
    assert (evidence.region.period.start, evidence.region.period.end) == (date(2012, 1, 1), date(2012, 1, 12))
    assert evidence.acts.num_rows == 3


def test_a_drawn_act_says_that_a_machine_coded_it_and_whence_it_comes(store, gulf, report):
    report(("2012-05-01", "Saudi Arabia", "057", "Bahrain"))
    evidence = load_evidence(store, gulf)
    (act,) = evidence.acts.to_pylist()
    assert evidence.drawn
    assert act["description"].startswith("Machine-coded: BHR and SAU, agreement (CAMEO 057")
    assert (act["source"], act["licence"]) == ("icews", "CC0 1.0")
    chronicle = next(one for one in evidence.origins if one.source == "chronicle")
    assert (chronicle.version, chronicle.accessed) == ("icews 7", "2026-11-01")


def test_what_was_drawn_is_read_back_the_same_and_new_data_make_a_new_release(store, gulf, report):
    report(("2012-05-01", "Saudi Arabia", "057", "Bahrain"))
    first, again = load_evidence(store, gulf), load_evidence(store, gulf)
    assert (first.release, first.acts, first.region.period) == (
        again.release,
        again.acts,
        again.region.period,
    )
    report(("2012-05-01", "Saudi Arabia", "057", "Bahrain"), ("2012-05-02", "Qatar", "057", "Bahrain"))
    assert load_evidence(store, gulf).release != first.release


def test_a_store_without_event_data_is_told_how_to_get_some(store, gulf):
    with pytest.raises(EvidenceMissing, match="evidence add FILE --source icews"):
        load_evidence(store, gulf)


def test_data_of_other_years_are_not_taken_for_silence(store, gulf, report):
    report(("2001-05-01", "Saudi Arabia", "057", "Bahrain"))
    with pytest.raises(EvidenceMissing, match="report nothing from 2010-01-01"):
        load_evidence(store, gulf)


def test_a_chronicle_comes_from_a_file_or_from_events_and_never_from_both():
    stated = dict.fromkeys(("producer", "title", "version", "licence", "citation"), "x") | {
        "accessed": "2026"
    }
    for given in ({}, {"file": "chronicle.csv", "events": ["icews"]}):
        with pytest.raises(ValueError, match="neither a file nor events"):
            Chronicle(**stated, **given)
    with pytest.raises(ValueError, match="is not a source of events"):
        Chronicle(**stated, events=["icew"])
