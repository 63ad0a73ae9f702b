"""Measures that compute: ideal points of the whole world from its votes in the UN General Assembly.

The votes are those of REGIMELAB_SHARED or ../shared (0.9 million that take a side, 6,500 roll calls).
"""

import os
from collections.abc import Iterable
from pathlib import Path

import duckdb
from row import Row, seconds

from regimelab.measures.ideal_points import ballots_of, ideal_points

SHARED = Path(os.environ.get("REGIMELAB_SHARED", Path(__file__).resolve().parents[2] / "shared"))
VOTES = SHARED / "data" / "un_votes_1946_2024.parquet"
CALLS = SHARED / "data" / "un_roll_calls_1946_2024.parquet"


def measure() -> Iterable[Row]:
    """All years, and those since the last states joined."""
    if not VOTES.is_file():
        return
    for since, reach in ((1946, 60.0), (1992, None)):
        votes = (
            duckdb.connect()
            .sql(f"""
            SELECT iso3::VARCHAR AS actor, c.date::DATE AS day, v.rcid::VARCHAR AS roll_call,
                CASE vote WHEN 'yes' THEN 'for' WHEN 'no' THEN 'against' ELSE vote::VARCHAR END AS vote
            FROM '{VOTES}' v JOIN '{CALLS}' c USING (rcid) WHERE year(c.date::DATE) >= {since}
        """)
            .to_arrow_table()
        )
        taken = seconds(lambda votes=votes: ideal_points(ballots_of(votes)), 3)
        yield Row(f"ideal points of the world, {since}-2024", "s", taken, reach=reach)
