"""Whose word the evidence is: outlets as source families, and the hosts that carried them."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_VIA = re.compile(r"\s*\(via [^)]*\)$")
_CARRIED = re.compile(r".+ \((?P<agency>[^)]+)\)")


def families(publishers: Iterable[str]) -> dict[str, str]:
    """Name the outlet whose text was read, by publisher as the chronicle has it.

    ``AP (via MyNews24x7)`` is AP, whoever hosted it. ``Babel (Reuters)`` is Reuters, as the name in
    brackets is elsewhere an outlet of its own; ``Wikipedia (IPFS mirror)`` stays as it is.
    """
    written = {publisher: _VIA.sub("", publisher.strip()) for publisher in publishers}
    outlets = set(written.values())
    return {publisher: _agency(name, outlets) for publisher, name in written.items()}


def host(address: str) -> str:
    """Name the host of a page, without ``www`` and the like: one site counts once."""
    name = (urlsplit(address).hostname or "").rstrip(".")
    return re.sub(r"^(www|amp|m)\.", "", name)


def _agency(name: str, outlets: set[str]) -> str:
    carried = _CARRIED.fullmatch(name)
    return carried["agency"] if carried and carried["agency"] in outlets else name
