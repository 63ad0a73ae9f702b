"""The laws room says what the scan and the comparison of two laws say, from the texts themselves."""

import inspect
import json
import re
from dataclasses import replace

import pytest

from regimelab.errors import InvalidInput, UsageError
from regimelab.report.language import speaking
from regimelab.study.laws.compare import LEAST, Pair, compare_laws
from regimelab.study.laws.room import Scans, _shown
from regimelab.texts.direction import rival
from tests.web.made_scan import BORROWER, MODEL, OWN, collection, scanned

VERDICT = re.compile(r'verdict = "([^"]+)"')


@pytest.fixture(scope="module")
def laws(tmp_path_factory):
    return collection(tmp_path_factory.mktemp("laws") / "laws")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("scan") / "scan"


@pytest.fixture(scope="module")
def data(laws, place):
    return scanned(laws, place)


@pytest.fixture(scope="module")
def room(data, place):
    return Scans(place)


def test_the_matrix_is_the_scan_s(room, data):
    shown = room.shown()
    told = {(one.law, one.source): one for one in data.links}
    assert {(one.law, one.source) for one in shown.links} == told.keys()
    for one in shown.links:
        link = told[one.law, one.source]
        assert (one.share, one.credited, one.possible) == (link.share, link.credited, link.possible)
    assert [one.id for one in shown.laws] == [MODEL, BORROWER], "by date; a law that shares nothing is out"
    assert shown.left_out == 1 and "1" not in {one.id for one in shown.laws}
    assert shown.headline.startswith("2 of 3 laws")


def test_who_borrowed_from_whom_is_told_by_the_dates(room):
    links = {(one.law, one.source): one for one in room.shown().links}
    assert links[BORROWER, MODEL].credited > 0.5 and links[BORROWER, MODEL].possible is True
    assert links[MODEL, BORROWER].credited == 0 and links[MODEL, BORROWER].possible is False
    (flow,) = room.shown().flows
    assert (flow.state, flow.source_state, flow.laws) == ("KGZ", "RUS", 1)


def test_whether_a_third_law_explains_a_link_is_told_in_words(data):
    link = replace(data.links[0], rival="open")
    assert _shown(link).rival == "not clear" and _shown(replace(link, rival="")).rival == ""
    with speaking("ru"):
        assert _shown(link).rival == "неясно"
        for said in sorted(set(VERDICT.findall(inspect.getsource(rival)))):
            assert "\u0400" < _shown(replace(link, rival=said)).rival[0] < "\u04ff", said


def test_a_title_that_a_spreadsheet_would_run_comes_back_as_it_was(room):
    assert next(one for one in room.shown().laws if one.id == MODEL).title == "-On matters"


def test_two_laws_side_by_side_are_those_of_the_comparison(room, laws):
    found = room.pair(BORROWER, MODEL)
    asked = Pair(str(laws / f"{BORROWER}.txt"), str(laws / f"{MODEL}.txt"), "en", str(laws / f"{OWN}.txt"))
    told = compare_laws(asked, 0).result.data
    assert [one.least for one in found.thresholds] == sorted(LEAST)
    for one, other in zip(found.thresholds, told.shares, strict=True):
        assert (one.share.estimate, one.share.low, one.share.high) == (
            other.share.estimate,
            other.share.low,
            other.share.high,
        )
        assert one.without_boilerplate.estimate == pytest.approx(other.without_boilerplate.estimate)
        assert one.passages == other.passages
    assert found.thresholds[0].share.low < found.thresholds[0].share.estimate
    link = next(one for one in room.shown().links if (one.law, one.source) == (BORROWER, MODEL))
    assert link.share == pytest.approx(found.thresholds[0].share.estimate, abs=1e-6)


def test_passages_are_the_originals_with_the_words_that_differ(room, laws):
    law, source = ((laws / f"{name}.txt").read_text() for name in (BORROWER, MODEL))
    found = room.pair(BORROWER, MODEL).passages
    assert found
    for one in found:
        assert "".join(piece.text for piece in one.left) in law
        assert "".join(piece.text for piece in one.right) in source
    changed = [piece.text for one in found for piece in one.left if not piece.same]
    assert any("altered" in text for text in changed)


def test_laws_that_are_not_of_the_scan_or_not_there_any_more_are_refused(data, place, tmp_path):
    with pytest.raises(InvalidInput, match="no law of this scan"):
        Scans(place).pair("../../etc/passwd", MODEL)
    moved = tmp_path / "moved"
    moved.mkdir()
    for one in place.iterdir():
        (moved / one.name).write_bytes(one.read_bytes())
    about = json.loads((moved / "collection.json").read_text())
    (moved / "collection.json").write_text(json.dumps({**about, "laws": str(tmp_path / "gone")}))
    with pytest.raises(InvalidInput, match="does not exist"):
        Scans(moved).pair(BORROWER, MODEL)


def test_a_folder_without_a_scan_is_refused_and_none_says_how_to_make_one(tmp_path):
    with pytest.raises(UsageError, match=r"holds no laws\.csv and no links\.csv"):
        Scans(tmp_path)
    told = Scans().shown()
    assert told.place == "" and "laws scan" in told.how[0] and "--laws" in told.how[1]


def test_the_interface_answers_as_the_study_does(client, app, room, place):
    before = app.state.held.scans
    assert client.get("/api/v1/laws").json()["place"] == ""
    app.state.held.scans = room
    try:
        shown = client.get("/api/v1/laws").json()
        pair = client.get("/api/v1/laws/pair", params={"law": BORROWER, "source": MODEL})
        wrong = client.get("/api/v1/laws/pair", params={"law": "nothing", "source": MODEL})
    finally:
        app.state.held.scans = before
    assert len(shown["links"]) == len(room.shown().links) and shown["place"] == str(place)
    assert pair.json()["headline"] == room.pair(BORROWER, MODEL).headline
    assert wrong.status_code == 422 and wrong.json()["problems"][0]["remedy"]
