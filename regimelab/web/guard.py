"""What every request passes: host, origin, token, size; and what every answer carries."""

import json
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regimelab.web.door import Door

LARGEST = 64 * 1024  # bytes; a request with every lever and every assumption takes a tenth of it
LONGEST = 8 * 1024  # bytes of a request's address
OPEN = ("/api/v1/enter", "/enter")  # where the token itself is shown
GUARDED = ("/api/", "/brief")
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
CARRIED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
log = logging.getLogger("regimelab.web")


class TooLarge(Exception):
    """A body went on beyond what is read."""


class Guard:
    """Refuse what is not for this lab; measure, log and mark what is."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _mark(MutableHeaders(scope=message), scope["path"], time.perf_counter() - begun)
            await send(message)

        refused = self._refusal(scope)
        if refused:
            await _refuse(marked, *refused)
        else:
            await self._pass(scope, receive, marked)
        _log(scope, status, time.perf_counter() - begun)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        read, begun, over = 0, False, False

        async def counted() -> Message:
            nonlocal read, over
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST:
                over = True
                raise TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            if begun or not over:  # what the application says of a body that broke off is not said
                begun = True
                await send(message)

        with suppress(TooLarge):
            await self.app(scope, counted, noted)
        if over and not begun:
            await _refuse(send, 413, *_TOO_LARGE)

    def _refusal(self, scope: Scope) -> tuple[int, str, str, str] | None:
        """Say why a request is not let in; none if it is."""
        headers, path = Headers(scope=scope), scope["path"]
        if headers.get("host", "").lower() not in self.door.hosts:
            return 421, "Host", "this lab does not go by that name.", "Open the address that it printed."
        if not self._same_origin(headers, scope["method"]):
            return 403, "Origin", "the request comes from another page.", "Use the lab's own page."
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST:
            return 414, "address", f"it is longer than {LONGEST} bytes.", "Shorten it."
        if _stated(headers) > LARGEST:
            return 413, *_TOO_LARGE
        if path.startswith(GUARDED) and path not in OPEN and not self.door.opens(headers):
            remedy = "Open the address that the lab printed when it started."
            return 401, "token", "it is missing or wrong.", remedy
        return None

    def _same_origin(self, headers: Headers, method: str) -> bool:
        """Whether a request comes from the lab's own page, or from no page; a link to it may be followed."""
        site = headers.get("sec-fetch-site", "none")
        followed = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        if site not in ("same-origin", "none") and not followed:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc.lower() in self.door.hosts


_TOO_LARGE = ("body", f"it is larger than {LARGEST} bytes.", "Send less.")


def _stated(headers: Headers) -> int:
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isdigit() else 0


def _mark(headers: MutableHeaders, path: str, seconds: float) -> None:
    for name, value in CARRIED.items():
        headers[name] = value
    headers["content-security-policy"] = FRAMED if path == "/brief" else POLICY
    headers.append("server-timing", f"total;dur={seconds * 1000:.1f}")
    if "cache-control" not in headers:
        headers["cache-control"] = "no-cache"


async def _refuse(send: Send, status: int, where: str, what: str, remedy: str) -> None:
    body = json.dumps(problems([(where, what, remedy)])).encode()
    fields = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})


def problems(found: Iterable[tuple[str, str, str]]) -> dict[str, list[dict[str, str]]]:
    """Lay problems out as every refusal does."""
    return {"problems": [{"where": one, "what": two, "remedy": three} for one, two, three in found]}


def _log(scope: Scope, status: int, seconds: float) -> None:
    """Log a request without what was asked in it: no query, no body, no header."""
    fields = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    log.info(json.dumps({"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **fields}))
