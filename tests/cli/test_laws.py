"""The commands of law texts, as a user types them."""

import json

import pytest
from tests.texts.made_laws import made_articles, made_law

from regimelab.cli import main


def run(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        main(list(map(str, words)))
    told = capsys.readouterr()
    return ended.value.code or 0, told.out, told.err


@pytest.fixture
def laws(tmp_path):
    source = made_articles(1, 10)
    (tmp_path / "source.txt").write_text(made_law(source))
    (tmp_path / "law.html").write_text(
        "".join(f"<p>{line}</p><script>evil()</script>" for line in made_law(source[:5] + made_articles(2, 5)).splitlines())
    )
    return tmp_path


def test_compare_gives_shares_at_every_threshold_and_both_directions(laws, capsys):
    code, out, _ = run(capsys, "laws", "compare", laws / "law.html", laws / "source.txt", "--json", "--least", 30, "--least", 60)
    found = json.loads(out)["data"]
    assert code == 0
    assert [one["least"] for one in found["shares"]] == [30, 60]
    assert found["shares"][0]["share"]["estimate"] == pytest.approx(0.5, abs=0.03)
    assert found["shares"][0]["share"]["low"] < 0.5 < found["shares"][0]["share"]["high"]
    assert found["back"]["estimate"] == pytest.approx(0.5, abs=0.03)


def test_compare_writes_a_page_that_opens_offline(laws, capsys):
    page = laws / "page.html"
    code, out, err = run(capsys, "laws", "compare", laws / "law.html", laws / "source.txt", "--html", page)
    written = page.read_text()
    assert code == 0 and f"wrote {page}" in err and "Borrowed share" in out
    assert "<script" not in written and "evil" not in written and "http" not in written.partition("</style>")[2]
    assert written.count('class="pair"') == 1 and 'id="t1"' in written and 'href="#p1"' in written
    code, _, err = run(capsys, "laws", "compare", laws / "law.html", laws / "source.txt", "--html", page)
    assert code == 2 and "exists" in err or "--force" in err


def test_a_folder_is_not_one_law(laws, capsys):
    code, _, err = run(capsys, "laws", "compare", laws, laws / "source.txt")
    assert code == 3 and "holds 2 laws" in err and "#" in err


def test_laws_in_two_languages_are_refused_with_what_to_do(laws, capsys):
    (laws / "russian.txt").write_text("Статья 1. Настоящий закон о мире и согласии. " * 20)
    code, _, err = run(capsys, "laws", "compare", laws / "russian.txt", laws / "source.txt")
    assert code == 3 and "is in 'en'" in err and "laws translate" in err


def test_scan_writes_its_files_once_and_prints_links(laws, capsys):
    code, out, _ = run(capsys, "laws", "scan", laws, "--into", laws / "into", "--workers", 1)
    assert code == 0 and "stands in" in out
    assert {one.name for one in (laws / "into").iterdir()} >= {"report.html", "links.csv", "matrix.csv"}
    code, out, _ = run(capsys, "laws", "scan", laws / "source.txt", "--workers", 1)
    assert code == 0 and "No two laws share" in out


def test_diffusion_says_what_is_lacking(laws, capsys):
    code, out, err = run(capsys, "laws", "diffusion", laws, "--workers", 1)
    assert code == 0 and "laws need dates" in out and "have no date" in err
