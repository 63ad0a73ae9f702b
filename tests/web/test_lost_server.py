"""A server that is lost or slow: the page says so, tries again, and loses nothing."""

import re

from tests.web.served import page_or_skip, served

TOKEN = "a-token-that-outlives-its-server"


def test_the_page_says_that_its_server_is_lost_and_finds_it_again(browser, tmp_path):
    page_or_skip()
    store = tmp_path / "evidence.duckdb"
    with served(store, "--port", "0", token=TOKEN) as (address, _):
        page = browser.new_page()
        base = address.split("/#")[0]
        page.goto(f"{base}/?room=options#token={TOKEN}")
        page.locator("svg.fan").first.wait_for(timeout=120_000)
    page.locator("#lever-statements").focus()
    page.keyboard.press("End")
    page.get_by_role("alert").filter(has_text="does not answer").wait_for()
    port = re.findall(r"\d+$", base)[0]
    with served(store, "--port", port, token=TOKEN):
        page.get_by_role("alert").wait_for(state="detached", timeout=60_000)
        assert page.locator("#lever-statements").input_value() == "2"
        page.keyboard.press("Home")
        page.keyboard.press("End")
        page.locator(".changes").wait_for(timeout=60_000)
        page.close()


def test_a_slow_server_leaves_a_frame_that_says_so(browser, tmp_path):
    page_or_skip()
    with served(tmp_path / "evidence.duckdb", "--port", "0") as (address, _):
        page = browser.new_page()
        page.route("**/api/v1/region", lambda route: (page.wait_for_timeout(2500), route.continue_()))
        page.goto(address)
        page.locator(".frame").wait_for()
        assert "omputing" in page.locator(".frame", has_text="omputing").inner_text()
        page.locator("main h1").wait_for(timeout=60_000)
        page.close()
