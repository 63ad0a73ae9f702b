"""The evidence of a region: its tables, where they come from, and the release that names them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa

from regimelab.evidence.chronicle import acts_of, is_own
from regimelab.evidence.corrections import chronicle_corrections
from regimelab.evidence.origin import Origin, own_origin, region_origins
from regimelab.evidence.pairs import Unpaired, event_pairs, unpaired
from regimelab.evidence.release import fingerprint_of, release_of
from regimelab.evidence.rows import file_bytes
from regimelab.evidence.schemas import ORIGINS, PAIRS, TABLES, ordered, table_of
from regimelab.evidence.store import Store
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


def load_evidence(store: Store, region: Region, chronicle: Path | None = None) -> Evidence:
    """Load a region's evidence through the store; what it already holds is not made again.

    ``chronicle`` is a user's own file in place of the region's.
    """
    path = chronicle or region.folder / region.chronicle.file
    raw = file_bytes(path)
    origins = region_origins(region, raw)
    if not is_own(path, region):
        origins["chronicle"] = own_origin(path, raw)
    mark = fingerprint_of(raw, region.model_dump_json(exclude={"folder"}), repr(origins["chronicle"]))
    tables = _kept(store, region, mark)
    if tables is None:
        tables = _made(raw, path, region, origins)
        store.replace(region.code, tables | {"origins": _origin_rows(tables, region, origins, mark)})
    corrections = chronicle_corrections(region) if is_own(path, region) else ()
    return Evidence(
        region=region,
        **tables,
        origins=tuple(origins.values()),
        release=release_of(tables, region.period.end),
        refused=unpaired(tables["acts"].to_pylist(), region),
        corrections=corrections,
    )


def _made(raw: bytes, path: Path, region: Region, origins: dict[str, Origin]) -> dict[str, pa.Table]:
    acts = acts_of(raw, path, region, origins["chronicle"])
    pairs = table_of(event_pairs(acts.to_pylist(), region), PAIRS)
    tables = {"acts": acts, "pairs": pairs, **structure_tables(region, origins)}
    return {name: ordered(table, name) for name, table in tables.items()}


def _kept(store: Store, region: Region, mark: str) -> dict[str, pa.Table] | None:
    """Read the tables if the store holds just these, unchanged since they were written."""
    loaded = store.read(region.code, "origins")
    if loaded is None or not loaded.num_rows or set(loaded.column("fingerprint").to_pylist()) != {mark}:
        return None
    found = {name: store.read(region.code, name) for name in TABLES}
    tables = {
        name: ordered(table.cast(TABLES[name]), name) for name, table in found.items() if table is not None
    }
    whole = len(tables) == len(TABLES)
    stated = loaded.column("release").to_pylist()[0]
    return tables if whole and release_of(tables, region.period.end) == stated else None


def _origin_rows(
    tables: Mapping[str, pa.Table], region: Region, origins: Mapping[str, Origin], mark: str
) -> pa.Table:
    release = release_of(tables, region.period.end)
    rows = [
        {**asdict(origin), "retrieved": origin.accessed, "fingerprint": mark, "release": release}
        for origin in origins.values()
    ]
    return table_of(rows, ORIGINS)
