"""Lay extracts of others' data sets out as their producers do, so that the library can read them.

Each function reads an extract (Parquet) of a folder, writes a file in the producer's layout into another
folder, and gives its path. Only columns that the extract holds are written; nothing is made up. Names of
persons are not written where the source's reading does not need them.

The script add-shared-data adds them to a store, with those that it lays out itself.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
RESPONSES = {
    **{name: name for name in ("arrests", "accomodation", "beatings", "ignore", "killings", "shootings")},
    "crowddispersal": "crowd dispersal",
}


def reign(extracts: Path, into: Path) -> Path:
    """REIGN's months: type of government, tenure, and whether an election was voted in that month."""
    votes = {
        tuple(int(row[name]) for name in ("ccode", "elec_year", "elec_month"))
        for row in _rows(extracts, "elections_reign", "ccode", "elec_year", "elec_month", "event")
        if row["event"].strip().lower().startswith("vote") and row["elec_month"].strip().isdigit()
    }
    months = _rows(extracts, "leaders_month", "ccode", "year", "month", "tenure_months", "gwf_regimetype")
    header = ("ccode", "year", "month", "government", "tenure_months", "election_now")
    lines = (
        (
            *(row[name] for name in ("ccode", "year", "month")),
            (row["gwf_regimetype"] or "").strip(),
            row["tenure_months"],
            int((row["ccode"], row["year"], row["month"]) in votes),
        )
        for row in months
    )
    return _write(into / "REIGN_2021_3.csv", header, lines)


def archigos(extracts: Path, into: Path) -> Path:
    """Archigos's tenures; states are numbered as Gleditsch and Ward do."""
    header = ("obsid", "ccode", "startdate", "enddate", "entry", "exit", "exitcode")
    theirs = ("obsid", "gwcode", "startdate", "enddate", "entry", "exit", "exitcode")
    rows = _rows(extracts, "leaders_archigos41", *theirs)
    dated = ({**row, "gwcode": int(row["gwcode"]) if row["gwcode"] is not None else None} for row in rows)
    lines = ([str(row[name])[:10] if "date" in name else row[name] for name in theirs] for row in dated)
    return _write(into / "1March_Archigos_4.1.txt", header, lines, "\t")


def powell_thyne(extracts: Path, into: Path) -> Path:
    """Powell and Thyne's coups: 1 failed, 2 succeeded; Cline's, in the same extract, are left out.

    So are coups of states that the extract gives no number of the Correlates of War.
    """
    codes = {row["iso3"]: row["ccode"] for row in _rows(extracts, "states", "iso3", "ccode")}
    rows = _rows(extracts, "coups_events", "iso3", "country", "year", "month", "day", "realized", "source")
    lines = (
        (row["country"], codes.get(row["iso3"]), row["year"], row["month"], row["day"], row["realized"] + 1)
        for row in rows
        if row["source"].startswith("Powell-Thyne") and codes.get(row["iso3"])
    )
    header = ("country", "ccode", "year", "month", "day", "coup")
    return _write(into / "powell_thyne_coups_final.txt", header, lines, "\t")


def colpus(extracts: Path, into: Path) -> Path:
    """Colpus's list, its days as days."""
    header = ("id", "ccode", "date", "statenme", "type", "success")
    rows = _rows(extracts, "coups_colpus", *header)
    lines = ([str(row["date"])[:10] if name == "date" else row[name] for name in header] for row in rows)
    return _write(into / "colpus.csv", header, lines)


def mass_mobilization(extracts: Path, into: Path) -> Path:
    """Protests with their days and the state's answers; counts of an answer become the answer, once."""
    days = tuple(f"{edge}{part}" for edge in ("start", "end") for part in ("day", "month", "year"))
    kept = ("id", "ccode", "protest", "protesterviolence", "start_date", "end_date", "location", *RESPONSES)
    answers = tuple(f"stateresponse{n}" for n in range(1, 8))
    lines = (_protest(row) for row in _rows(extracts, "mass_mobilization_events", *kept))
    header = ("id", "ccode", "protest", "protesterviolence", "location", *days, *answers)
    return _write(into / "mmALL.csv", header, lines)


def atop(extracts: Path, into: Path) -> Path:
    """ATOP's obligations of the two states of a pair; as in the original, pairs without any have no row."""
    names = tuple(f"atop_{name}" for name in OBLIGATIONS)
    rows = _rows(extracts, "ties_dyad_year", "ccode1", "ccode2", "year", *names)
    allied = (row for row in rows if any(row[name] for name in names))
    lines = ([row["ccode1"], row["ccode2"], row["year"], *(row[name] for name in names)] for row in allied)
    return _write(into / "atop5_1dy.csv", ("stateA", "stateB", "year", *OBLIGATIONS), lines)


def atop_members(extracts: Path, into: Path) -> Path:
    """ATOP's stays of members in alliances, as the producer has them."""
    days = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit")
    header = ("atopid", "member", *days, *OBLIGATIONS)
    rows = _rows(extracts, "atop51_members", *header)
    return _write(into / "atop5_1m.csv", header, (tuple(row[name] for name in header) for row in rows))


def cow_contiguity(extracts: Path, into: Path) -> Path:
    """Borders of the Correlates of War by pair and year, each both ways round as the producer does."""
    rows = _rows(extracts, "ties_dyad_year", "ccode1", "ccode2", "year", "conttype")
    near = [row for row in rows if row["conttype"]]
    lines = (
        (row[first], row[second], row["year"], row["conttype"])
        for row in near
        for first, second in (("ccode1", "ccode2"), ("ccode2", "ccode1"))
    )
    return _write(into / "contdird.csv", ("state1no", "state2no", "year", "conttype"), lines)


def icews(extracts: Path, into: Path) -> Path:
    """ICEWS events between two named countries, from the samples, numbered in their order."""
    states = sorted(_rows(extracts, "states", "iso3", "name", "cow_last_year"), key=_last_year)
    names = {row["iso3"]: row["name"] for row in states if row["iso3"]}
    kept = ("source_iso3", "target_iso3", "date", "cameo", "goldstein")
    rows = _rows(extracts, "icews_event_samples", *kept)
    between = [row for row in rows if row["source_iso3"] in names and row["target_iso3"] in names]
    header = ("Event ID", "Event Date", "Source Country", "CAMEO Code", "Intensity", "Target Country")
    lines = (
        (number, str(row["date"])[:10], names[row["source_iso3"]], row["cameo"], row["goldstein"],
         names[row["target_iso3"]])
        for number, row in enumerate(between)
        if row["cameo"]
    )  # fmt: skip
    return _write(into / "events.tab", header, lines, "\t")


def gdelt_months(extracts: Path, into: Path) -> Path:
    """GDELT by pair and month, as the extract has it."""
    header = ("yyyymm", "iso3_1", "iso3_2", "sum_pos_days", "sum_neg_days", "n_days")
    rows = _rows(extracts, "gdelt_dyad_month", *header)
    return _write(into / "gdelt_months.csv", header, (tuple(row[name] for name in header) for row in rows))


CONVERTERS: dict[str, Callable[[Path, Path], Path]] = {
    "archigos": archigos,
    "atop": atop,
    "atop_members": atop_members,
    "colpus": colpus,
    "cow_contiguity": cow_contiguity,
    "gdelt_months": gdelt_months,
    "icews": icews,
    "mass_mobilization": mass_mobilization,
    "powell_thyne": powell_thyne,
    "reign": reign,
}


def _rows(extracts: Path, name: str, *columns: str) -> list[Row]:
    table = pq.read_table(extracts / f"{name}.parquet", columns=list(dict.fromkeys(columns)))
    return table.to_pylist()


def _last_year(state: Row) -> float:
    return state["cow_last_year"] or 0


def _protest(row: Row) -> Iterator[Any]:
    yield from (row[name] for name in ("id", "ccode", "protest"))
    yield None if row["protesterviolence"] is None else int(row["protesterviolence"])
    yield row["location"]
    for name in ("start_date", "end_date"):
        year, month, day = (str(row[name])[:10].split("-") + ["", ""])[:3] if row[name] else ("", "", "")
        yield from (int(part) if part.isdigit() else "" for part in (day, month, year))
    given = [RESPONSES[name] for name in RESPONSES if row[name]]
    yield from (given + [""] * 7)[:7]


def _write(path: Path, header: Sequence[str], lines: Iterable[Iterable[Any]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=delimiter)
        rows.writerow(header)
        rows.writerows([_cell(cell) for cell in line] for line in lines)
    return path


def _cell(value: object) -> object:
    missing = value is None or value != value  # a missing number of pandas is unlike itself
    return "" if missing else value
