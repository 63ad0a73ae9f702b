"""Looking around: words ranked by how often they are said, counts, the row behind an act."""

import pytest

from regimelab.errors import UsageError
from regimelab.evidence import list_acts, show_act
from regimelab.evidence.browse import facets, search_acts, written_row
from regimelab.evidence.select import sort_acts


@pytest.fixture
def few(load):
    return load(
        {"description": "A border, closed.", "confidence": "low", "intensity": "1"},
        {
            "description": "Border guards meet at the border near Batken.",
            "kind": "summit",
            "date": "2021-05-01",
        },
        {"description": "Batken border talks.", "source_publisher": "Khovar", "intensity": "9"},
    )


def ids(acts):
    return [act["id"] for act in acts]


def test_all_words_must_be_said_and_those_said_most_come_first(few):
    assert ids(search_acts(few, "BORDER")) == ["CH0002", "CH0001", "CH0003"]
    assert [(act["id"], act["matches"]) for act in search_acts(few, "border batken")] == [
        ("CH0002", 3),
        ("CH0003", 2),
    ]
    assert search_acts(few, "border xylophone") == []


def test_a_search_for_nothing_is_refused(few):
    with pytest.raises(UsageError, match="no word"):
        search_acts(few, "  ")


def test_facets_count_every_act_of_the_whole_chronicle(evidence):
    acts = evidence.acts.to_pylist()
    found = facets(acts)
    assert all(sum(found[name].values()) == len(acts) for name in found if name != "state")
    assert sum(found["state"].values()) > len(acts)
    assert list(found["year"]) == sorted(found["year"])
    assert "unlisted" not in found["family"]


def test_facets_of_no_act_are_empty():
    assert set(map(len, facets([]).values())) == {0}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, ["CH0001", "CH0002", "CH0003"]),
        ("date", ["CH0002", "CH0001", "CH0003"]),
        ("-intensity", ["CH0003", "CH0002", "CH0001"]),
        ("-confidence", ["CH0001", "CH0002", "CH0003"]),
        ("publisher", ["CH0001", "CH0002", "CH0003"]),
    ],
)
def test_acts_are_sorted_as_asked(few, order, expected):
    assert ids(sort_acts(few.acts.to_pylist(), order)) == expected


def test_an_unknown_order_is_refused(few):
    with pytest.raises(UsageError, match="Did you mean 'date'"):
        sort_acts([], "-dat")


def test_acts_are_listed_by_family_and_confidence(few):
    assert ids(list_acts(few, family="state_media").to_pylist()) == ["CH0003"]
    assert ids(list_acts(few, family="unlisted", confidence="low").to_pylist()) == ["CH0001"]
    with pytest.raises(UsageError) as refused:
        list_acts(few, family="press", confidence="sure")
    assert len(refused.value.problems) == 2


def test_an_act_shows_both_pages_and_the_row_as_it_was_written(evidence):
    path = evidence.region.folder / "chronicle.csv"
    (known,) = evidence.corrections
    row = written_row(path, show_act(evidence, known.key))
    assert row is not None and row.values[known.column] == known.was
    assert path.read_text(encoding="utf-8").splitlines()[row.line - 1].startswith(known.key)
    second = next(act["id"] for act in evidence.acts.to_pylist() if act["source_url_2"])
    assert [bool(page.publisher) for page in show_act(evidence, second).pages] == [True, False]


def test_a_file_that_has_changed_or_gone_has_no_row_to_show(evidence, tmp_path):
    view = show_act(evidence, "CH0100")
    other = tmp_path / "chronicle.csv"
    assert written_row(other, view) is None
    other.write_text("id\nCH0100\n")
    assert written_row(other, view) is None
