"""From the hand to the picture: a lever is dragged in a real browser before a real server."""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import httpx
from row import Row, seconds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("REGIMELAB_CHROMIUM", "/usr/bin/chromium")
BETWEEN = 0.025  # seconds between moves of the pointer
STROKES, MOVES = 8, 20  # a hand presses, moves so often, and lets go
JUMPS, STAYING = 8, 0.15  # a hasty hand goes to random places, and stays for so many seconds
NEARING = 0.25  # seconds between the pointer's coming to a lever and its pressing
CLIENTS, EACH = 50, 6
ACTS = 10_000
PULLED = ("water_and_contacts", "border_communities", "statements", "observation")
DRAGGING, AT_REST = 200, 1000


class Picture(TypedDict):
    """A picture as the page tells of it: moments in milliseconds, and whether its answer was there before."""

    caused: float
    drawn: float
    futures: int
    kept: bool


class Hand(NamedTuple):
    """How a hand moves: whether it jumps, goes from lever to lever, and pauses before it lets go.

    Each has a seed of its own: no answer of another hand is there.
    """

    seed: int
    jumps: bool = False
    changes: bool = True
    pausing: float = 0.0


HANDS = {
    "calm hand, another lever each time": Hand(1),
    "calm hand, the same lever again": Hand(2, changes=False),
    "hasty hand, random places": Hand(3, jumps=True),
    "calm hand that pauses before letting go": Hand(4, pausing=0.3),
}
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
        hands = {name: _moved(browser, address, hand) for name, hand in HANDS.items()}
        browser.close()
    yield Row("first fan chart, page opened anew", "s", tuple(first), reach=1.5)
    for name, pictures in hands.items():
        yield from _of_hand(name, pictures)


def _of_hand(name: str, pictures: Sequence["Picture"]) -> Iterator[Row]:
    """How old the pictures of a hand were; those whose answers were there before are told apart."""
    for futures, what in ((DRAGGING, "slider to picture"), (AT_REST, "letting go to picture")):
        ages = [one["drawn"] - one["caused"] for one in pictures if one["futures"] == futures]
        for kept, told in ((True, "answer there before"), (False, "answer worked out")):
            some = [
                one["drawn"] - one["caused"]
                for one in pictures
                if one["futures"] == futures and one["kept"] == kept
            ]
            print(_distribution(f"{name}: {what}, {told}", some), file=sys.stderr)
        print(_distribution(f"{name}: {what}", ages), file=sys.stderr)
        if len(ages) < 2:
            continue
        if futures == DRAGGING:
            yield Row(f"{name}: {what}, {futures} futures", "ms", tuple(ages), reach=60)
            yield Row("the same, 95th percentile", "ms", (_at(ages, 0.95),), reach=100)
        else:
            yield Row(f"{name}: {what}, {futures:,} futures", "ms", tuple(ages), reach=250)


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


def _moved(browser: "Browser", address: str, hand: Hand) -> "list[Picture]":
    """Let a hand move levers, one after the other; read how old each picture was when it was drawn.

    A stroke meets a lever beside doses that nobody gave before, so that nothing is there but what was worked
    out since the pointer came; a hand that stays at one lever comes back to what was worked out for it.
    """
    page = _opened(browser, address, f"options&seed={hand.seed}")
    page.wait_for_selector("svg.fan path.median")
    time.sleep(2)
    page.evaluate(LISTEN)
    rng = random.Random(hand.seed)
    for stroke in range(STROKES):
        lever = page.locator(f"#lever-{PULLED[stroke % len(PULLED) if hand.changes else 0]}")
        lever.scroll_into_view_if_needed()
        place = lever.bounding_box()
        assert place is not None
        left, wide, height = place["x"] + 8, place["width"] - 16, place["y"] + place["height"] / 2
        shares = [rng.random() for _ in range(JUMPS)] if hand.jumps else list(_sweep(stroke))
        page.mouse.move(left + shares[0] * wide, height)
        time.sleep(NEARING)
        page.mouse.down()
        for share in shares:
            page.mouse.move(left + share * wide, height)
            time.sleep(STAYING if hand.jumps else BETWEEN)
        time.sleep(hand.pausing)
        page.mouse.up()
        time.sleep(1.0)
    pictures = page.evaluate("() => window.pictures")
    page.close()
    return pictures


def _sweep(stroke: int) -> Iterator[float]:
    return (abs((move / MOVES + stroke / 7) % 2 - 1) for move in range(MOVES))


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
    if len(values) < 2:
        return f"{what}: {len(values)} pictures"
    shares = ", ".join(
        f"p{share * 100:.0f} {_at(values, share):.0f}" for share in (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
    )
    return f"{what}, ms: {len(values)} pictures, {shares}, most {max(values):.0f}"
