import csv
from datetime import timedelta

import pyarrow.parquet as pq

from regimelab.evidence.sources.mass_mobilization import MASS_MOBILIZATION

HEADER = (
    "id,country,ccode,year,region,protest,protestnumber,startday,startmonth,startyear,endday,endmonth,endyear,"
    "protesterviolence,location,participants_category,participants,protesteridentity,protesterdemand1,"
    "protesterdemand2,protesterdemand3,protesterdemand4,stateresponse1,stateresponse2,stateresponse3,"
    "stateresponse4,stateresponse5,stateresponse6,stateresponse7,sources,notes"
).split(",")
PROTEST = {
    "id": "7052011012",
    "country": "Kazakhstan",
    "ccode": "705",
    "year": "2011",
    "protest": "1",
    "startday": "16",
    "startmonth": "12",
    "startyear": "2011",
    "endday": "17",
    "endmonth": "12",
    "endyear": "2011",
    "protesterviolence": "1",
    "location": "Zhanaozen",
    "stateresponse1": "shootings",
    "stateresponse2": "crowd dispersal",
    "stateresponse3": ".",
}


def rows_of(read, line, **changes):
    return read(MASS_MOBILIZATION, ",".join(HEADER), line(HEADER, ",", **PROTEST | changes)).rows


def test_a_protest_and_each_response_to_it_are_events(read, line, day):
    rows = {row["record"]: row for row in rows_of(read, line)}
    assert {name: row["code"] for name, row in rows.items()} == {
        "7052011012": "protest:violent",
        "7052011012-stateresponse1": "response:shootings",
        "7052011012-stateresponse2": "response:crowd dispersal",
    }
    assert all(row["sender_code"] == row["receiver_code"] == "705" for row in rows.values())
    assert {(row["start"], row["end"]) for row in rows.values()} == {(day("2011-12-16"), day("2011-12-18"))}


def test_a_year_without_a_protest_is_no_event(read, line):
    assert rows_of(read, line, protest="0", startday=".", endday=".", stateresponse1=".") == []


def test_a_day_that_the_calendar_lacks_leaves_the_start_unknown(read, line):
    assert {row["start"] for row in rows_of(read, line, startday="31", startmonth="2")} == {None}


def test_the_real_protests_are_read_whole(read, shared, tmp_path, day):
    real = pq.read_table(shared / "data/mass_mobilization_events.parquet").to_pylist()
    path = tmp_path / "mmALL.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, HEADER, restval=".", extrasaction="ignore")
        lines.writeheader()
        for row in real:
            dates = {}
            for edge in ("start", "end"):
                named = day(row[f"{edge}_date"])
                dates |= {f"{edge}day": named.day, f"{edge}month": named.month, f"{edge}year": named.year}
            lines.writerow(row | dates)
    found = read(MASS_MOBILIZATION, path=path)
    starts = {str(row["id"]): day(row["start_date"]) for row in real}
    assert (len(found.rows), found.aside) == (15239, [])
    assert sum(row["code"] == "protest:violent" for row in found.rows) == 4035
    assert all(row["start"] == starts[row["record"]] for row in found.rows)
    assert min(row["end"] - row["start"] for row in found.rows) >= timedelta(days=1)
