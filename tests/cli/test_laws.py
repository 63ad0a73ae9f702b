"""The commands of law texts, as a user types them."""

import sys

import pytest

from tests.texts.made_laws import made_articles, made_law

BORROWER, SOURCE = "laws/law.html", "laws/source.txt"


@pytest.fixture
def laws(environment):
    folder = environment / "laws"
    folder.mkdir()
    source = made_articles(1, 10)
    (folder / "source.txt").write_text(made_law(source))
    lines = made_law(source[:5] + made_articles(2, 5)).splitlines()
    (folder / "law.html").write_text("".join(f"<p>{line}</p><script>evil()</script>" for line in lines))
    return folder


def test_compare_gives_shares_at_every_threshold_and_both_directions(laws, ask):
    told, done = ask("laws", "compare", BORROWER, SOURCE, "--least", 30, "--least", 60)
    found = told["data"]
    assert done.exit_code == 0
    assert [one["least"] for one in found["shares"]] == [30, 60]
    assert found["shares"][0]["share"]["estimate"] == pytest.approx(0.5, abs=0.03)
    assert found["shares"][0]["share"]["low"] < 0.5 < found["shares"][0]["share"]["high"]
    assert found["back"]["estimate"] == pytest.approx(0.5, abs=0.03)


def test_compare_writes_a_page_that_opens_offline_and_not_over_another(laws, run):
    done = run("laws", "compare", BORROWER, SOURCE, "--html", "page.html")
    written = (laws.parent / "page.html").read_text()
    assert done.exit_code == 0 and "wrote page.html" in done.stderr and "Borrowed share" in done.stdout
    assert (
        "<script" not in written and "evil" not in written and "http" not in written.partition("</style>")[2]
    )
    assert written.count('class="pair"') == 1 and 'id="t1"' in written and 'href="#p1"' in written
    told = run("laws", "compare", BORROWER, SOURCE, "--html", "russian.html", "--report-language", "ru")
    assert (
        told.stdout == done.stdout and "Что означают эти числа" in (laws.parent / "russian.html").read_text()
    )
    idle = run("laws", "compare", BORROWER, SOURCE, "--report-language", "ru")
    assert idle.exit_code == 2 and "Add --html FILE" in idle.output
    again = run("laws", "compare", BORROWER, SOURCE, "--html", "page.html")
    assert again.exit_code == 2 and "is there already" in again.output


def test_a_folder_is_not_one_law(laws, run):
    done = run("laws", "compare", "laws", SOURCE)
    assert done.exit_code == 3 and "holds 2 laws" in done.output and "#law" in done.output


def test_laws_in_two_languages_are_refused_with_what_to_do(laws, run):
    (laws / "russian.txt").write_text("Статья 1. Настоящий закон о мире и согласии. " * 20)
    done = run("laws", "compare", "laws/russian.txt", SOURCE)
    assert done.exit_code == 3 and "is in 'en'" in done.output and "laws translated" in done.output


def test_scan_writes_its_files_and_prints_links(laws, run):
    done = run("laws", "scan", "laws", "--into", "into", "--workers", 1)
    assert done.exit_code == 0 and "stands in" in done.stdout
    written = {one.name for one in (laws.parent / "into").iterdir()}
    assert written >= {
        "report.html",
        "links.csv",
        "laws.csv",
        "passages.csv",
        "matrix.csv",
        "network.graphml",
    }
    told = run("laws", "diffusion", "laws", "--into", "russian", "--workers", 1, "--report-language", "ru")
    assert told.exit_code == 0 and '<html lang="ru">' in (laws.parent / "russian/report.html").read_text()
    alone = run("laws", "scan", SOURCE, "--workers", 1)
    assert alone.exit_code == 0 and "No two laws share" in alone.stdout


def test_diffusion_says_what_is_lacking(laws, run):
    done = run("laws", "diffusion", "laws", "--workers", 1)
    assert done.exit_code == 0 and "laws need dates" in done.stdout and "have no date" in done.stderr


def test_bad_laws_end_with_every_problem_and_its_exit_code(laws, run):
    (laws / "empty.txt").write_bytes(b"")
    (laws / "binary.txt").write_bytes(b"\0\0")
    done = run("laws", "scan", "laws", "--workers", 1)
    assert done.exit_code == 3 and "is empty" in done.output and "is binary" in done.output


def test_translated_is_marked_experimental_and_refuses_an_encoder_that_is_not_there(laws, run):
    done = run("laws", "translated", BORROWER, SOURCE)
    assert done.exit_code == 0 and "articles matched" in done.stdout and "experimental" in done.stderr
    wrong = run("laws", "translated", BORROWER, SOURCE, "--encoder", "nowhere:encode")
    assert wrong.exit_code == 3 and "MODULE:FUNCTION" in wrong.output


def test_of_several_editions_that_in_force_is_compared_and_all_are_shown(laws, ask, run):
    source, place = made_articles(1, 10), laws / "editions"
    place.mkdir()
    (place / "old.txt").write_text(made_law(source[:6] + made_articles(3, 4)))
    (place / "new.txt").write_text(made_law(source))
    (place / "manifest.csv").write_text(
        "file,law,adopted,edition,language\nold.txt,code,2000-01-01,,en\nnew.txt,code,2000-01-01,2010-01-01,en\n"
    )
    (laws / "mine").mkdir()
    (laws / "mine" / "law.txt").write_text(made_law(source[:8] + made_articles(2, 2)))
    (laws / "mine" / "manifest.csv").write_text("file,adopted,language\nlaw.txt,2005-05-05,en\n")
    told, done = ask("laws", "compare", "laws/mine", "laws/editions")
    found = told["data"]
    assert found["source"]["id"] == "old" and found["direction"].startswith("possible")
    shares = {one["id"]: (one["share"]["estimate"], one["compared"]) for one in found["editions"]}
    assert shares["old"] == (pytest.approx(0.6, abs=0.03), True)
    assert shares["new"] == (pytest.approx(0.8, abs=0.03), False)
    page = run("laws", "compare", "laws/mine", "laws/editions", "--html", "page.html")
    assert "By edition" in page.stdout and "compared on this page" in (laws.parent / "page.html").read_text()


def test_a_missing_extra_is_named(laws, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "Stemmer", None)
    done = run("laws", "compare", BORROWER, SOURCE)
    assert done.exit_code == 2 and "pip install 'regimelab[laws]'" in done.output
