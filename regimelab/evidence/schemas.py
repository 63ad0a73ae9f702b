"""The tables of the store: their columns, types and units; provenance is a column of each."""

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa

CHRONICLE_COLUMNS: Final = (
    "id",
    "date",
    "date_precision",
    "kind",
    "actor",
    "target",
    "states",
    "location",
    "intensity",
    "deaths_low",
    "deaths_high",
    "tone",
    "description",
    "mechanism",
    "source_state",
    "source_url",
    "source_publisher",
    "source_date",
    "source_url_2",
    "confidence",
    "seed_cited",
)
PROVENANCE: Final = ("source", "retrieved", "licence", "confidence")

# retrieved: ISO, as exact as known
_ORIGIN = [("source", pa.string()), ("retrieved", pa.string()), ("licence", pa.string())]
_RATED = [("confidence", pa.string()), *_ORIGIN]

ACTS: Final = pa.schema(
    [
        ("id", pa.string()),
        ("start", pa.date32()),
        ("end", pa.date32()),  # the first day after the act
        ("precision", pa.string()),
        ("kind", pa.string()),
        ("actor", pa.string()),
        ("target", pa.string()),
        ("states", pa.string()),
        ("location", pa.string()),
        ("intensity", pa.int64()),  # 0-10, the codebook's scale
        ("deaths_low", pa.int64()),  # persons; null = none reported
        ("deaths_high", pa.int64()),
        ("tone", pa.int64()),  # -1 conflictual, 0 neutral or mixed, 1 cooperative
        ("description", pa.string()),
        ("mechanism", pa.string()),
        ("source_state", pa.string()),
        ("source_url", pa.string()),
        ("source_publisher", pa.string()),
        ("source_date", pa.string()),
        ("source_url_2", pa.string()),
        ("confidence", pa.string()),
        ("seed_cited", pa.bool_()),
        *_ORIGIN,
    ]
)
PAIRS: Final = pa.schema(
    [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("sender", pa.string()),
        ("receiver", pa.string()),
        ("weight", pa.float64()),  # acts; the pairs of an act add up to 1
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("precision", pa.string()),
        ("tone", pa.int64()),
        ("intensity", pa.int64()),
        ("severity", pa.float64()),  # intensity over ten
        ("mechanism", pa.string()),
        ("confidence", pa.string()),
        ("publisher", pa.string()),
        ("second_source", pa.bool_()),
        ("in_risk_set", pa.bool_()),
        *_ORIGIN,
    ]
)
BORDERS: Final = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("km", pa.float64()), ("source_url", pa.string()), *_RATED]
)
MEMBERSHIPS: Final = pa.schema(
    [
        ("actor", pa.string()),
        ("organisation", pa.string()),
        ("status", pa.string()),
        ("since", pa.string()),  # a day, a month or a year; null = not verified
        ("until", pa.string()),
        ("note", pa.string()),
        ("source_url", pa.string()),
        *_RATED,
    ]
)
STATES: Final = pa.schema(
    [
        ("code", pa.string()),
        ("name", pa.string()),
        ("capital", pa.string()),
        ("population", pa.int64()),  # persons
        ("population_year", pa.int64()),
        ("gdp_usd_bn", pa.float64()),  # billions of US dollars at the official exchange rate
        ("gdp_year", pa.int64()),
        ("land_border_km", pa.float64()),
        ("source_url", pa.string()),
        *_RATED,
    ]
)
UN_VOTES: Final = pa.schema(
    [
        ("resolution", pa.string()),
        ("day", pa.date32()),
        ("subject", pa.string()),
        ("total_for", pa.int64()),
        ("total_against", pa.int64()),
        ("total_abstain", pa.int64()),
        ("actor", pa.string()),
        ("vote", pa.string()),  # for, against, abstain, absent; null = no page read settles it
        ("note", pa.string()),
        ("source_url", pa.string()),
        *_RATED,
    ]
)
ORIGINS: Final = pa.schema(
    [
        ("producer", pa.string()),
        ("title", pa.string()),
        ("version", pa.string()),
        ("url", pa.string()),
        ("citation", pa.string()),
        ("sha256", pa.string()),  # of the bytes read; null for a structure table, hashed with the release
        ("fingerprint", pa.string()),  # of all that this load was made from
        ("release", pa.string()),
        *_RATED,
    ]
)
TABLES: Final = {
    "acts": ACTS,
    "pairs": PAIRS,
    "borders": BORDERS,
    "memberships": MEMBERSHIPS,
    "states": STATES,
    "un_votes": UN_VOTES,
}


KEYS: Final = {
    "acts": ("id",),
    "pairs": ("id", "sender", "receiver"),
    "borders": ("a", "b"),
    "memberships": ("actor", "organisation", "since", "status"),
    "states": ("code",),
    "un_votes": ("resolution", "actor"),
}


def table_of(rows: Sequence[Mapping[str, object]], schema: pa.Schema) -> pa.Table:
    """Lay out rows as a table of this schema; a value that is not given is unknown."""
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def ordered(table: pa.Table, name: str) -> pa.Table:
    """Put a table's rows in the order of its key, which a store need not keep."""
    return table.sort_by([(column, "ascending") for column in KEYS[name]]).combine_chunks()
