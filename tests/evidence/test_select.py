from datetime import date

import pytest
from rich.console import Console

from regimelab.cli.shown import act as print_act
from regimelab.errors import UsageError
from regimelab.evidence import list_acts, show_act


def ids(table):
    return table.column("id").to_pylist()


@pytest.fixture
def few(load):
    return load(
        {"date": "2021-12-31", "description": "Uzbekistan backs its neighbour."},
        {"date": "2022-01", "date_precision": "month", "kind": "criticise", "mechanism": "restraint"},
        {"date": "2022-02-01", "actor": "DEU", "target": "KGZ", "kind": "engagement", "states": "KGZ"},
        {"date": "2022", "date_precision": "year", "source_publisher": "Neighbour News"},
    )


def test_all_acts_are_listed_without_a_condition(few):
    assert list_acts(few).equals(few.acts)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"kind": "criticise"}, ["CH0002"]),
        ({"mechanism": "restraint"}, ["CH0002"]),
        ({"state": "KGZ"}, ["CH0003"]),
        ({"state": "EU"}, ["CH0003"]),
        ({"since": "2022-02"}, ["CH0003", "CH0004"]),
        ({"until": "2021"}, ["CH0001"]),
        ({"since": date(2022, 1, 31), "until": date(2022, 1, 31)}, ["CH0002", "CH0004"]),
        ({"since": "2022-01-31", "until": "2022-01-31"}, ["CH0002", "CH0004"]),
        ({"text": "NEIGHBOUR"}, ["CH0001", "CH0004"]),
        ({"text": "uzbekistan neighbour"}, ["CH0001"]),
        ({"text": "neighbour", "kind": "criticise"}, []),
    ],
)
def test_acts_are_listed_that_meet_every_condition(few, conditions, expected):
    assert ids(list_acts(few, **conditions)) == expected


def test_unknown_names_are_refused_all_at_once(few):
    with pytest.raises(UsageError) as refusal:
        list_acts(few, kind="protst", state="KAX", mechanism="restrain")
    assert len(refusal.value.problems) == 3
    assert "Did you mean 'protest'?" in str(refusal.value)


def test_impossible_dates_are_refused_all_at_once(few):
    with pytest.raises(UsageError) as refusal:
        list_acts(few, since="2022-02-31", until="soon")
    assert [problem.where for problem in refusal.value.problems] == ["--since", "--until"]


def test_an_act_is_shown_with_its_pairs_and_origin(evidence):
    view = show_act(evidence, "CH0007")
    assert view.act["kind"] == "summit"
    assert sum(pair["weight"] for pair in view.pairs) == pytest.approx(1.0)
    assert view.origin.source == "chronicle"
    assert view.why_no_pair == ""


def test_the_first_day_after_an_act_is_shown_as_such(load):
    console = Console(width=160)
    with console.capture() as shown:
        print_act(console, show_act(load({"date": "2009-05", "date_precision": "month"}), "CH0001"))
    lines = [line.replace("│", " ").split() for line in shown.get().splitlines()]
    assert ["when", "2009-05"] in lines
    assert ["not", "before", "2009-05-01"] in lines
    assert ["before", "2009-06-01"] in lines


def test_an_act_without_pairs_says_why(evidence):
    view = show_act(evidence, "CH0267")
    assert view.pairs == ()
    assert "no pair" in view.why_no_pair


def test_a_corrected_act_shows_its_correction(evidence):
    [known] = show_act(evidence, evidence.corrections[0].key).corrections
    assert known == evidence.corrections[0]


def test_an_unknown_act_is_refused_with_the_range_of_ids(evidence):
    with pytest.raises(UsageError, match="Ids run from CH0001 to CH0515"):
        show_act(evidence, "CH9999")
