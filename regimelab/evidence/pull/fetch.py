"""The asking itself: one attempt after another, until the file is whole."""

import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypedDict

import httpx

import regimelab
from regimelab.errors import EvidenceMissing, InvalidInput, Problem
from regimelab.evidence.pull.address import followed, parsed, place
from regimelab.evidence.pull.answer import BY_HAND, Stale, content_type, is_page, length_of, over_limit
from regimelab.evidence.pull.order import Again, Order, plain_size
from regimelab.evidence.pull.part import Part, held
from regimelab.evidence.pull.patience import Patience, persist

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)  # seconds without a sign of life
_MOST_REDIRECTS = 10
_SPARE_ROOM = 64_000_000  # bytes that stay free on the disk


class Came(TypedDict):
    """What is known of a file that came."""

    sha256: str
    bytes: int
    last_modified: str
    etag: str
    content_type: str
    content_encoding: str
    final_url: str


def fetched(order: Order, patience: Patience) -> Came:
    """Bring the file whole into its place, and say what is known of it."""
    start = parsed(order)
    agent = {"User-Agent": f"regimelab/{regimelab.__version__}", "Accept-Encoding": "identity"}
    with (
        order.keys.kept_from_logs(),
        httpx.Client(timeout=_TIMEOUT, headers=agent, verify=_trust()) as client,
        _disk_faults(order),
        held(order.path, order.url) as part,
    ):
        response = persist(lambda: _attempt(client, order, start, part), lambda: part.size, patience)
        return _finished(order, part, response, start)


@cache
def _trust() -> ssl.SSLContext:
    """Read the certificates that are trusted, once for many files."""
    return httpx.create_ssl_context()


def _attempt(client: httpx.Client, order: Order, start: httpx.URL, part: Part) -> httpx.Response:
    """Ask once, for what is still lacking."""
    try:
        with _connection_faults(order), _opened(client, order, start, part.resuming()) as response:
            total = length_of(order, response, part)
            _check_room(order, part, total)
            _receive(order, response, part, total)
            return response
    except Stale:
        part.restart()
        raise


def _receive(order: Order, response: httpx.Response, part: Part, total: int | None) -> None:
    stage, told = f"pull {order.path.name}", -1.0
    for piece in response.iter_raw():
        part.write(piece)
        if part.size > order.limit_bytes:
            part.discard()
            raise InvalidInput(over_limit(order, "goes on and on"))
        done = part.size / total if total else 0.0
        if done >= told + 0.01:
            told = done
            order.progress(stage, min(done, 1.0))
    if total is not None and part.size != total:
        what = f"said {plain_size(total)} and sent {plain_size(part.size)}."
        raise Again(order.problem(what, "Ask again later."))
    order.progress(stage, 1.0)


def _finished(order: Order, part: Part, response: httpx.Response, start: httpx.URL) -> Came:
    digest = part.sha256()
    encoding = response.headers.get("content-encoding", "")
    problem = _unfit(order, part, digest, encoding)
    if problem:
        part.discard()
        raise EvidenceMissing(problem)
    part.finish(order.path)
    return Came(
        sha256=digest,
        bytes=part.size,
        last_modified=response.headers.get("last-modified", ""),
        etag=response.headers.get("etag", ""),
        content_type=content_type(response),
        content_encoding="" if encoding == "identity" else encoding,
        final_url=order.keys.masked(str(_lasting(response.url, start))),
    )


def _lasting(url: httpx.URL, start: httpx.URL) -> httpx.URL:
    """Leave out what follows the question mark at another host: it is often a permit for some minutes."""
    return url if place(url) == place(start) else url.copy_with(query=None)


def _unfit(order: Order, part: Part, digest: str, encoding: str) -> Problem | None:
    if part.size == 0:
        return order.problem("sends an empty file.", "See the producer's page for how the file is offered.")
    if is_page(part.head()):
        return order.problem("sends a web page where data are expected.", BY_HAND)
    if order.expect_sha256 not in (None, digest):
        packed = f" The server packed it ({encoding}), which is left as it came." if encoding else ""
        what = f"has SHA-256 {digest}, not {order.expect_sha256} as expected.{packed}"
        return order.problem(what, "The producer may have reissued it: compare, then expect the new one.")
    return None


@contextmanager
def _opened(
    client: httpx.Client, order: Order, start: httpx.URL, resuming: dict[str, str]
) -> Iterator[httpx.Response]:
    """Ask, following redirects where they may lead; the key goes to the first host alone."""
    url = start
    for _ in range(_MOST_REDIRECTS + 1):
        response = client.send(_request(client, order, start, url, resuming), stream=True)
        try:
            if not response.has_redirect_location:
                yield response
                return
        finally:
            response.close()
        url = followed(order, start, url, response.headers["location"])
    raise order.missing(f"redirects more than {_MOST_REDIRECTS} times, last to {url}.", BY_HAND)


def _request(
    client: httpx.Client, order: Order, start: httpx.URL, url: httpx.URL, resuming: dict[str, str]
) -> httpx.Request:
    if place(url) != place(start):
        return client.build_request("GET", url, headers=resuming)
    with_key = url.copy_merge_params(order.keys.parameters) if order.keys.parameters else url
    return client.build_request("GET", with_key, headers=resuming | order.keys.headers)


@contextmanager
def _connection_faults(order: Order) -> Iterator[None]:
    """Turn faults of the connection into reasons to ask again, save those that asking cannot mend."""
    try:
        yield
    except httpx.TimeoutException:
        raise Again(order.problem("does not answer in time.", "Ask again later.")) from None
    except httpx.TransportError as error:
        if certificate_refused(error):
            what = "shows a certificate that does not prove whose server it is."
            raise order.missing(what, "Check the address and your clock; ask the producer.") from None
        what = f"cannot be reached or broke off ({error or type(error).__name__})."
        raise Again(order.problem(what, "Check the connection and the address, then ask again.")) from None


def certificate_refused(error: BaseException | None) -> bool:
    """Say whether a fault goes back to a certificate."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


@contextmanager
def _disk_faults(order: Order) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})."
        remedy = "Make room or name another place; what came stays and is gone on with."
        raise EvidenceMissing(Problem(str(order.path), what, remedy)) from None


def _check_room(order: Order, part: Part, total: int | None) -> None:
    free = shutil.disk_usage(order.path.parent).free - _SPARE_ROOM
    lacking = 0 if total is None else total - part.size
    if lacking > max(free, 0):
        what = f"needs {plain_size(lacking)} more, and {plain_size(max(free, 0))} are free."
        raise EvidenceMissing(Problem(str(order.path.parent), what, "Make room or name another place."))
