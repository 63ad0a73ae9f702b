"""The rooms of the user's own files in a real browser: cases by hand and by keyboard, laws cell by cell."""

import time
import tomllib
from urllib.parse import urlsplit

import pytest
from made_screening import BANK, DAY, GOLDEN, SECRET, golden, opened

from regimelab.screening.edits import Edits
from regimelab.study.opening import Asked
from regimelab.study.screening import check_screening, compare_screenings, edit_screening
from regimelab.study.screening.drawer import Drawers
from regimelab.study.screening.files import CaseFile, open_case, save_case
from regimelab.study.screening.ground import evidence_by
from tests.web.made_scan import BORROWER, MODEL, collection, scanned
from tests.web.served import page_or_skip, served

BARRED = "03_refugee_extradition"
WIDTHS = (1440, 360)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return tmp_path_factory.mktemp("rooms")


@pytest.fixture(scope="module")
def asked(here):
    return Asked("central_asia", here / "beside.duckdb")


@pytest.fixture(scope="module")
def cases(here, asked):
    """A golden case that is barred, and two that nobody has filled in."""
    folder = here / "cases"
    folder.mkdir()
    evidence = evidence_by(asked, "central_asia", DAY)
    path = GOLDEN / f"{BARRED}.toml"
    hosts = tuple(tomllib.loads(path.read_text())["proposal"]["hosts"])
    _, barred = golden(path, Drawers(opened("dialogue", hosts), BANK, evidence).looked)
    blank = opened("csbm", ("TJK",))
    for name, case in ((BARRED, barred), ("blank", blank), ("contested", blank)):
        file = folder / f"{name}.screening"
        save_case(CaseFile(file, case), case, SECRET)
    return folder


@pytest.fixture(scope="module")
def scan(here):
    return scanned(collection(here / "laws"), here / "scan")


@pytest.fixture(scope="module")
def address(here, cases, scan):
    page_or_skip()
    words = ("--port", "0", "--cases", str(cases), "--laws", str(here / "scan"))
    with served(here / "evidence.duckdb", *words) as (found, _):
        yield found


@pytest.fixture
def visit(browser, address):
    """Open a room; a request that leaves the machine, or that tells of a case by its address, fails."""
    base, token = address.split("/#")
    told: list[str] = []
    contexts = []

    def opening(query, width=1440):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda one: told.append(one.url) if revealing(one.url) else None)
        page.goto(f"{base}/?{query}#{token}")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert told == []


def revealing(url):
    """Whether a request leaves the machine, or has a case, a question or a passphrase in its address."""
    parts = urlsplit(url)
    hidden = (".screening", "Q1.4", "S-0123abcd", SECRET.split()[0])
    return (parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1") or any(
        one in url for one in hidden
    )


def entered(page, name):
    page.get_by_label("Case file").select_option(f"{name}.screening", timeout=120_000)
    page.get_by_label("Passphrase").fill(SECRET)
    page.get_by_label("Who writes").fill("Desk officer 3")
    page.keyboard.press("Enter")
    page.locator(".case-head").wait_for(timeout=60_000)


def saved(page):
    page.get_by_role("status").filter(has_text="All saved").wait_for(timeout=60_000)


def barriers(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found], wide <= 0


def test_a_barred_case_is_shown_barred_with_its_reasons(visit, cases, asked):
    told = check_screening(cases / f"{BARRED}.screening", SECRET, asked).data
    page = visit("room=screening")
    entered(page, BARRED)
    assert page.locator("[data-at-least]").get_attribute("data-at-least") == told.at_least == "BAR"
    assert [one.inner_text() for one in page.locator(".bars li").all()] == list(told.bars)
    rows = page.locator("[data-row]").all()
    assert [one.get_attribute("data-residual") for one in rows] == [one.residual for one in told.rows]
    assert "no legal advice" in page.get_by_role("note").inner_text()
    page.locator(".rail button", has_text="Decision").click()
    assert "regimelab screen sign" in page.locator(".command").inner_text()
    assert page.get_by_role("button", name="Sign").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_screening_room_has_no_barrier_at_any_stage(visit, width):
    page = visit("room=screening", width)
    page.get_by_label("Passphrase").wait_for(timeout=120_000)
    assert barriers(page) == ([], True)
    entered(page, BARRED)
    for stage in page.locator(".rail button").all():
        stage.click()
        question = page.locator(".question h3 button").first
        if question.count():
            question.click()
            page.locator(".drawer h4").wait_for()
        assert barriers(page) == ([], True), stage.inner_text()


def test_an_answer_given_by_keyboard_is_on_disk_and_nowhere_in_the_address(visit, cases):
    file = cases / "blank.screening"
    page = visit("room=screening")
    entered(page, "blank")
    page.locator(".missing button", has_text="Q1.4").first.focus()
    page.keyboard.press("Enter")
    first = page.locator("#question-Q1\\.4 input[type=radio]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    reason = page.locator("#question-Q1\\.4").get_by_label("Reason").first
    reason.fill("Isolated cases, by two sources.")
    page.keyboard.press("Control+z")  # undoes typing, and does not move the page
    reason.fill("Isolated cases, by two sources.")
    page.locator("#question-Q1\\.4 .drawer .chip").first.click()
    page.keyboard.press("Tab")
    saved(page)
    answer = open_case(file, SECRET).case.answer("Q1.4")
    assert answer.given == "some" and answer.rationale == "Isolated cases, by two sources."
    assert answer.by == "Desk officer 3" and len(answer.evidence) == 1
    assert "Q1.4" not in page.url and "blank" not in page.url
    assert page.locator("[data-level]").count() == 0 and page.locator("#question-Q1\\.4 .said").inner_text()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert SECRET not in kept and "Isolated" not in kept
    page.reload()
    page.locator(".case-head").wait_for(timeout=60_000)
    page.get_by_role("button", name="Close the case").click()
    page.get_by_label("Passphrase").wait_for()
    page.reload()
    page.get_by_label("Passphrase").wait_for(timeout=60_000)


def test_a_wrong_passphrase_is_said_and_forgotten(visit):
    page = visit("room=screening")
    page.get_by_label("Passphrase").fill("quite another secret", timeout=120_000)
    page.get_by_label("Who writes").fill("Desk officer 3")
    page.get_by_role("button", name="Open the case").click()
    page.get_by_role("alert").filter(has_text="passphrase is wrong").wait_for(timeout=60_000)
    assert page.get_by_label("Passphrase").input_value() == ""


def test_a_case_changed_on_disk_is_said_and_nothing_is_lost(visit, cases, asked):
    file = cases / "contested.screening"
    page = visit("room=screening")
    entered(page, "contested")
    theirs = {"id": "Q2.3", "answer": "some", "rationale": "Written elsewhere."}
    edit_screening(file, SECRET, Edits(by="Desk officer 4", answers=(theirs,)), asked)
    page.locator(".missing button", has_text="Q1.4").first.click()
    question = page.locator("#question-Q1\\.4")
    question.get_by_text("Serious", exact=True).click()
    question.get_by_label("Reason").first.fill("Written here.")
    page.keyboard.press("Tab")
    page.get_by_role("alert").filter(has_text="changed elsewhere").wait_for(timeout=60_000)
    assert question.get_by_label("Reason").first.input_value() == "Written here."
    assert open_case(file, SECRET).case.answer("Q1.4") is None
    page.get_by_role("button", name="Read it again").click()
    saved(page)
    case = open_case(file, SECRET).case
    assert case.answer("Q2.3").by == "Desk officer 4" and case.answer("Q1.4").rationale == "Written here."


def test_the_matrix_of_laws_leads_to_two_laws_side_by_side_by_keyboard(visit, scan):
    page = visit("room=laws")
    cells = page.locator(".law-matrix .cell")
    cells.first.wait_for(timeout=120_000)
    drawn = sorted(float(one.get_attribute("data-share")) for one in cells.all())
    assert drawn == pytest.approx(sorted(one.share for one in scan.links if one.share >= 0.005))
    cells.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".passage").first.wait_for(timeout=60_000)
    assert f"law={BORROWER}" in page.url and f"source={MODEL}" in page.url
    changed = page.locator(".passage .changed").all_inner_texts()
    assert any("altered" in one for one in changed)
    share = next(one.share for one in scan.links if (one.law, one.source) == (BORROWER, MODEL))
    assert f"28 words: {100 * share:.1f} %" in page.locator("svg.thresholds").get_attribute("aria-label")
    page.get_by_role("link", name="All laws").click()
    cells.first.wait_for()
    assert "law=" not in page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_the_laws_room_has_no_barrier(visit, width):
    for query in ("room=laws", f"room=laws&law={BORROWER}&source={MODEL}"):
        page = visit(query, width)
        page.locator(".law-matrix, .passage").first.wait_for(timeout=120_000)
        time.sleep(0.4)
        assert barriers(page) == ([], True)


def test_two_versions_of_a_case_stand_beside_each_other(visit, cases):
    page = visit("room=screening")
    entered(page, BARRED)
    page.locator("details.versions summary").click()
    page.get_by_label("The other case file").select_option("contested.screening")
    page.get_by_role("button", name="Compare").click()
    table = page.locator("details.versions table")
    table.wait_for(timeout=60_000)
    found = compare_screenings(cases / "contested.screening", cases / f"{BARRED}.screening", SECRET).data
    assert table.get_attribute("data-changes") == str(len(found.changes))
    assert "Barred" in page.locator("details.versions [role=status]").inner_text()
    assert barriers(page) == ([], True)


@pytest.mark.parametrize("room", ["laws", "screening"])
def test_both_rooms_speak_russian(visit, room):
    page = visit(f"room={room}&lang=ru")
    page.locator("main h1").wait_for(timeout=120_000)
    assert page.locator("main h1").inner_text()[0] in "КП"
    if room == "screening":
        page.get_by_label("Файл дела").select_option(f"{BARRED}.screening")
        page.get_by_label("Пароль").fill(SECRET)
        page.get_by_label("Кто пишет").fill("Отдел 3")
        page.keyboard.press("Enter")
        page.locator(".rail button", has_text="Государство").click()
        title = page.locator(".question .title").first
        assert title.inner_text() == "Стабильность" and title.get_attribute("lang") is None
        assert "Выдача или возвращение лица · Таджикистан" in page.locator(".case-head").inner_text()
        page.get_by_label("Язык").select_option("en")
        page.locator(".question .title", has_text="Stability").wait_for(timeout=60_000)
        assert "Extradition or return · Tajikistan" in page.locator(".case-head").inner_text()
