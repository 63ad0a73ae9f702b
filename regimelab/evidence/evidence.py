"""The evidence of a region: its tables, where they come from, and the release that names them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from regimelab.errors import EvidenceMissing, Problem
from regimelab.evidence.chronicle import acts_of, is_own
from regimelab.evidence.corrections import chronicle_corrections
from regimelab.evidence.drawn import DRAWING, draw, sources_held
from regimelab.evidence.origin import (
    Origin,
    is_stated,
    origin_of,
    own_origin,
    region_origins,
    table_origins,
)
from regimelab.evidence.pairs import Unpaired, event_pairs, unpaired
from regimelab.evidence.release import fingerprint_of, release_of
from regimelab.evidence.rows import file_bytes
from regimelab.evidence.schemas import ORIGINS, PAIRS, TABLES, ordered, table_of
from regimelab.evidence.store import Loaded, Store
from regimelab.evidence.structure import structure_tables
from regimelab.region import Region
from regimelab.region.structure import Correction


@dataclass(frozen=True)
class Evidence:
    """All that is known of a region, as tables that need no connection.

    ``refused`` lists the acts that no event pair stands for, ``corrections`` the known errors of
    the chronicle that were corrected; ``release`` names the contents and goes with every result.
    """

    region: Region
    acts: pa.Table
    pairs: pa.Table
    borders: pa.Table
    memberships: pa.Table
    states: pa.Table
    un_votes: pa.Table
    origins: tuple[Origin, ...]
    release: str
    refused: tuple[Unpaired, ...]
    corrections: tuple[Correction, ...]

    @property
    def drawn(self) -> bool:
        """Whether the acts are drawn from event data, coded by machine, rather than gathered by hand."""
        events = self.region.chronicle.events
        return bool(events) and set(self.acts["source"].to_pylist()) <= set(events)


def load_evidence(store: Store, region: Region, chronicle: Path | None = None) -> Evidence:
    """Load a region's evidence through the store; what it already holds is not made again.

    ``chronicle`` is a user's own file in place of the region's. A region without a chronicle of its own
    draws one from the event data that the store holds.
    """
    if region.chronicle.drawn and chronicle is None:
        return _drawn_evidence(store, region)
    path = chronicle or region.folder / region.chronicle.file
    raw = file_bytes(path)
    origins = region_origins(region, raw)
    if not is_own(path, region):
        origins["chronicle"] = own_origin(path, raw)
    described = region.model_dump_json(exclude={"folder"}, by_alias=True)
    mark = fingerprint_of(raw, described, repr(origins["chronicle"]))
    known = _made_before(store, region, mark)
    tables = kept_tables(store, known, region) if known else None
    if tables is None:
        tables = _made(raw, path, region, origins)
        made = datetime.now(UTC).isoformat()
        loaded = Loaded(region.code, release_of(tables, region.period.end), mark, made, described)
        store.keep(loaded, tables | {"origins": _origin_rows(origins, loaded)})
    return evidence_of(region, tables, tuple(origins.values()), is_own(path, region))


def _drawn_evidence(store: Store, region: Region) -> Evidence:
    """Draw the acts of a region, or read back what was drawn from the same event data before."""
    held = sources_held(store, region)
    marks = sorted(one.snapshot for one in held)
    described = region.model_dump_json(exclude={"folder"}, by_alias=True)
    mark = fingerprint_of(described, DRAWING, *marks)
    known = _made_before(store, region, mark)
    kept = known and opened_again(store, known, region)
    if kept:
        return kept
    drawn = draw(store, region)
    then, origins = drawn.region, {"chronicle": drawn.origin, **table_origins(region)}
    pairs = table_of(event_pairs(drawn.acts.to_pylist(), then), PAIRS)
    made = {"acts": drawn.acts, "pairs": pairs, **structure_tables(then, origins)}
    tables = {name: ordered(table, name) for name, table in made.items()}
    said = then.model_dump_json(exclude={"folder"}, by_alias=True)
    now = datetime.now(UTC).isoformat()
    loaded = Loaded(region.code, release_of(tables, then.period.end), mark, now, said)
    store.keep(loaded, tables | {"origins": _origin_rows(origins, loaded)})
    return evidence_of(then, tables, tuple(origins.values()), own=False)


def _made_before(store: Store, region: Region, fingerprint: str) -> Loaded | None:
    """Find the last load of a region that was made from the same contents."""
    return next((one for one in store.releases(region.code)[::-1] if one.fingerprint == fingerprint), None)


def opened_again(store: Store, loaded: Loaded, region: Region) -> Evidence | None:
    """Open a load of a region as it was: tables, origins, and the region as its files then described it.

    Nothing where the store no longer holds it whole.
    """
    then = described_region(loaded, region)
    tables = kept_tables(store, loaded, then)
    rows = store.read(loaded.region, loaded.release, "origins")
    if tables is None or rows is None:
        return None
    origins = tuple(origin_of(row) for row in rows.to_pylist())
    return evidence_of(then, tables, origins, is_stated(origins, then))


def described_region(loaded: Loaded, region: Region) -> Region:
    """Describe a region as its files did when a load was made; the folder is today's."""
    described = json.loads(loaded.described)
    for row in described.get("structure", {}).get("un_votes", ()):
        row["vote"] = row["vote"] or ""  # as a file leaves the unknown blank
    try:
        return Region.model_validate({**described, "folder": region.folder})
    except ValueError as error:
        what = f"release {loaded.release} was kept by a version of regimelab that this one cannot read."
        remedy = "Open it with that version, or load the files that it was made from once more."
        raise EvidenceMissing(Problem("--release", what, remedy)) from error


def evidence_of(
    region: Region, tables: dict[str, pa.Table], origins: tuple[Origin, ...], own: bool
) -> Evidence:
    """Put evidence together from its tables; ``own`` if the chronicle is the region's, not a user's."""
    return Evidence(
        region=region,
        **tables,
        origins=origins,
        release=release_of(tables, region.period.end),
        refused=unpaired(tables["acts"].to_pylist(), region),
        corrections=chronicle_corrections(region) if own else (),
    )


def kept_tables(store: Store, loaded: Loaded, region: Region) -> dict[str, pa.Table] | None:
    """Read the tables of a release if the store holds them whole, unchanged since they were written."""
    found = {name: store.read(loaded.region, loaded.release, name) for name in TABLES}
    tables = {
        name: ordered(table.cast(TABLES[name]), name) for name, table in found.items() if table is not None
    }
    whole = len(tables) == len(TABLES)
    return tables if whole and release_of(tables, region.period.end) == loaded.release else None


def _made(raw: bytes, path: Path, region: Region, origins: dict[str, Origin]) -> dict[str, pa.Table]:
    acts = acts_of(raw, path, region, origins["chronicle"])
    pairs = table_of(event_pairs(acts.to_pylist(), region), PAIRS)
    tables = {"acts": acts, "pairs": pairs, **structure_tables(region, origins)}
    return {name: ordered(table, name) for name, table in tables.items()}


def _origin_rows(origins: Mapping[str, Origin], loaded: Loaded) -> pa.Table:
    known = {"fingerprint": loaded.fingerprint, "release": loaded.release}
    rows = [{**asdict(origin), "retrieved": origin.accessed, **known} for origin in origins.values()]
    return table_of(rows, ORIGINS)
