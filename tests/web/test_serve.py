"""Starting and stopping: one line with the address, refusals that say what to do, an end in good order."""

import asyncio
import logging
import re
import signal
import socket
import sys
import time
from types import SimpleNamespace

import httpx
import pytest

from regimelab.errors import UsageError
from regimelab.web import serve
from regimelab.web.serve import Wish, listen, open_browser, refuse_exposure
from tests.web.served import page_or_skip, served

TOKEN = "a-token-of-the-user-s-own-choice"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("serve") / "evidence.duckdb"


def test_questions_that_end_with_the_lab_are_no_news():
    def told(error):
        why = (type(error), error, None) if error else None
        return serve.is_news(logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "It ended.", None, why))

    assert not told(asyncio.CancelledError()) and told(ValueError()) and told(None)


def test_it_prints_one_line_serves_and_ends_in_good_order(store):
    page_or_skip()
    with served(store, "--port", "0") as (address, process):
        found = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/#token=([\w-]{24,})", address)
        assert found, address
        base, token = found.groups()
        known = {"authorization": f"Bearer {token}"}
        assert httpx.get(f"{base}/api/v1/status", headers=known).status_code == 200
        begun = time.monotonic()
        answer = httpx.post(f"{base}/api/v1/simulate", headers=known, json={}, timeout=30)
        assert answer.status_code == 200 and time.monotonic() - begun < 30
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert token not in err and not out


def test_a_token_of_the_user_s_own_is_taken_from_the_environment(store):
    page_or_skip()
    with served(store, "--port", "0", token=TOKEN) as (address, _):
        assert address.endswith(f"#token={TOKEN}")


@pytest.mark.parametrize(
    ("words", "token", "code", "told"),
    [
        (["atlantis", "--port", "0"], None, 2, "atlantis"),
        (["--port", "0"], "short", 2, "REGIMELAB_LAB_TOKEN"),
        (["--port", "70000"], None, 2, "port"),
        (["--host", "0.0.0.0"], TOKEN, 2, "--i-understand"),
        (["--host", "0.0.0.0", "--i-understand"], None, 2, "REGIMELAB_LAB_TOKEN"),
    ],
)
def test_what_cannot_be_served_is_refused_with_what_to_do(store, words, token, code, told):
    page_or_skip()
    with served(store, *words, token=token) as (address, process):
        _, err = process.communicate(timeout=120)
        assert process.returncode in (code, 3) and told in err and not address


def test_a_chosen_port_that_is_taken_is_refused_and_the_usual_one_gives_way(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="--port"):
            listen(Wish(port=port))
        monkeypatch.setattr(serve, "PORT", port)
        with listen(Wish()) as other:
            assert other.getsockname()[1] != port


def test_nobody_else_can_reach_it_unless_that_was_understood():
    for host in ("127.0.0.1", "::1", "localhost"):
        refuse_exposure(Wish(host))
    for wish in (Wish("0.0.0.0"), Wish("0.0.0.0", understood=True), Wish("192.0.2.1", token=TOKEN)):
        with pytest.raises(UsageError, match="--host"):
            refuse_exposure(wish)
    refuse_exposure(Wish("192.0.2.1", understood=True, token=TOKEN))


def test_without_a_display_the_printed_address_must_do(monkeypatch, capsys):
    opened: list[str] = []
    monkeypatch.setattr(serve, "webbrowser", SimpleNamespace(open=opened.append, Error=RuntimeError))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    open_browser("http://127.0.0.1:1/#token=x")
    assert not opened and "no display" in capsys.readouterr().err
    monkeypatch.setenv("DISPLAY", ":0")
    open_browser("http://127.0.0.1:1/#token=x")
    assert opened == ["http://127.0.0.1:1/#token=x"]
    assert (
        "no browser could be started" in capsys.readouterr().err
    )  # append gives None, as where none is found
