"""The region's structure tables with the provenance of each as columns."""

from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from regimelab.evidence.origin import Origin
from regimelab.evidence.schemas import TABLES, table_of
from regimelab.region import Region


def structure_tables(region: Region, origins: dict[str, Origin]) -> dict[str, pa.Table]:
    """Lay out borders, memberships, states and UN votes; a blank confidence means that nobody rated it."""
    rows: dict[str, list[dict[str, Any]]] = {
        "borders": [
            _plain(row) | {"confidence": "high" if row.agree else None} for row in region.structure.borders
        ],
        "memberships": [_plain(row) for row in region.memberships()],
        "states": [_plain(row) for row in region.states()],
        "un_votes": [_plain(row) for row in region.un_votes()],
    }
    return {name: table_of(_traced(name, found, origins), TABLES[name]) for name, found in rows.items()}


def _plain(row: BaseModel) -> dict[str, Any]:
    values = {name: None if value == "" else value for name, value in row.model_dump().items()}
    return values | {"source_url": values.pop("source")}


def _traced(name: str, rows: list[dict[str, Any]], origins: dict[str, Origin]) -> list[dict[str, Any]]:
    if not rows:
        return []
    origin = origins[name]
    provenance = {"source": name, "retrieved": origin.accessed, "licence": origin.licence}
    return [row | _dated(row) | provenance for row in rows]


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if row[name] is None else str(row[name]) for name in ("since", "until") if name in row}
