"""What a server's answer is worth: the whole file, the rest of it, a reason to wait, or none of these."""

import re
from typing import Final

import httpx

from regimelab.errors import EvidenceMissing, InvalidInput, Problem
from regimelab.evidence.pull.order import Again, NotThere, Order, plain_size
from regimelab.evidence.pull.part import Part, version_of
from regimelab.evidence.pull.patience import asked_wait

BY_HAND: Final = (
    "Open it in a browser, as it may ask for a log-in or have moved; "
    "add what you download there with `regimelab evidence add FILE --source NAME`."
)
_PAGES = ("text/html", "application/xhtml+xml")
_REMEDIES = {
    401: "It asks for a log-in or key: name the environment variable that holds yours, or download by hand.",
    403: "It asks for a log-in or key: name the environment variable that holds yours, or download by hand.",
    404: "See the producer's page for where the file lies now.",
    410: "See the producer's page for where the file lies now.",
}
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


def length_of(order: Order, response: httpx.Response, part: Part) -> int | None:
    """Judge an answer and make the part ready for it; say how long the whole file is, if that is told."""
    _check_status(order, response)
    if content_type(response) in _PAGES:
        raise order.missing("sends a web page where data are expected.", BY_HAND)
    if response.status_code == 206:
        total = _rest(order, response, part)
    else:
        part.restart(version_of(response.headers))
        total = _content_length(response)
    _check_limit(order, total)
    return total


def content_type(response: httpx.Response) -> str:
    """Name the type of what is sent, without its parameters."""
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_page(head: bytes) -> bool:
    """Tell a web page by its beginning, whatever it is called."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _check_status(order: Order, response: httpx.Response) -> None:
    status = response.status_code
    if status in {200, 206}:
        return
    what = f"answers {status} {response.reason_phrase}".rstrip() + "."
    if status == 429 or status >= 500:
        wait = asked_wait(response.headers.get("retry-after"), response.headers.get("date"))
        raise Again(order.problem(what, "Ask again later: the producer's server is busy or broken."), wait)
    if status == 416 and "range" in response.request.headers:
        raise Stale(order.problem(what, "Ask again."))
    refusal = order.problem(what, _REMEDIES.get(status, "See the producer's page for how it is offered."))
    raise NotThere(refusal) if status in {404, 410} else EvidenceMissing(refusal)


class Stale(Again):
    """What came before is of no use to this server: begin afresh."""


def _rest(order: Order, response: httpx.Response, part: Part) -> int | None:
    told = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if told is None or int(told[1]) != part.size or version_of(response.headers) not in ("", part.version):
        raise Stale(order.problem("sends another part than was asked for.", "Ask again later."))
    return None if told[3] == "*" else int(told[3])


def _content_length(response: httpx.Response) -> int | None:
    told = response.headers.get("content-length", "")
    return int(told) if told.isdigit() else None


def _check_limit(order: Order, total: int | None) -> None:
    if total is not None and total > order.limit_bytes:
        raise InvalidInput(over_limit(order, f"is {plain_size(total)} long"))


def over_limit(order: Order, how_long: str) -> Problem:
    """Say that a file is longer than was allowed."""
    what = f"{how_long}, over the limit of {plain_size(order.limit_bytes)}."
    return order.problem(what, "If that is what you want, raise the limit.")
