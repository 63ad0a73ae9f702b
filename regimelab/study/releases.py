"""Releases of a region's evidence: which the store holds, and how two of them differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from regimelab.evidence import Store
from regimelab.evidence.difference import Difference, Rows, difference
from regimelab.evidence.releases import held, open_release
from regimelab.evidence.store import Loaded
from regimelab.region import load_region
from regimelab.study.opening import Asked
from regimelab.study.result import Result


@dataclass(frozen=True)
class Release:
    """A release that the store holds, when it was last made, and how many acts it has."""

    release: str
    made: str  # ISO, UTC
    acts: int


@dataclass(frozen=True)
class Releases:
    """The releases of a region that the store holds, the latest last."""

    region: str
    releases: tuple[Release, ...]


def list_releases(asked: Asked) -> Result[Releases]:
    """List the releases of a region that the store holds."""
    region = load_region(asked.region)
    with Store.open(asked.store, read_only=True) as store:
        found = tuple(_release(store, one) for one in held(store, region))
    return Result(Releases(region.code, found), rows=tuple(vars(one) for one in found))


def compare_releases(asked: Asked, first: str, second: str) -> Result[Difference]:
    """Say what a release has, lacks and says otherwise than another."""
    region = load_region(asked.region)
    with Store.open(asked.store, read_only=True) as store:
        found = difference(open_release(store, region, first), open_release(store, region, second))
    rows = [
        row for name, part in {"acts": found.acts, **found.structure}.items() for row in _rows(name, part)
    ]
    return Result(found, rows=tuple(rows), release=found.second)


def _release(store: Store, loaded: Loaded) -> Release:
    acts = store.read(loaded.region, loaded.release, "acts")
    return Release(loaded.release, loaded.made, 0 if acts is None else acts.num_rows)


def _rows(name: str, found: Rows) -> Iterator[dict[str, object]]:
    for what, rows in (("added", found.added), ("removed", found.removed)):
        for row in rows:
            yield {"table": name, "what": what, "row": dict(row)}
    for change in found.changed:
        yield {"table": name, "what": "changed", **change._asdict()}
