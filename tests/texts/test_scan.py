"""A collection is scanned to the same end wherever and in however many goes."""

import csv
import io
from dataclasses import replace

import pytest

from regimelab.errors import InvalidInput, UsageError
from regimelab.study.laws.diffusion import diffusion_of_laws
from regimelab.study.laws.files import scan_files
from regimelab.study.laws.scan import Asked, scan_laws
from tests.texts.made_laws import made_articles, made_law

ROWS = (
    ("model", "Model law", "RUS", "1996-01-01"),
    ("russian", "Russian law", "RUS", "2002-07-25"),
    ("kyrgyz", "Kyrgyz law", "KGZ", "2005-08-17"),
    ("tajik", "Tajik law", "TJK", "2003-12-08"),
    ("kazakh", "Kazakh law", "KAZ", "2005-02-18"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Five laws: the Kyrgyz four fifths from the Russian, the Tajik two fifths, the Kazakh its own."""
    place = tmp_path_factory.mktemp("laws")
    russian = made_articles(1, 10)
    texts = {
        "model": made_articles(9, 10),
        "russian": russian,
        "kyrgyz": russian[:8] + made_articles(2, 2),
        "tajik": russian[:4] + made_articles(3, 6),
        "kazakh": made_articles(4, 10),
    }
    for name, articles in texts.items():
        (place / f"{name}.txt").write_text(made_law(articles))
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["file", "title", "state", "adopted", "language", "source"])
    writer.writerows(
        [f"{name}.txt", title, state, day, "en", f"https://laws.example/{name}"]
        for name, title, state, day in ROWS
    )
    (place / "manifest.csv").write_text(sheet.getvalue())
    return place


@pytest.fixture(scope="module")
def asked(folder):
    return Asked(str(folder), workers=1)


@pytest.fixture(scope="module")
def scanned(asked):
    return scan_laws(asked)


def shares(found):
    return {(one.law, one.source): one.share for one in found.result.data.links}


def test_shares_are_what_was_copied(scanned):
    found = shares(scanned)
    assert found["kyrgyz", "russian"] == pytest.approx(0.8, abs=0.03)
    assert found["tajik", "russian"] == pytest.approx(0.4, abs=0.03)
    assert not any("kazakh" in pair or "model" in pair for pair in found)


def test_credit_goes_to_the_law_that_held_first(scanned):
    credited = {(one.law, one.source): one.credited for one in scanned.result.data.links}
    assert credited["kyrgyz", "russian"] > 0.75
    assert credited["kyrgyz", "tajik"] == credited["russian", "kyrgyz"] == 0
    assert scanned.result.data.tree["russian"] == ["tajik", "kyrgyz"]


def test_a_scan_that_was_stopped_goes_on_and_ends_the_same(asked, scanned, tmp_path, monkeypatch):
    from regimelab.texts import scan

    monkeypatch.setattr(scan, "BATCH_WORDS", 5000)
    held, done = replace(asked, work=tmp_path / "work"), []

    def stopped(batch, whole=scan.align_batch):
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(batch.number)
        return whole(batch)

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(scan, "align_batch", stopped)
        scan_laws(held)
    kept = {file: file.stat().st_mtime_ns for file in (held.work / "passages").glob("*.parquet")}
    assert len(kept) == 1
    again = scan_laws(held)
    assert shares(again) == shares(scanned)
    assert all(file.stat().st_mtime_ns == was for file, was in kept.items())


def test_many_small_portions_end_the_same_as_one(asked, scanned, monkeypatch):
    from regimelab.texts import pairing, scan, shelving

    monkeypatch.setattr(shelving, "PORTION", 1)
    for name in ("GROUP_WORDS", "PART_WORDS", "RANGE_WORDS"):
        monkeypatch.setattr(pairing, name, 700)
    monkeypatch.setattr(scan, "BATCH_WORDS", 700)
    assert scan_laws(asked).result.rows == scanned.result.rows


@pytest.mark.parametrize("task", ["shelve", "mark_group", "share_part", "count_range"])
def test_whatever_was_read_or_paired_before_a_stop_is_not_done_again(
    asked, scanned, tmp_path, monkeypatch, task
):
    from regimelab.texts import pairing, scan, shelving

    monkeypatch.setattr(shelving, "PORTION", 1)
    for name in ("GROUP_WORDS", "PART_WORDS", "RANGE_WORDS"):
        monkeypatch.setattr(pairing, name, 700)
    held, done = replace(asked, work=tmp_path / "work"), []
    home = scan if task == "shelve" else pairing
    whole = getattr(home, task)

    def stopped(one):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(one)
        return whole(one)

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(home, task, stopped)
        scan_laws(held)
    first, again = list(done), []

    def noted(one):
        again.append(one)
        return whole(one)

    monkeypatch.setattr(home, task, noted)
    assert scan_laws(held).result.rows == scanned.result.rows
    assert len(first) == 2 and again and not set(map(str, first)) & set(map(str, again))


def test_a_folder_without_laws_is_named(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        scan_laws(Asked(str(tmp_path), workers=1))
    assert [(problem.where, problem.what) for problem in caught.value.problems] == [
        (str(tmp_path), "holds no laws.")
    ]


def test_a_collection_with_something_wrong_is_refused_again_until_it_is_mended(folder, tmp_path):
    (tmp_path / "laws").mkdir()
    for name in ("russian", "kyrgyz"):
        (tmp_path / "laws" / f"{name}.txt").write_text((folder / f"{name}.txt").read_text())
    (tmp_path / "laws" / "empty.txt").write_bytes(b"")
    (tmp_path / "laws" / "binary.txt").write_bytes(bytes(9))
    held = Asked(str(tmp_path / "laws"), language="en", work=tmp_path / "work", workers=1)
    for _ in range(2):
        with pytest.raises(InvalidInput) as caught:
            scan_laws(held)
        assert [problem.what for problem in caught.value.problems] == ["is binary, not text.", "is empty."]
    for name in ("empty", "binary"):
        (tmp_path / "laws" / f"{name}.txt").unlink()
    assert ("kyrgyz", "russian") in shares(scan_laws(held))


def test_a_scan_that_goes_on_says_again_what_had_to_be_assumed(folder, tmp_path):
    (tmp_path / "laws").mkdir()
    for name in ("russian", "kyrgyz"):
        (tmp_path / "laws" / f"{name}.txt").write_text((folder / f"{name}.txt").read_text())
    held = Asked(str(tmp_path / "laws"), work=tmp_path / "work", workers=1)
    first, again = scan_laws(held).result.warnings, scan_laws(held).result.warnings
    assert any("language taken from letters and words" in note for note in first)
    assert again == first


def test_a_scan_begins_anew_when_a_law_changed_though_the_folder_has_a_sharp_sign(folder, tmp_path):
    place = tmp_path / "laws#2"
    place.mkdir()
    for name in ("russian", "kyrgyz"):
        (place / f"{name}.txt").write_text((folder / f"{name}.txt").read_text())
    held = Asked(str(place), language="en", work=tmp_path / "work", workers=1)
    assert ("kyrgyz", "russian") in shares(scan_laws(held))
    (place / "kyrgyz.txt").write_text((folder / "kazakh.txt").read_text())
    assert shares(scan_laws(held)) == {}


def test_laws_held_against_others_are_not_held_against_each_other(folder, tmp_path):
    (tmp_path / "own").mkdir()
    for name in ("kyrgyz", "tajik"):
        (tmp_path / "own" / f"my-{name}.txt").write_text((folder / f"{name}.txt").read_text())
    found = shares(scan_laws(Asked(str(tmp_path / "own"), str(folder), "en", workers=1)))
    assert ("my-kyrgyz", "russian") in found
    assert not any(law.startswith("my-") and source.startswith("my-") for law, source in found)


def test_laws_in_two_languages_are_not_held_against_each_other(tmp_path):
    text = made_law(made_articles(1, 5))
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(text)
    (tmp_path / "manifest.csv").write_text("file,language\na.txt,en\nb.txt,tr\n")
    assert shares(scan_laws(Asked(str(tmp_path), workers=1))) == {}


def test_a_folder_of_other_things_or_among_the_laws_is_no_work_folder(folder, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(UsageError, match="not of a scan"):
        scan_laws(Asked(str(folder), work=tmp_path))
    with pytest.raises(UsageError, match="read as laws the next time"):
        scan_laws(Asked(str(folder), work=folder / "work"))


def test_files_of_a_scan_hold_tables_network_and_a_page_without_script(scanned):
    files = scan_files(scanned)
    rows = list(csv.DictReader(io.StringIO(files["matrix.csv"].decode())))
    assert float(next(row for row in rows if row["law"] == "kyrgyz")["russian"]) == pytest.approx(
        0.8, abs=0.03
    )
    assert b"target='kyrgyz'" in files["network.graphml"].replace(b'"', b"'")
    page = files["report.html"].decode()
    assert "<script" not in page and "http://" not in page.replace("http://www.w3.org", "")
    assert "Kyrgyz law" in page


def test_the_network_has_no_edge_between_laws_without_dates(folder, tmp_path):
    for name in ("russian", "kyrgyz"):
        (tmp_path / f"{name}.txt").write_text((folder / f"{name}.txt").read_text())
    found = scan_laws(Asked(str(tmp_path), language="en", workers=1))
    assert {(one.law, one.credited, one.possible) for one in found.result.data.links} == {
        ("kyrgyz", 0.0, None),
        ("russian", 0.0, None),
    }
    network = scan_files(found)["network.graphml"]
    assert network.count(b"<node") == 2 and b"<edge" not in network


def test_titles_cannot_smuggle_markup_into_the_page(folder, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text((folder / "russian.txt").read_text())
    (tmp_path / "manifest.csv").write_text(
        "file,title,language\na.txt,<script>x</script>,en\nb.txt,=cmd(),en\n"
    )
    files = scan_files(scan_laws(Asked(str(tmp_path), workers=1)))
    assert "<script>" not in files["report.html"].decode()
    assert "'=cmd()" in files["laws.csv"].decode()


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_title_is_a_formula_to_a_spreadsheet_and_each_is_read_back(begin):
    from regimelab.study.laws.files import rows_as_csv

    for title in (f"{begin}1+1", f"'{begin}1+1", f"''{begin}1+1"):
        spelled = rows_as_csv([{"title": title, "next": 1}])
        assert f"'{title}" in spelled.decode()
        assert read_back(spelled) == title


@pytest.mark.parametrize("title", ["a\rb", "a\r\nb", "a\nb", "a\r", "\r", 'a "b", c', "a\u2028b", "'a", ""])
def test_a_title_with_a_line_break_of_any_kind_is_read_back_as_it_was(title):
    from regimelab.study.laws.files import rows_as_csv

    assert read_back(rows_as_csv([{"title": title, "next": 1}])) == title


def read_back(spelled):
    from regimelab.study.laws.files import read_cell

    (row,) = csv.DictReader(io.StringIO(spelled.decode(), newline=""))
    assert row["next"] == "1"
    return read_cell(row["title"])


def test_law_events_are_a_chronicle_that_the_region_accepts(asked, tmp_path):
    from regimelab.evidence.chronicle import read_chronicle
    from regimelab.evidence.schemas import CHRONICLE_COLUMNS
    from regimelab.region import load_region
    from regimelab.study.laws.files import rows_as_csv

    found = diffusion_of_laws(asked, "central_asia")
    assert any("2 of 2 law events lie outside" in note for note in found.result.warnings)
    file = tmp_path / "events.csv"
    file.write_bytes(rows_as_csv(found.events, CHRONICLE_COLUMNS))
    acts = read_chronicle(file, load_region("central_asia")).to_pylist()
    assert {(act["actor"], act["source_state"], act["intensity"]) for act in acts} == {
        ("KGZ", "RUS", 8),
        ("TJK", "RUS", 4),
    }
    assert [(one.state, one.source_state, one.laws) for one in found.result.data.flows] == [
        ("KGZ", "RUS", 1),
        ("TJK", "RUS", 1),
    ]


def test_the_event_of_an_amended_law_has_the_day_of_its_edition(folder, tmp_path):
    for name in ("russian", "kyrgyz"):
        (tmp_path / f"{name}.txt").write_text((folder / f"{name}.txt").read_text())
    (tmp_path / "manifest.csv").write_text(
        "file,state,law,adopted,edition,language,source\n"
        "russian.txt,RUS,,2002-07-25,,en,https://laws.example/russian\n"
        "kyrgyz.txt,KGZ,extremism,1995-03-01,2005-08-17,en,https://laws.example/kyrgyz\n"
    )
    found = diffusion_of_laws(Asked(str(tmp_path), workers=1), "central_asia")
    assert [(one["actor"], one["date"]) for one in found.events] == [("KGZ", "2005-08-17")]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["ray", "daft"])
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_finds_the_same(asked, scanned, engine, tmp_path):
    pytest.importorskip(engine)
    found = scan_laws(replace(asked, engine=engine, work=tmp_path / engine))
    assert found.result.rows == scanned.result.rows
