"""The page in a real browser: every room, by hand, by keyboard, at both widths, light and dark."""

import csv
import io
import json
import re
import struct
import time
import zlib
from urllib.parse import urlsplit

import httpx
import pytest

from tests.web.served import page_or_skip, served

ROOMS = (
    "overview", "map", "network", "futures", "options", "claims", "evidence", "laws", "screening", "about",
)  # fmt: skip
LETTERS = (
    "Қазақстан Әл-Фараби Өзбекстан Ұлытау Үкімет Һ Іле Ғалым Ң · Кыргызстан Ө Ү Ң · "
    "Ҷумҳурии Тоҷикистон Ӣ Ӯ Қ Ҳ Ғ · Oʻzbekiston Gʻ · Türkmenistan Ň Ž Ý Ş Ç Ä Ö Ü"
)
PLAN = "plan1=Mine~observation=1;water_and_contacts=2&plan2=Other~counter_extremism_unscreened=1"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    page_or_skip()
    with served(tmp_path_factory.mktemp("page") / "evidence.duckdb", "--port", "0") as (found, _):
        yield found


@pytest.fixture
def api(address):
    """The interface as a program asks it."""
    base, token = address.split("/#token=")
    with httpx.Client(
        base_url=f"{base}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=300
    ) as http:
        yield http


@pytest.fixture
def visit(browser, address):
    """Open the page at an address's query; whatever it complains of fails the test."""
    base, token = address.split("/#")
    complaints: list[str] = []
    contexts = []

    def opened(query="", width=1440, scheme="light", entered=True, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if strange(asked.url) else None)
        page.goto(f"{base}/?{query}" + (f"#{token}" if entered else ""))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def strange(url):
    """Whether a request leaves the machine."""
    return urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1"


def settled(page, seconds=120):
    """Wait until nothing on the page is still coming."""
    page.locator("main h1").first.wait_for(timeout=seconds * 1000)
    end = time.monotonic() + seconds
    while page.locator("[aria-busy=true]").count():
        assert time.monotonic() < end, "the page is still busy"
        time.sleep(0.1)
    time.sleep(0.4)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_no_barrier_and_fits_both_widths(visit, room, scheme):
    from axe_playwright_python.sync_playwright import Axe

    for width in (1440, 360) if scheme == "light" else (1440,):
        page = settled(visit(f"room={room}&{PLAN}", width, scheme))
        found = Axe().run(page).response["violations"]
        told = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
        assert told == [], (room, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (room, width)


def test_the_token_leaves_the_address_at_once_and_the_cookie_carries_on(visit):
    page = settled(visit("room=about"))
    assert "token" not in page.url
    page.reload()
    settled(page)


def test_without_the_token_the_page_says_where_to_get_in(visit, browser, address):
    page = browser.new_page()
    page.goto(address.split("#")[0])
    page.get_by_role("alert").first.wait_for()
    assert "address that it printed" in page.get_by_role("alert").first.inner_text()
    page.close()


def test_a_state_comes_back_from_its_address(visit):
    query = (
        "room=options&scenario=tajik_succession&plan1=Mine~observation%3D1%402023-10-01%3Bwater_and_contacts"
        "%3D1.5%21KGZ%2BTJK&plan2=Other~statements%3D2&active=2&seed=7"
    )
    page = settled(visit(query))
    first = page.url
    page.goto(first)
    settled(page)
    assert page.url == first and "evidence=" in first and "v=" in first
    assert page.locator("#lever-statements").input_value() == "2"
    assert page.get_by_label("A Tajik succession").is_checked()


def test_a_link_that_was_tampered_with_opens_and_says_what_was_left_out(visit):
    page = settled(
        visit("room=options&seed=lots&plan1=<script>&as_of=never&bogus=1&v=99.0&evidence=2030-01-01%2Babc")
    )
    told = page.locator(".notice").inner_text()
    for name in ("seed", "plan1", "as_of", "bogus", "99.0", "2030-01-01+abc"):
        assert name in told
    assert settled(visit("room=nowhere")).locator(".notice").inner_text().count("nowhere") == 1


def test_a_lever_moves_the_picture_is_undone_and_redone_by_keyboard(visit, api):
    page, records = settled(visit("room=options")), []
    lever, picture = page.locator("#lever-statements"), page.locator("svg.fan path.median").first
    page.locator("svg.fan path.past").first.evaluate("one => one.dataset.kept = 'yes'")
    page.on("request", lambda asked: records.append(asked.url) if "/recorded" in asked.url else None)
    before = page.locator("svg.fan").evaluate_all("all => all.map(one => one.innerHTML).join()")
    lever.focus()
    page.keyboard.press("End")
    page.locator(".changes").wait_for()
    settled(page)
    assert "statements%3D2" in page.url and picture.is_visible()
    assert page.locator("svg.fan").evaluate_all("all => all.map(one => one.innerHTML).join()") != before
    page.keyboard.press("Control+z")
    settled(page)
    assert lever.input_value() == "0" and "statements" not in page.url
    page.keyboard.press("Control+Shift+z")
    settled(page)
    assert lever.input_value() == "2"
    assert records == [] and page.locator("svg.fan path.past[data-kept]").count() == 1, "it is drawn once"


def test_a_plan_that_is_refused_leaves_no_numbers_of_the_one_before(browser, address):
    page = browser.new_page()
    base, token = address.split("/#")
    page.goto(f"{base}/?room=options&plan1=Mine~observation%3D1%402040-01-01#{token}")
    _refused(page)
    decided = page.get_by_label("Decided on")
    page.locator(".lever", has=page.locator("#lever-observation")).locator("summary").click()
    decided.fill("2024-01-01")
    page.locator(".changes").wait_for(timeout=60_000)
    page.locator(".compare").wait_for(timeout=60_000)
    settled(page)
    assert page.locator("main [role=alert]").count() == 0
    decided.blur()
    page.keyboard.press("Control+z")
    _refused(page)
    page.close()


def _refused(page):
    refused = page.locator(".pictures [role=alert]")
    refused.wait_for(timeout=60_000)
    page.locator("main [role=alert]").nth(2).wait_for(timeout=60_000)
    settled(page)
    assert "2040-01-01" in refused.inner_text() and page.locator("main [role=alert]").count() == 3
    assert page.locator("svg.fan, svg.dots, .changes, .now, .compare, .tipping li").count() == 0


def test_a_day_that_futures_do_not_reach_is_not_taken(visit):
    page = settled(visit("room=options&plan1=Mine~observation%3D1"))
    page.locator(".lever", has=page.locator("#lever-observation")).locator("summary").click()
    decided = page.get_by_label("Decided on")
    before = decided.input_value()
    decided.fill("2040-01-01")
    decided.blur()
    assert decided.input_value() == before and "2040" not in page.url


def test_doing_nothing_is_drawn_though_its_question_was_overtaken(visit):
    page = settled(visit("room=options&plan1=Mine~observation%3D1"))
    held, asked = [], []

    def hold(route):
        asked.append(route.request.post_data_json)
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/api/v1/simulate", hold)
    for title in ("A Tajik succession", "Kabul collapses"):  # while one is asked, the other only waits
        page.get_by_label(title).check()
        page.wait_for_timeout(300)
    last = page.get_by_label("Kabul collapses").get_attribute("value")
    held[0].continue_()
    page.locator("svg.fan path.ghost").first.wait_for(timeout=60_000)
    assert [one["doses"] for one in asked if one["scenario"] == last][1:] == [[]]


def test_the_page_prints_the_interface_s_numbers(visit, api):
    page = settled(visit(f"room=options&scenario=tajik_succession&{PLAN}"))
    page.locator(".changes").wait_for()
    region = api.get("/region").json()
    doses = [{"lever": "observation", "level": 1}, {"lever": "water_and_contacts", "level": 2}]
    told = api.post(
        "/simulate", json={"scenario": "tajik_succession", "doses": doses, "futures": 1000}
    ).json()
    titles = {one["name"]: one["title"] for one in region["outcomes"]}
    for band in told["bands"]:
        if not next(one for one in region["outcomes"] if one["name"] == band["outcome"])["judged"]:
            continue
        drawn = page.locator(f"svg.fan[data-outcome={band['outcome']}]")
        assert (
            drawn.locator(".end").text_content() == str(round(band["q50"][-1]))
            or abs(float(drawn.locator(".end").text_content()) - band["q50"][-1]) <= 0.51
        )
        assert titles[band["outcome"]] in drawn.get_attribute("aria-label")
    better = {one["outcome"]: round(one["probability_better"] * 100) for one in told["changes"]}
    for row in page.locator(".changes tr").all():
        name = next(key for key, title in titles.items() if title == row.locator("th").inner_text())
        assert f"better in {better[name]} %" in row.inner_text()


def test_three_clicks_lead_from_a_claim_to_a_source(visit):
    page = settled(visit("room=claims"))
    page.get_by_role("button", name="Crises draw support").click()
    page.locator(".claim .headline [data-finding]").click()
    source = page.locator("dialog .sources a").first
    source.wait_for()
    assert source.get_attribute("href").startswith("https://") and source.is_enabled()


def test_counts_on_map_and_in_the_evidence_are_those_of_the_interface(visit, api):
    page = settled(visit("room=map&from=2022-01&to=2022-12"))
    ties = [one for one in api.get("/ties").json()["ties"] if "2022-01" <= one["month"] <= "2022-12"]
    for code in ("KAZ", "KGZ", "TJK", "TKM", "UZB"):
        acts = {one["act"] for one in ties if one["receiver"] == code}
        assert page.locator(f"[data-count={code}]").inner_text().startswith(f"{len(acts)} act")
    page = settled(visit("room=evidence&kind=extradite&state=TJK"))
    total = api.get("/evidence", params={"kind": "extradite", "state": "TJK"}).json()["total"]
    assert page.locator("[data-total]").get_attribute("data-total") == str(total)


def test_the_sliders_of_the_period_move_by_keys_and_by_hand(visit):
    page = settled(visit("room=map"))
    begin = page.locator(".period input").first
    begin.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('from=2019-04')")
    box = begin.bounding_box()
    assert box is not None and begin.input_value() == "3"
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*middle)
    assert 20 < int(begin.input_value()) < 34
    page.keyboard.press("Control+z")
    page.wait_for_function("() => location.search.includes('from=2019-04')")


def test_outlines_that_cannot_be_read_are_said_and_asked_for_again(browser, address):
    page = browser.new_page()
    base, token = address.split("/#")
    page.route("**/world.json", lambda route: route.fulfill(status=500, body="broken"))
    page.goto(f"{base}/?room=map#{token}")
    page.locator("figure [role=alert]", has_text="world.json").wait_for(timeout=120_000)
    assert page.locator("[data-count=KAZ]").is_visible()
    page.unroute("**/world.json")
    page.get_by_role("link", name="About", exact=True).click()
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator("figure svg path").first.wait_for(timeout=60_000)
    assert page.locator("main [role=alert]").count() == 0
    page.close()


def test_the_network_is_as_thick_as_its_acts_weigh(visit, api):
    page = settled(visit("room=network&layer=pressure"))
    ties = api.get("/ties").json()["ties"]
    weights: dict[tuple[str, ...], float] = {}
    for one in ties:
        if one["layer"] == "pressure" and one["sender"] != one["receiver"]:
            pair = tuple(sorted((one["sender"], one["receiver"])))
            weights[pair] = weights.get(pair, 0) + one["weight"]
    drawn = sorted(float(one.get_attribute("data-weight")) for one in page.locator("svg.network .tie").all())
    assert drawn == pytest.approx(sorted(weights.values()), abs=1e-3)


def test_a_chart_without_data_says_so(visit):
    page = settled(visit("room=evidence&text=nosuchwordanywhere"))
    assert page.locator(".nothing").is_visible() and page.locator("[data-total='0']").count() == 1


def test_numbers_and_pictures_can_be_taken_along(visit):
    page = settled(visit("room=futures"))
    page.locator("svg.fan path.past").first.wait_for()
    figure = page.locator("figure").first
    figure.get_by_role("button", name="Download").click()
    files = {}
    arrived = []
    page.on("download", lambda got: arrived.append(got))
    figure.get_by_role("button", name="CSV").click()
    while len(arrived) < 2:
        page.wait_for_timeout(100)
    for got in arrived:
        files[got.suggested_filename.split(".", 1)[1]] = got.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(files["csv"])))
    about = json.loads(files["metadata.json"])
    assert len(rows) == 49 == about["rows"] and float(rows[-1]["q05"]) <= float(rows[-1]["q95"])
    assert (
        rows[0]["month"] == "-24" and rows[0]["recorded"] and not rows[0]["q50"] and not rows[-1]["recorded"]
    )
    assert rows[24]["month"] == "0" and rows[24]["recorded"] == rows[24]["q50"]
    assert about["evidence_release"] and about["regimelab"] and about["title"]
    with page.expect_download() as drawn:
        figure.get_by_role("button", name="SVG").click()
    svg = drawn.value.path().read_text()
    assert svg.startswith("<svg") and about["title"] in svg and about["evidence_release"] in svg
    with page.expect_download() as painted:
        figure.get_by_role("button", name="PNG").click()
    assert len(colours(painted.value.path().read_bytes())) > 20


def colours(png):
    """The different bytes of a PNG's rows: a blank picture has next to none."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    return set(zlib.decompress(data))


def test_every_control_is_reached_by_the_keyboard_alone(visit):
    page = settled(visit("room=options"))
    wanted = page.locator("main button:enabled:visible, main input:visible, main select:visible").count()
    page.locator("h1").click()
    reached = set()
    for _ in range(wanted * 2 + 60):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "() => { const all = [...document.querySelectorAll('main button, main input, main select')]; "
            "return all.indexOf(document.activeElement) }"
        )
        reached.add(named)
    radios = page.locator("main input[type=radio]").count()  # of a group, one is in the order of tabs
    assert len(reached - {-1}) >= wanted - (radios - 1)


def test_a_sheet_closes_by_escape_and_gives_the_focus_back(visit):
    page = settled(visit("room=evidence"))
    link = page.locator(".acts a").first
    link.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert "act=" not in page.url


def test_it_speaks_russian_in_every_room(visit):
    for room in ROOMS:
        page = settled(visit(f"room={room}&lang=ru"))
        heading = page.locator("main h1").first.inner_text()
        assert re.search(r"[а-яё]{3}", heading), (room, heading)
        assert page.locator("html").get_attribute("lang") == "ru"


def test_in_russian_what_is_ours_is_russian_and_the_rest_is_marked(visit):
    page = settled(visit("room=options&lang=ru"))
    text = page.locator(".levers").inner_text()
    assert "Водные комиссии" in text and not re.search("[A-Za-z]{4,}", text), text
    page.goto(page.url.replace("room=options", "room=evidence"))
    settled(page)
    first = page.locator(".acts .what > span[lang]").first
    assert first.get_attribute("lang") == "en"
    page.goto(page.url.replace("room=evidence", "room=claims&claim=2"))
    settled(page)
    assert page.locator("blockquote [lang=en]").count() == 1
    assert page.locator(".listed > li > button svg circle").first.get_attribute("cx") != "NaN"


def test_regret_over_all_scenarios_is_the_interface_s(visit, api):
    page = settled(visit("room=options&plan1=Mine~observation%3D1"))
    page.locator(".compare").wait_for(timeout=120_000)
    with page.expect_response("**/api/v1/compare") as told:
        page.get_by_role("button", name="At worst over all").click()
    found = told.value.json()
    table = page.locator(f".regrets[data-scenarios='{len(api.get('/region').json()['scenarios'])}']")
    table.wait_for(timeout=120_000)
    shown = sorted(float(one.get_attribute("data-regret")) for one in table.locator("[data-regret]").all())
    assert shown == sorted(one["regret"] for one in found["regrets"])


def test_letters_of_the_region_s_languages_are_drawn(visit):
    """A letter that a font lacks is drawn as an empty box, which is as wide as any other such box."""
    page = settled(visit("room=about"))
    missing = page.evaluate(
        """(letters) => {
            const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const looks = getComputedStyle(document.body).fontFamily;
            context.font = `40px ${looks}`;
            const drawn = (letter) => {
                context.clearRect(0, 0, 90, 90);
                context.fillText(letter, 10, 60);
                return context.getImageData(0, 0, 90, 90).data.join();
            };
            const box = drawn('\\u{10FFFD}');
            return [...new Set(letters)].filter((letter) => letter.trim() && drawn(letter) === box);
        }""",
        LETTERS,
    )
    assert missing == []


def test_a_browser_without_scripts_is_led_to_the_brief(visit, address):
    page = visit("", java_script_enabled=False, entered=False)
    page.get_by_label("token").fill(address.split("#token=")[1])
    page.get_by_role("button").click()
    page.locator("h1").first.wait_for(timeout=120_000)
    assert "is a regime forming" in page.locator("h1").first.inner_text()
    assert page.locator("figure svg").count() > 5


def test_an_embedded_room_leaves_head_and_foot_away(visit):
    page = settled(visit("room=futures&embed=1"))
    assert page.locator("header.head").count() == 0 and page.locator("svg.fan").count() > 5


def test_the_latest_request_of_fifty_clients_is_answered(api):
    from concurrent.futures import ThreadPoolExecutor

    def drag(number):
        for move in range(3):
            doses = [{"lever": "statements", "level": round(0.1 + move / 10 + number / 1000, 4)}]
            headers = {"x-client": f"client {number}", "x-number": str(move)}
            asked = {"doses": doses, "futures": 20}
            answer = httpx.post(
                f"{api.base_url}simulate", json=asked, headers={**api.headers, **headers}, timeout=300
            )
        return answer.status_code, bool(answer.content)

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(drag, range(50))) == {(200, True)}
