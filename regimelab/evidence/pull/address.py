"""Which addresses may be asked: https, and the host that was named, unless told otherwise."""

import httpx

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.pull.answer import BY_HAND
from regimelab.evidence.pull.order import Order

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def parsed(order: Order) -> httpx.URL:
    """Read the address that was asked for; refuse what is no address, or may not be asked."""
    try:
        url = httpx.URL(order.url)
    except httpx.InvalidURL as error:
        raise InvalidInput(order.problem(f"is no address ({error}).", "Write https://…")) from None
    problems = [*_malformed(order, url), *_plain(order, url), *_exposed(order, url)]
    if problems:
        raise InvalidInput(problems)
    return url


def followed(order: Order, start: httpx.URL, came_from: httpx.URL, location: str) -> httpx.URL:
    """Read where a redirect leads; refuse another host, and a way from https to plain http."""
    try:
        url = came_from.join(location)
    except httpx.InvalidURL:
        raise order.missing(f"redirects to '{location}', no address.", BY_HAND) from None
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise order.missing(f"redirects to '{url}', which is not a web address to follow.", BY_HAND)
    if came_from.scheme == "https" and url.scheme == "http":
        remedy = f"If you trust the way there, pull {url} itself and allow plain http."
        raise InvalidInput(order.problem(f"redirects from https to plain http, {url}.", remedy))
    if place(url) != place(start) and place(url) not in order.allow_hosts:
        remedy = f"If the producer uses that host, allow it: {place(url)}."
        raise InvalidInput(order.problem(f"redirects to another host, {place(url)}.", remedy))
    return url


def place(url: httpx.URL) -> str:
    """Name the host, with its port where that is unusual."""
    return url.netloc.decode("ascii")


def _malformed(order: Order, url: httpx.URL) -> list[Problem]:
    if url.scheme not in {"http", "https"} or not url.host:
        return [order.problem("is not a web address.", "Write https://HOST/PATH.")]
    if url.userinfo:
        remedy = "Keep the key in an environment variable and name that."
        hidden = f"{url.scheme}://***@{place(url)}"
        return [Problem(hidden, "carries a name or password, which would be kept.", remedy)]
    return []


def _plain(order: Order, url: httpx.URL) -> list[Problem]:
    if url.scheme != "http" or order.allow_http:
        return []
    remedy = "Write https, or allow plain http if the producer offers nothing else."
    return [order.problem("is plain http, which anybody on the way can read and change.", remedy)]


def _exposed(order: Order, url: httpx.URL) -> list[Problem]:
    if url.scheme != "http" or not order.keys or url.host in _LOOPBACK:
        return []
    return [order.problem("would carry your key over plain http.", "Write https.")]
