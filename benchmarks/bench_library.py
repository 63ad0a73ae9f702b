"""Outside data as a user meets them: votes of the UN added, a million events by facet, a store reopened.

Beside them, plain DuckDB SQL reads the same votes and counts the same facets. The votes are those of
REGIMELAB_SHARED or ../shared (1.0 million), written as their producer publishes them.
"""

import os
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import ibis
from row import Row, seconds

from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, fetched
from regimelab.evidence.library.browse import FACETS, Filter, facets, found
from regimelab.evidence.reading import readable
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.gdelt import GDELT
from regimelab.evidence.sources.un_votes import ISSUES, UN_VOTES
from regimelab.evidence.vocabulary import kind_of

SHARED = Path(os.environ.get("REGIMELAB_SHARED", Path(__file__).resolve().parents[2] / "shared"))
VOTES = SHARED / "data" / "un_votes_1946_2024.parquet"
CALLS = SHARED / "data" / "un_roll_calls_1946_2024.parquet"
EVENTS = 1_000_000
STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB", "RUS", "CHN", "IRN", "TUR", "AFG", "USA", "DEU")
CODES = ("010", "036", "042", "057", "112", "141", "172", "190", "0231", "1384")


def measure() -> Iterable[Row]:
    """Votes, then facets, then reopening."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if VOTES.is_file():
            yield from _votes(folder)
        yield from _facets(folder)


def _votes(folder: Path) -> Iterable[Row]:
    path = folder / "UNVotes.csv"
    write_votes(path)

    def plain() -> int:
        base = duckdb.connect()
        base.execute(f"CREATE TABLE votes AS SELECT * FROM read_csv('{path}')")
        return base.execute("SELECT count(*) FROM votes").fetchall()[0][0]

    def read() -> int:
        backend = ibis.duckdb.connect()
        backend.raw_sql(
            f"CREATE TABLE votes AS {ibis.to_sql(readable(backend, path, UN_VOTES).rows, 'duckdb')}"
        )
        return backend.raw_sql("SELECT count(*) FROM votes").fetchall()[0][0]

    def add() -> None:
        with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "evidence.duckdb") as store:
            stated = {"published": date(2024, 12, 31), "version": "1", "retrieved": date(2026, 11, 26)}
            Library(store, actor_codes()).add(path, UN_VOTES, **stated)

    yield Row("UN votes 1946-2024, 1.0 M: read and typed", "s", seconds(read, 3), reach=3)
    yield Row("the same, added to a store: kept, checked, named, released", "s", seconds(add, 3))
    yield Row("the same, read by plain DuckDB, columns as guessed", "s", seconds(plain, 3))


def write_votes(path: Path) -> None:
    """Write the votes in the producer's layout, states by their name in ISO for want of COW's number."""
    codes = "CASE v.vote WHEN 'yes' THEN 1 WHEN 'abstain' THEN 2 WHEN 'no' THEN 3 ELSE 8 END"
    flags = ", ".join(f"c.{issue}::INT AS {issue}" for issue in ISSUES)
    columns = (
        f"v.rcid, iso3 AS ccode, year(date::DATE) - 1945 AS session, {codes} AS vote, date, unres, {flags}"
    )
    rows = f"SELECT {columns} FROM '{VOTES}' v JOIN '{CALLS}' c USING (rcid)"
    duckdb.connect().execute(f"COPY ({rows}) TO '{path}' (FORMAT csv, HEADER)")


def _facets(folder: Path) -> Iterable[Row]:
    path = folder / "evidence.duckdb"
    with Store.open(path) as store:
        library = Library(store, actor_codes())
        file = folder / "events.export.CSV"
        write_events(file)
        stated = {"published": date(2024, 12, 31), "version": "1", "retrieved": date(2026, 11, 26)}
        library.add(file, GDELT, **stated)
        events = kind_of(library.table(Shape.EVENTS))
        asked = Filter(actor="KAZ", since=date(2018, 1, 1))
        yield Row("facets of 1 M events", "s", seconds(lambda: fetched(facets(events))), reach=0.3)
        yield Row(
            "facets of one actor's since 2018", "s", seconds(lambda: fetched(facets(found(events, asked))))
        )
        told = ibis.to_sql(events, "duckdb")
        counts = " UNION ALL ".join(
            f"SELECT '{name}', {name}::TEXT, count(*) FROM ({told}) GROUP BY 2"
            for name in FACETS
            if name != "year"
        )
        yield Row(
            "the same facets in plain SQL", "s", seconds(lambda: store.backend.con.execute(counts).fetchall())
        )
    yield Row("reopening the store", "s", tuple(_reopened(path) for _ in range(5)), reach=0.5)


def _reopened(path: Path) -> float:
    begun = time.perf_counter()
    with Store.open(path) as store:
        fetched(Library(store).table(Shape.EVENTS).count().as_table())
    return time.perf_counter() - begun


def write_events(path: Path) -> None:
    """Write seeded lines of GDELT 2.0's columns."""
    given = {
        "GLOBALEVENTID": "900000000 + i",
        "SQLDATE": "strftime(DATE '2015-02-18' + (hash(i, 1) % 3600)::INT, '%Y%m%d')",
        "Actor1CountryCode": f"{list(STATES)}[1 + (hash(i, 2) % {len(STATES)})::INT]",
        "Actor2CountryCode": f"{list(STATES)}[1 + (hash(i, 3) % {len(STATES)})::INT]",
        "EventCode": f"{list(CODES)}[1 + (hash(i, 4) % {len(CODES)})::INT]",
        "GoldsteinScale": "0.0",
        "NumMentions": "1",
        "DATEADDED": "'20241231000000'",
    }
    columns = ", ".join(f'{given.get(name, "NULL")} AS "{name}"' for name in GDELT.layout.header or ())
    form = "(FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '')"
    duckdb.connect().execute(f"COPY (SELECT {columns} FROM range({EVENTS}) AS t(i)) TO '{path}' {form}")
