"""Five million events in GDELT's format: ingested, mapped to kinds, counted by pair and month.

Beside it, plain DuckDB SQL does the same from the same files, with CAMEO's codes matched by hand-written
prefixes. Each runs in a process of its own, so that its peak resident memory is its own. Fewer events:
REGIMELAB_BENCH_EVENTS=200000.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import duckdb
import ibis
import pyarrow as pa
from row import Row

from regimelab.evidence.reading import readable
from regimelab.evidence.sources.gdelt import GDELT
from regimelab.evidence.vocabulary import kind_of, kind_rules, pair_months

EVENTS = int(os.environ.get("REGIMELAB_BENCH_EVENTS", "5000000"))
FILES = 5
STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB", "RUS", "CHN", "IRN", "TUR", "AFG", "USA", "DEU")
BORDERS = (("KAZ", "RUS"), ("KAZ", "UZB"), ("KGZ", "TJK"), ("TJK", "UZB"), ("KGZ", "UZB"), ("AFG", "TJK"))
MEMORY = "1GB"  # for DuckDB's buffers; the rest of the process comes on top
MEBI = 1024**2


def measure() -> Iterable[Row]:
    """Write the files, then run each way once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, EVENTS)
        counts: set[str] = set()
        for way, reach in (("ours", True), ("plain SQL", False)):
            seconds, memory, count = _apart(way, folder)
            counts.add(count)
            what = f"{EVENTS:,} GDELT events to pair-months: {way}"
            yield Row(what, "s", (seconds,), reach=60 if reach else None)
            yield Row(f"{what}, peak resident", "MiB", (memory,), reach=2 * 1024 if reach else None)
        assert len(counts) == 1, counts


def write(folder: Path, events: int) -> None:
    """Write seeded lines of GDELT 2.0's 61 columns into several files without header."""
    codes = [r["code"] for r in kind_rules().to_pylist() if r["scheme"] == "cameo" and len(r["code"]) > 2]
    drawn = {
        "GLOBALEVENTID": "900000000 + i",
        "SQLDATE": f"strftime(DATE '2015-02-18' + {_draw(1, 3600)}, '%Y%m%d')",
        "Actor1Code": f"{_one_of(2, STATES)} || 'GOV'",
        "Actor1CountryCode": _one_of(2, STATES),
        "Actor2CountryCode": f"nullif({_one_of(3, (*STATES, ''))}, '')",
        "EventCode": _one_of(4, codes),
        "GoldsteinScale": f"{_draw(5, 201)} / 10.0 - 10",
        "NumMentions": f"1 + {_draw(6, 20)}",
        "AvgTone": f"{_draw(7, 200001)} / 10000.0 - 10",
        "ActionGeo_FullName": "'Some town, Some province, Some country'",
        "ActionGeo_CountryCode": "'KZ'",
        "DATEADDED": f"strftime(DATE '2015-02-19' + {_draw(1, 3600)}, '%Y%m%d') || '061500'",
        "SOURCEURL": f"'https://www.example.org/world/' || {_draw(8, 10**9)} || '/a-title-of-some-length'",
    }
    columns = ", ".join(f'{drawn.get(name, "NULL")} AS "{name}"' for name in GDELT.layout.header or ())
    for part in range(FILES):
        rows = f"range({part * events // FILES}, {(part + 1) * events // FILES}) AS t(i)"
        form = f"'{folder}/{part:02}.export.CSV' (FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '')"
        duckdb.connect().execute(f"COPY (SELECT {columns} FROM {rows}) TO {form}")


def _draw(seed: int, below: int) -> str:
    return f"(hash(i, {seed}) % {below})::INT"


def _one_of(seed: int, names: Sequence[str]) -> str:
    return f"{list(names)}[1 + {_draw(seed, len(names))}]"


def ours(folder: Path) -> int:
    """Read file by file into a table, map to kinds, aggregate."""
    backend = ibis.duckdb.connect(folder / "ours.duckdb", memory_limit=MEMORY)
    for number, path in enumerate(sorted(folder.glob("*.CSV"))):
        rows = readable(backend, path, GDELT).rows
        named = rows.mutate(
            sender=rows.sender_code, receiver=rows.receiver_code, source=ibis.literal("gdelt")
        )
        told = ibis.to_sql(named, dialect="duckdb")
        backend.raw_sql(f"INSERT INTO events {told}" if number else f"CREATE TABLE events AS {told}")
        read = backend.raw_sql("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
        for (name,) in read:
            backend.raw_sql(f'DROP TABLE "{name}"')
    one, other = zip(*BORDERS, strict=True)
    borders = ibis.memtable(pa.table({"iso3_a": one, "iso3_b": other}))
    return pair_months(kind_of(backend.table("events"), borders)).to_pyarrow().num_rows


def plain(folder: Path) -> int:
    """Do the same in SQL by hand: one pass over all the files, a table, a join, an aggregate."""
    base = duckdb.connect(str(folder / "plain.duckdb"), config={"memory_limit": MEMORY})
    names = list(GDELT.layout.header or ())
    base.register("rules", kind_rules())
    touching = ", ".join(f"('{a}', '{b}'), ('{b}', '{a}')" for a, b in BORDERS)
    base.execute(f"""
        CREATE TABLE events AS SELECT GLOBALEVENTID AS record, strptime(SQLDATE, '%Y%m%d')::DATE AS start,
            Actor1CountryCode AS sender, Actor2CountryCode AS receiver, EventCode AS code,
            GoldsteinScale::DOUBLE AS value, NumMentions::BIGINT AS mentions, ActionGeo_CountryCode AS place,
            strptime(DATEADDED, '%Y%m%d%H%M%S')::DATE AS reported, SOURCEURL AS url
        FROM read_csv('{folder}/*.CSV', all_varchar=true, delim='\t', quote='', header=false, names={names})
    """)
    return base.execute(f"""
        WITH cases AS (SELECT DISTINCT code, coalesce(sender = receiver, true) AS within FROM events),
        best AS (
            SELECT c.code, c.within, r.kind, r.needs
            FROM cases c JOIN rules r ON r.scheme = 'cameo' AND starts_with(c.code, r.code)
                AND coalesce(r.domestic = c.within, true)
            QUALIFY row_number() OVER (PARTITION BY c.code, c.within ORDER BY length(r.code) DESC) = 1),
        counted AS (
            SELECT sender, CASE WHEN within THEN sender ELSE receiver END AS receiver, kind,
                date_trunc('month', start) AS month, count(*), sum(mentions), avg(value)
            FROM events JOIN best ON events.code = best.code
                AND coalesce(sender = receiver, true) = best.within
            WHERE kind IS NOT NULL AND (needs IS NULL OR (sender, receiver) IN ({touching}))
            GROUP BY ALL)
        SELECT count(*) FROM counted
    """).fetchall()[0][0]


def _apart(way: str, folder: Path) -> tuple[float, float, str]:
    """Run one way in a process of its own: seconds, peak resident memory in MiB, and how many pair-months."""
    words = (sys.executable, __file__, way, str(folder))
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1]), said[2]


def _run(way: str, folder: Path) -> None:
    begun = time.perf_counter()
    count = {"ours": ours, "plain SQL": plain}[way](folder)
    unit = 1 if sys.platform == "darwin" else 1024  # the peak is told in bytes there, in KiB elsewhere
    print(time.perf_counter() - begun, getrusage(RUSAGE_SELF).ru_maxrss * unit / MEBI, count)


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2]))
