"""Serving the lab: warm first, then an address on one line, until it is told to stop."""

import asyncio
import logging
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from regimelab.errors import Problem, UsageError
from regimelab.study.lab.labs import Labs
from regimelab.study.laws.room import Scans
from regimelab.study.opening import Asked
from regimelab.study.result import Progress
from regimelab.web.app import make_app
from regimelab.web.door import LOCAL, Door
from regimelab.web.held import Held, Stage, Stopped
from regimelab.web.page import built_page

PORT = 8712
LINGER = 5  # seconds that answers under way are given


@dataclass(frozen=True)
class Wish:
    """Where to listen, and whether a browser is to be opened; no port takes the usual, or any free one.

    ``cases`` is a case file or a folder of them, ``laws`` the folder of a scan.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    browser: bool = True
    understood: bool = False
    token: str | None = None
    cases: Path | None = None
    laws: Path | None = None


def serve(
    asked: Asked, seed: int, months: int, wish: Wish, tell: Callable[[str], None], progress: Progress
) -> str:
    """Serve a region's lab until interrupted; returns the address without its token."""
    refuse_exposure(wish)
    scans = Scans(wish.laws)
    listening = listen(wish)
    port = listening.getsockname()[1]
    door = Door(wish.host, port, wish.token) if wish.token else Door(wish.host, port)
    stage = Stage()

    def both(name: str, done: float) -> None:
        stage(name, done)
        progress(name, done)

    labs = Labs(asked, seed, months, both, stage)
    labs.own.inquiry.evidence  # noqa: B018 - a region that cannot be read is told before anything is built
    static = built_page()
    here = Held(labs, door, stage=stage, place=wish.cases, scans=scans)
    labs.own.warm()
    tell(door.address)
    if wish.browser:
        open_browser(door.address)
    _run(here, static, listening)
    return door.root


def refuse_exposure(wish: Wish) -> None:
    """Refuse to listen where others can reach it, unless that was understood and a token was given."""
    if wish.cases and wish.host not in LOCAL:
        what = "a case file is worked on from this machine alone."
        raise UsageError(Problem(f"--host {wish.host}", what, "Leave --host out, or leave the cases out."))
    if wish.host in LOCAL or (wish.understood and wish.token):
        return
    what = "others could reach the lab there: it has no accounts and no encryption."
    remedy = (
        "Leave --host out; or put an encrypting proxy before it, give --i-understand, and a token of "
        "your own in REGIMELAB_LAB_TOKEN."
    )
    raise UsageError(Problem(f"--host {wish.host}", what, remedy))


def listen(wish: Wish) -> socket.socket:
    """Take the port; the usual one gives way to any free one, a chosen one does not."""
    why = ""
    for port in (wish.port,) if wish.port is not None else (PORT, 0):
        family = socket.AF_INET6 if ":" in wish.host else socket.AF_INET
        # Where the protocol is named, asyncio sends at once; else answers wait 40 ms for a receipt.
        taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((wish.host, port))
            taken.listen(256)
        except OSError as error:
            taken.close()
            why = error.strerror or str(error)
        else:
            return taken
    what = f"port {wish.port if wish.port is not None else PORT} cannot be used: {why}."
    raise UsageError(Problem("--port", what, "Give another, or leave it out to take a free one."))


def open_browser(address: str) -> None:
    """Open the address where there is a display; elsewhere the printed line must do."""
    seen = (
        sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if not seen:
        print("no display here: open the address in a browser of this machine", file=sys.stderr)
        return
    opened = False
    with suppress(webbrowser.Error):
        opened = webbrowser.open(address)
    if not opened:
        print("no browser could be started here: open the address in one", file=sys.stderr)


class Server(uvicorn.Server):
    """A server that ends when told to, and leaves the signal at that."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let the first signal end the server in order, the second at once."""
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def log_requests() -> None:
    """Write one line of JSON a request to stderr."""
    log = logging.getLogger("regimelab.web")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler())
    log.propagate = False


def is_news(record: logging.LogRecord) -> bool:
    """Whether a line of the server's log says anything: that a question ends with the lab does not."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def _run(here: Held, static: Path, listening: socket.socket) -> None:
    config = uvicorn.Config(
        make_app(here, static),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        ws="none",
        timeout_graceful_shutdown=LINGER,
    )

    logging.getLogger("uvicorn.error").addFilter(is_news)

    async def run() -> None:
        server = Server(config)
        studying = asyncio.create_task(here.study.run(lambda: here.labs.own.content))
        await server.serve(sockets=[listening])
        studying.cancel()
        with suppress(asyncio.CancelledError, Stopped):
            await studying

    asyncio.run(run())
