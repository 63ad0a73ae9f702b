"""From the hand to the picture: a lever is dragged in a real browser before a real server."""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from row import Row, seconds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("REGIMELAB_CHROMIUM", "/usr/bin/chromium")
MOVES, BETWEEN = 160, 0.025  # moves of the pointer, and seconds between them: a calm hand
LETTING_GO = 8
CLIENTS, EACH = 50, 6
ACTS = 10_000
LEVER = "#lever-water_and_contacts"
LISTEN = """() => {
    window.pictures = [];
    addEventListener('lab-picture', (event) => window.pictures.push(event.detail));
}"""
FIRST_CHART = """() => new Promise((done) => {
    const drawn = () => document.querySelector('svg.fan path.median');
    const look = () => (drawn() ? done(performance.now()) : requestAnimationFrame(look));
    look();
})"""


def measure() -> Iterable[Row]:
    """Measure dragging, letting go, the first chart, fifty clients at once, and a large list of acts."""
    yield _large_list()
    with lab() as address:
        yield from _browser(address)
        yield from _crowd(address)


@contextmanager
def lab() -> Iterator[str]:
    """Serve the lab until the measuring is done; its claims are tested before, so that it is at rest."""
    words = (sys.executable, "-m", "regimelab.cli", "lab", "--port", "0", "--no-browser", "--quiet")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            base, headers = _parts(address)
            httpx.get(f"{base}/api/v1/claims", headers=headers, timeout=300).raise_for_status()
            yield address
        finally:
            server.terminate()


def _large_list() -> Row:
    """Facets of ten thousand acts, and fifty of them: the packaged acts over and over."""
    from dataclasses import replace

    import pyarrow as pa

    from regimelab.study.evidence import Part, Wanted
    from regimelab.study.lab.found import acts_of
    from regimelab.study.opening import Asked, open_evidence

    evidence = open_evidence(Asked("central_asia"))
    many = pa.concat_tables([evidence.acts] * (ACTS // evidence.acts.num_rows + 1)).slice(0, ACTS)
    large = replace(evidence, acts=many)
    listed = seconds(lambda: acts_of(large, Wanted(), "-date", Part(50)))
    return Row(f"facets and 50 of {ACTS:,} acts", "s", listed, reach=0.3)


def _parts(address: str) -> tuple[str, dict[str, str]]:
    base, token = address.split("/#token=")
    return base, {"authorization": f"Bearer {token}"}


def _browser(address: str) -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        print(f"no browser at {CHROMIUM}: name one in REGIMELAB_CHROMIUM", file=sys.stderr)
        return
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        first = [_first_chart(browser, address) for _ in range(5)]
        drawn, settled = _moved(browser, address)
        browser.close()
    print(_distribution("slider to picture", drawn), file=sys.stderr)
    print(_distribution("letting go to picture", settled), file=sys.stderr)
    yield Row("first fan chart, page opened anew", "s", tuple(first), reach=1.5)
    yield Row("slider to picture, 200 futures", "ms", tuple(drawn), reach=60)
    yield Row("the same, 95th percentile", "ms", (_at(drawn, 0.95),), reach=100)
    yield Row("letting go to picture, 1,000 futures", "ms", tuple(settled), reach=250)


def _opened(browser: "Browser", address: str, room: str) -> "Page":
    base, token = address.split("/#")
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(f"{base}/?room={room}#{token}")
    return page


def _first_chart(browser: "Browser", address: str) -> float:
    page = _opened(browser, address, "options")
    seconds = float(page.evaluate(FIRST_CHART)) / 1000
    page.close()
    return seconds


def _moved(browser: "Browser", address: str) -> tuple[list[float], list[float]]:
    """Drag a lever to and fro, let it go now and then; read how old each picture was when it was drawn."""
    page = _opened(browser, address, "options")
    page.wait_for_selector("svg.fan path.median")
    time.sleep(2)
    page.evaluate(LISTEN)
    place = page.locator(LEVER).bounding_box()
    assert place is not None
    left, wide, height = place["x"] + 8, place["width"] - 16, place["y"] + place["height"] / 2
    page.mouse.move(left, height)
    for turn in range(LETTING_GO):
        page.mouse.down()
        for move in range(MOVES // LETTING_GO):
            share = abs((move / (MOVES // LETTING_GO) + turn / 7) % 2 - 1)
            page.mouse.move(left + share * wide, height)
            time.sleep(BETWEEN)
        page.mouse.up()
        time.sleep(1.0)
    pictures = page.evaluate("() => window.pictures")
    page.close()
    ages = {
        futures: [one["drawn"] - one["caused"] for one in pictures if one["futures"] == futures]
        for futures in (200, 1000)
    }
    return ages[200], ages[1000]


def _crowd(address: str) -> Iterator[Row]:
    """Let clients drag at once: no error, and each gets the picture of its newest question."""
    waits, kept = asyncio.run(_all_drag(address))
    yield Row(
        f"{CLIENTS} clients drag at once: newest answers that came, of {CLIENTS}", "", (kept,), CLIENTS, True
    )
    yield Row("the same: wait for the newest answer", "s", tuple(waits))


async def _all_drag(address: str) -> tuple[list[float], int]:
    base, headers = _parts(address)
    limits = httpx.Limits(max_connections=2 * CLIENTS)
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=120, limits=limits) as http:
        found = await asyncio.gather(*(_one_drags(http, number) for number in range(CLIENTS)))
    return [wait for wait, _ in found], sum(right for _, right in found)


async def _one_drags(http: httpx.AsyncClient, number: int) -> tuple[float, bool]:
    async def ask(move: int) -> httpx.Response:
        doses = [{"lever": "statements", "level": round(0.1 + move / 10 + number / 1000, 4)}]
        asked = {"scenario": "baseline", "doses": doses, "futures": 200}
        headers = {"x-client": f"client {number}", "x-number": str(move)}
        return await http.post("/api/v1/simulate", json=asked, headers=headers)

    begun = time.perf_counter()
    under_way: list[asyncio.Task[httpx.Response]] = []
    for move in range(EACH):
        begun = time.perf_counter()
        under_way.append(asyncio.create_task(ask(move)))
        await asyncio.sleep(0.05)
    answers = await asyncio.gather(*under_way)
    fine = all(one.status_code in (200, 204) for one in answers)
    return time.perf_counter() - begun, fine and answers[-1].status_code == 200


def _at(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100)[round(share * 100) - 1]


def _distribution(what: str, values: Sequence[float]) -> str:
    """Say how many pictures there were and how old they were, in milliseconds."""
    shares = ", ".join(
        f"p{share * 100:.0f} {_at(values, share):.0f}" for share in (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
    )
    return f"{what}, ms: {len(values)} pictures, {shares}, most {max(values):.0f}"
