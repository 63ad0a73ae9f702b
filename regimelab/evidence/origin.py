"""Where a chronicle comes from: producer, licence, date of access and the hash of its bytes."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.region import Region
from regimelab.region.schema import Origin as StatedOrigin

NOT_STATED = "not stated"
_KEPT_AS: Final = {"accessed": "retrieved"}
_STATED = ("producer", "title", "version", "url", "licence", "citation", "accessed")


@dataclass(frozen=True)
class Origin:
    """Who made a source, under what licence, and exactly which bytes were read."""

    source: str
    producer: str
    title: str
    version: str
    url: str
    licence: str
    citation: str
    accessed: str  # ISO date, as exact as known
    sha256: str  # blank for a structure table, which is hashed with the release


def region_origins(region: Region, raw: bytes) -> dict[str, Origin]:
    """Read the origins of the region's tables from its region file, the chronicle's bytes included."""
    digest = sha256(raw).hexdigest()
    return {"chronicle": _stated_origin("chronicle", region.chronicle, digest), **table_origins(region)}


def table_origins(region: Region) -> dict[str, Origin]:
    """Read the origins of the region's structure tables from its region file."""
    tables = region.tables
    stated = {name: getattr(tables, name) for name in ("borders", "memberships", "states", "un_votes")}
    return {name: _stated_origin(name, origin, "") for name, origin in stated.items() if origin}


def origin_of(row: Mapping[str, Any]) -> Origin:
    """Read an origin back from the store."""
    return Origin(**{one.name: row[_KEPT_AS.get(one.name, one.name)] or "" for one in fields(Origin)})


def is_stated(origins: Sequence[Origin], region: Region) -> bool:
    """Whether a chronicle is the region's: whoever made it, the region's file says so."""
    stated = region_origins(region, b"")["chronicle"]
    return stated in [replace(one, sha256=stated.sha256) for one in origins]


def own_origin(path: Path, raw: bytes) -> Origin:
    """Read the origin of a user's chronicle from ``NAME.origin.toml`` beside it.

    What that file does not say, or all if it is absent, is reported as not stated.
    """
    stated = _sidecar(path.with_suffix(".origin.toml"))
    text = {name: str(stated.get(name, NOT_STATED)) for name in _STATED}
    return Origin(source=path.stem, sha256=sha256(raw).hexdigest(), **text)


def _stated_origin(source: str, stated: StatedOrigin, digest: str) -> Origin:
    return Origin(
        source=source,
        producer=stated.producer,
        title=stated.title,
        version=stated.version,
        url=stated.url or NOT_STATED,
        licence=stated.licence,
        citation=stated.citation,
        accessed=str(stated.accessed),
        sha256=digest,
    )


def _sidecar(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(
            Problem(str(path), f"is not TOML ({error}).", "Correct it, or remove it.")
        ) from None
    problems = [
        Problem(f"{path}: {name}", "is not part of an origin.", suggestion(name, _STATED))
        for name in stated
        if name not in _STATED
    ]
    if not isinstance(stated.get("accessed", date.min), date):
        problems.append(
            Problem(f"{path}: accessed", "is not a date.", "Write accessed = 2023-06-30, unquoted.")
        )
    if problems:
        raise InvalidInput(problems)
    return stated
