from datetime import date

import pytest

from regimelab.errors import UsageError
from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, View
from regimelab.evidence.outside import Outside, how_to_add
from regimelab.evidence.sources import SOURCE

VOTES = "rcid,ccode,session,vote,date,unres\n7,705,60,1,2005-11-01,R/60/1\n7,999,60,3,2005-11-01,R/60/1\n"


@pytest.fixture
def store(tmp_path):
    path, file = tmp_path / "evidence.duckdb", tmp_path / "votes.csv"
    file.write_text(VOTES)
    with Store.open(path) as opened:
        stated = {"published": date(2024, 1, 1), "version": "1", "retrieved": date(2026, 11, 1)}
        Library(opened, actor_codes()).add(file, SOURCE["un_votes"], **stated)
    return path


def test_votes_come_with_our_codes_and_their_source(store):
    outside = Outside.open(store, View())
    rows = outside.votes().to_pylist()
    assert [(row["actor"], row["vote"], row["source"]) for row in rows] == [("KAZ", "for", "un_votes")]
    assert outside.sources == {"un_votes"} and outside.figures(["v2x_polyarchy"]).num_rows == 0


def test_what_is_lacking_is_named_with_the_way_to_add_it(store):
    outside = Outside.open(store, View())
    assert outside.lacking("un_votes") == ""
    assert "evidence add FILE --source vdem" in outside.lacking("un_votes", "vdem")
    with pytest.raises(UsageError, match="not a source"):
        how_to_add("nowhere")


def test_what_lies_openly_by_the_day_is_pulled_and_not_added_by_hand():
    assert "evidence pull gdelt'" in how_to_add("gdelt")
    assert "evidence pull unhcr_decisions'" in how_to_add("unhcr_decisions")


def test_a_view_before_the_data_were_published_sees_none_of_them(store):
    outside = Outside.open(store, View(as_of=date(2020, 1, 1)))
    assert outside.votes().num_rows == 0 and outside.sources == frozenset()


def test_a_store_without_outside_data_has_none(tmp_path):
    path = tmp_path / "empty.duckdb"
    Store.open(path).close()
    assert Outside.open(path, View()) is None


def test_a_view_without_a_family_sees_none_of_its_sources(store):
    assert Outside.open(store, View()).families == {"records"}
    left = Outside.open(store, View(without=("records",)))
    assert left.sources == frozenset() and left.votes().num_rows == 0
