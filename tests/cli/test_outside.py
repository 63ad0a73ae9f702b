"""Outside data from the command line: added, looked at, corrected, compared, withdrawn, copied."""

import pytest
from python_calamine import CalamineWorkbook

from regimelab.region import load_region

NAMED = ("record", "sender", "receiver", "kind")


@pytest.fixture
def lines(tmp_path):
    """Write a chronicle of a header and the first rows of the packaged one."""
    region = load_region("central_asia")
    whole = (region.folder / region.chronicle.file).read_text("utf-8").splitlines(keepends=True)

    def written(count, name="own.csv", change=("", "")):
        path = tmp_path / name
        path.write_text("".join(whole[: count + 1]).replace(*change), "utf-8")
        return path

    return written


@pytest.fixture
def library(ask, tmp_path, lines):
    """Add a chronicle of 80 acts to a store of its own; asks of that store."""
    place = ("--store", tmp_path / "outside.duckdb")

    def asked(*words):
        answer, done = ask(*words[:2], *place, *words[2:])
        assert done.exit_code == 0, done.output
        return answer["data"]

    asked.added = asked("evidence", "add", lines(80), "--source", "chronicle", "--published", "2023-07-01")
    asked.place = place
    return asked


def test_the_parts_of_a_state_are_that_state_among_outside_data(library):
    shown = library("evidence", "events", "--sender", "KAZ", "--limit", "200")
    assert shown["total"] > 0
    assert {row["sender"] for row in shown["events"]} == {"KAZ"}
    assert any(":" in row["sender_code"] for row in shown["events"])


def test_organisations_of_the_chronicle_are_known_and_what_is_not_is_told_in_brackets(library, run):
    checked = {one["check"]: one for one in library("evidence", "check")}
    unknown = {named.split(" ")[0] for named in checked["unmapped"]["examples"]}
    assert not unknown & {"EU", "OSCE", "CSTO", "SCO", "KAZ"}
    shown = run("evidence", "events", *library.place, "--limit", "200").output
    assert f"({sorted(unknown)[0]}" in shown


def test_what_was_added_is_told_by_file_and_release(library):
    held = library("evidence", "data")
    assert [one["source"] for one in held["snapshots"]] == ["chronicle"]
    assert held["release"] == library.added["release"]
    counted = {one["name"]: one["rows"] for one in library("evidence", "sources")}
    assert counted["chronicle"] == held["snapshots"][0]["rows"] and counted["gdelt"] == 0


def test_facets_count_every_event_once_by_source(library):
    shown = library("evidence", "events", "--facets")
    assert sum(shown["facets"]["source"].values()) == shown["total"] > 0


def test_reliability_and_checks_speak_of_what_was_added(library):
    rated = library("evidence", "reliability")
    assert all(0 <= row["reliability"] <= 1 for row in rated) and rated
    assert {one["check"] for one in library("evidence", "check")} <= {
        "unique",
        "range",
        "unmapped",
        "coverage",
        "volume",
        "disagreement",
    }


def test_two_releases_differ_by_the_file_that_came_between(library, lines):
    grown = library(
        "evidence", "add", lines(100, "later.csv"), "--source", "chronicle", "--published", "2023-08-01"
    )
    found = library("evidence", "diff", library.added["release"], grown["release"], "--outside")
    [rows] = found["rows"]
    assert rows["added"] > 0 and rows["removed"] == 0 and rows["changed"] == 0
    assert [one["file"] for pair in found["replaced"] for one in pair] == ["own.csv", "later.csv"]


def test_a_file_that_is_withdrawn_is_gone_from_the_next_release_only(library, ask):
    [snapshot] = library("evidence", "data")["snapshots"]
    before = library("evidence", "events")["total"]
    library("evidence", "withdraw", snapshot["snapshot"], "--reason", "a draft")
    assert library("evidence", "events")["total"] == 0
    assert library("evidence", "events", "--library", library.added["release"])["total"] == before
    answer, done = ask("evidence", "withdraw", *library.place, snapshot["snapshot"], "--reason", "again")
    assert done.exit_code == 2 and "holds no snapshot" in answer["error"]["what"]
    answer, done = ask("evidence", "withdraw", *library.place, snapshot["snapshot"], "--reason", " ")
    assert "Say why" in str(answer["error"])


def test_a_correction_shows_in_the_event_and_in_the_difference(library, tmp_path):
    event = library("evidence", "events", "--limit", "1")["events"][0]
    path = tmp_path / "corrections.csv"
    path.write_text(
        "source,record,column,was,now,reason,url\n"
        f"chronicle,{event['record']},deaths_low,{event['deaths_low'] or ''},3,The page was read again.,\n"
    )
    release = library("evidence", "correct", path)["release"]
    again = library("evidence", "events", "--record", event["record"])["events"][0]
    assert again["deaths_low"] == 3
    found = library("evidence", "diff", library.added["release"], release, "--outside")
    assert [one["now"] for one in found["corrections"]] == ["3"]


def test_a_workbook_of_events_keeps_text_as_text(library, run, environment, lines):
    formula = ("The OSCE", "=HYPERLINK(1)")
    path = lines(5, "formula.csv", formula)
    done = run("evidence", "list", "--chronicle", path, "-o", "acts.xlsx")
    assert done.exit_code == 0, done.output
    rows = CalamineWorkbook.from_path(str(environment / "acts.xlsx")).get_sheet_by_index(0).to_python()
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert any(cell.startswith("=HYPERLINK(1)") for cell in texts)


def test_the_store_is_copied_to_a_server_once_and_then_only_what_is_new(library, ask, postgres_url):
    answer, done = ask("evidence", "copy", *library.place, "--to", postgres_url, "--replace")
    assert done.exit_code == 0, done.output
    assert [one["schema"] for one in answer["data"]] == ["library"]
    answer, done = ask("evidence", "copy", *library.place, "--to", postgres_url)
    assert done.exit_code == 3 and "a schema 'library' already" in answer["error"]["what"]


def test_an_empty_store_has_nothing_to_copy(ask, tmp_path, postgres_url):
    from regimelab.evidence import Store

    path = tmp_path / "empty.duckdb"
    Store.open(path).close()
    answer, done = ask("evidence", "copy", "--store", path, "--to", postgres_url)
    assert not answer["ok"] and "nothing to copy" in answer["error"]["what"]
