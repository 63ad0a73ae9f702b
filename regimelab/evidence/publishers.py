"""Whose word the evidence is: outlets, the families of sources that they form, and hosts."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

UNLISTED: Final = "unlisted"
FAMILIES: Final[dict[str, str]] = {
    "media": "newspapers, broadcasters, agencies and news sites",
    "state_media": "media that the governments run themselves",
    "official": "governments, their ministries, missions and armed forces",
    "organisations": "organisations of states: OSCE, UN, EU, CSTO, SCO and the like",
    "rights": "organisations for human rights and press freedom, and their coalitions",
    "research": "think tanks, foundations, analysts",
    "reference": "encyclopaedias",
    UNLISTED: "publishers that publishers.csv does not name",
}
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


def family_of(publisher: str) -> str:
    """Find the source family of a publisher, ``unlisted`` if ``publishers.csv`` has none for it.

    Who carried the text does not count: ``AFP (via The News)`` is AFP, and so is ``Dawn (AFP)`` unless
    it has a line of its own.
    """
    known = listed()
    name = _VIA.sub("", publisher.strip()).casefold()
    return known.get(name) or known.get(_agency(name, known), UNLISTED)


@cache
def listed() -> dict[str, str]:
    """Read ``publishers.csv``: the family of each publisher, whose name is in small letters."""
    text = files("regimelab.evidence").joinpath("publishers.csv").read_text(encoding="utf-8")
    return {row["publisher"].casefold(): row["family"] for row in csv.DictReader(text.splitlines())}


def host(address: str) -> str:
    """Name the host of a page, without ``www`` and the like: one site counts once."""
    name = (urlsplit(address).hostname or "").rstrip(".")
    return re.sub(r"^(www|amp|m)\.", "", name)


def _agency(name: str, outlets: Iterable[str]) -> str:
    carried = _CARRIED.fullmatch(name)
    return carried["agency"] if carried and carried["agency"] in outlets else name
