"""Whatever a hand does with the page, in whatever order: no error, no blank page, nothing leaves the machine.

``REGIMELAB_CLICK_SECONDS`` says how long (two hours before a release); ``REGIMELAB_CLICK_SEED`` begins with
another seed, or with the one that failed.
"""

import os
import time

import pytest
from made_screening import SECRET, opened

from regimelab.study.screening.files import CaseFile, save_case
from tests.web.made_scan import collection, scanned
from tests.web.served import page_or_skip, served
from tests.web.wild_hand import Hand

SECONDS = float(os.environ.get("REGIMELAB_CLICK_SECONDS", "120"))
SEED = int(os.environ.get("REGIMELAB_CLICK_SEED", "1"))
ROUND = 600.0  # seconds with one seed: then the next begins with a fresh window


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    page_or_skip()
    here = tmp_path_factory.mktemp("wild")
    scanned(collection(here / "laws"), here / "scan")
    (here / "cases").mkdir()
    for name in ("one", "another"):
        case = opened("csbm", ("TJK",))
        save_case(CaseFile(here / "cases" / f"{name}.screening", case), case, SECRET)
    words = ("--port", "0", "--cases", str(here / "cases"), "--laws", str(here / "scan"))
    with served(here / "evidence.duckdb", *words) as (found, _):
        yield found


@pytest.mark.slow
def test_clicking_about_breaks_nothing(browser, address):
    end, seed, steps = time.monotonic() + SECONDS, SEED, 0
    while (left := end - time.monotonic()) > 0:
        hand = Hand(browser, address, seed, SECRET).use(min(ROUND, left))
        steps += hand.steps
        assert hand.complaints == [], hand.told(seed)
        hand.context.close()
        seed += 1
    assert steps > SECONDS / 20, "the hand hardly did anything"
