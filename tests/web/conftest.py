"""One lab of the packaged region for all tests of the web, and clients that know its token."""

import warnings

import pytest

from regimelab.study.lab.labs import Labs
from regimelab.study.opening import Asked
from regimelab.web.app import make_app
from regimelab.web.door import Door
from regimelab.web.held import Held
from tests.web.served import browser_or_skip

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a successor of the client that it is built on
    from starlette.testclient import TestClient

TOKEN = "a-token-that-is-only-good-for-tests"
BASE = "http://127.0.0.1:8700"


@pytest.fixture(scope="session")
def door():
    return Door("127.0.0.1", 8700, TOKEN)


@pytest.fixture(scope="session")
def labs(tmp_path_factory):
    """The packaged region, fitted; its fit is read back where one is kept."""
    found = Labs(Asked("central_asia", tmp_path_factory.mktemp("lab") / "evidence.duckdb"))
    found.own.warm()
    return found


@pytest.fixture(scope="session")
def static(tmp_path_factory):
    """A page of one line: these tests look at what serves it."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "index.html").write_text("<!doctype html><title>lab</title>")
    (folder / "world.json").write_text("{}")
    return folder


@pytest.fixture(scope="session")
def app(labs, door, static):
    return make_app(Held(labs, door), static)


@pytest.fixture(scope="session")
def region(app):
    """The region as the page reads it when it opens."""
    known = {"authorization": f"Bearer {TOKEN}"}
    return TestClient(app, base_url=BASE, headers=known).get("/api/v1/region").json()


@pytest.fixture
def stranger(app):
    """A client without the token."""
    return TestClient(app, base_url=BASE)


@pytest.fixture
def client(app):
    """A client that carries the token as programs do."""
    return TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})


@pytest.fixture(scope="module")
def browser():
    """A real browser, or none: then what needs it is skipped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from playwright.sync_api import sync_playwright
    with sync_playwright() as tools:
        found = browser_or_skip(tools)
        yield found
        found.close()
