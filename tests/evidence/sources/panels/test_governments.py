"""REIGN, Archigos and coups: who holds office appears by office, never by name."""

import csv

import pyarrow.parquet as pq
import pytest

from regimelab.evidence.sources import SOURCE

ARCHIGOS_HEADER = "obsid\tleadid\tccode\tidacr\tleader\tstartdate\tenddate\tentry\texit\texitcode"
COUP_HEADER = "country\tccode\tyear\tmonth\tday\tcoup\tversion"


def test_a_month_of_reign_holds_its_government_and_tenure(read, day):
    header = (
        "ccode,country,leader,year,month,elected,age,male,militarycareer,tenure_months,government,couprisk"
    )
    found = read(
        SOURCE["reign"],
        header,
        "704,Uzbekistan,Somebody,2020,12,1,60,1,0,50,Dominant Party,0.001",
        "704,Uzbekistan,Somebody,2021,1,1,61,1,0,51,Dominant Party,NA",
    )
    rows = {row["record"]: row for row in found.rows}
    assert rows["704-2020-12-2-government"]["text"] == "Dominant Party"
    assert rows["704-2020-12-2-tenure_months"]["value"] == 50.0
    assert rows["704-2020-12-2-couprisk"]["value"] == 0.001
    assert "704-2021-1-3-couprisk" not in rows
    assert rows["704-2020-12-2-elected"]["end"] == day("2021-01-01")
    assert not [row for row in found.rows if "Somebody" in map(str, row.values())]
    assert not {"age", "male"} & set(found.column("variable"))


def test_tenure_by_month_is_read(read, extract):
    names = {"ccode": "ccode", "year": "year", "month": "month", "tenure_months": "tenure_months"}
    found = read(
        SOURCE["reign"], path=extract("leaders_month", names | {"gwf_regimetype": "government"}, since=2015)
    )
    assert not found.aside
    assert found.column("variable").count("tenure_months") == 14_548
    assert found.column("variable").count("government") == 14_473
    kazakhstan = [
        row["value"] for row in found.rows if row["record"].startswith("705-2021-3-") and row["value"]
    ]
    assert kazakhstan == [24.0]


def test_a_tenure_ends_on_the_day_after_its_last(read, day):
    lines = (
        "KYR-2005\tx\t703\tKYR\tSomebody\t2005-03-25\t2010-04-07\tRegular\tIrregular\tPopular Protest",
        "UZB-1990\tx\t704\tUZB\tSomebody\t1990-03-24\t2015-12-31\tRegular\tStill in Office\tStill in Office",
    )
    found = read(SOURCE["archigos"], ARCHIGOS_HEADER, *lines)
    first, lasting = found.rows
    assert (first["start"], first["end"]) == (day("2005-03-25"), day("2010-04-08"))
    assert first["text"] == "entry Regular; exit Irregular, Popular Protest"
    assert lasting["end"] is None
    assert lasting["text"] == "entry Regular; exit Still in Office"
    assert {row["variable"] for row in found.rows} == {"leader"}
    assert not [row for row in found.rows if "Somebody" in map(str, row.values())]


def test_a_tenure_without_a_first_day_is_set_aside(read):
    found = read(
        SOURCE["archigos"], ARCHIGOS_HEADER, "UZB-1990\tx\t704\tUZB\tN\t.\t2015-12-31\tRegular\tRegular\t."
    )
    assert not found.rows
    assert [(cell["column"], cell["reason"]) for cell in found.aside] == [("startdate", "is blank")]


def test_the_leaders_of_archigos_are_read(read, tmp_path, shared):
    names = ("obsid", "gwcode", "startdate", "enddate", "entry", "exit", "exitcode")
    rows = pq.read_table(shared / "data" / "leaders_archigos41.parquet", columns=list(names)).to_pylist()
    path = tmp_path / "archigos.txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter="\t")
        written.writerow("ccode" if name == "gwcode" else name for name in names)
        for row in rows:
            dates = {name: row[name].date() for name in ("startdate", "enddate")}
            written.writerow((row | dates | {"gwcode": int(row["gwcode"])}).values())
    found = read(SOURCE["archigos"], path=path)
    assert not found.aside
    assert len(found.rows) == 3_409
    assert found.column("end").count(None) == 168
    assert len(set(found.column("record"))) == 3_409
    (fell,) = (row for row in found.rows if row["record"] == "KYR-1990")
    assert fell["text"] == "entry Regular; exit Irregular, Popular Protest, without Foreign Support"
    assert fell["actor_code"] == "703"


def test_a_coup_on_no_known_day_lies_in_its_month(read, day):
    lines = (
        "Cuba\t40\t1952\t3\t10\t2\t2023.09.08",
        "Cuba\t40\t1957\t9\t-9\t1\t2023.09.08",
        "Cuba\t40\t1958\t12\t.\t1\t2023.09.08",
    )
    found = read(SOURCE["powell_thyne"], COUP_HEADER, *lines)
    assert [(row["start"], row["end"], row["code"]) for row in found.rows] == [
        (day("1952-03-10"), day("1952-03-11"), "2"),
        (day("1957-09-01"), day("1957-10-01"), "1"),
        (day("1958-12-01"), day("1959-01-01"), "1"),
    ]
    assert {(row["sender_code"], row["receiver_code"]) for row in found.rows} == {("40", "40")}
    assert {row["scheme"] for row in found.rows} == {"powell_thyne"}


def test_the_coups_of_powell_and_thyne_are_read(read, tmp_path, shared):
    every = pq.read_table(shared / "data" / "coups_events.parquet").to_pylist()
    coups = [row for row in every if row["source"].startswith("Powell-Thyne")]
    path = tmp_path / "coups.txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter="\t")
        written.writerow(COUP_HEADER.split("\t"))
        for row in coups:
            when = (row["year"], row["month"], row["day"])
            written.writerow((row["country"], row["iso3"], *when, row["realized"] + 1, "2023.09.08"))
    found = read(SOURCE["powell_thyne"], path=path)
    assert not found.aside
    assert len(found.rows) == len(coups) == 491
    assert found.column("code").count("2") == 245
    assert len(set(found.column("record"))) == 491


def test_a_coup_of_colpus_tells_its_kind_and_outcome(read, day):
    header = "id,ccode,date,statenme,year,type,success,coupleadereth,coder"
    lines = ("40-1957-9-5,40,1957-09-05,Cuba,1957,CH,2,NA,XX", "40-1952-3-10,40,March,Cuba,1952,AD,1,NA,XX")
    found = read(SOURCE["colpus"], header, *lines)
    (row,) = found.rows
    assert (row["code"], row["scheme"], row["start"]) == ("CH:2", "colpus", day("1957-09-05"))
    assert (row["sender_code"], row["receiver_code"], row["place"]) == ("40", "40", "Cuba")
    assert [(cell["line"], cell["column"], cell["cell"]) for cell in found.aside] == [(3, "date", "March")]


@pytest.mark.parametrize("written", ["%Y-%m-%d", "%m/%d/%Y"])
def test_the_coups_of_colpus_are_read(read, tmp_path, shared, written):
    names = ("id", "ccode", "date", "statenme", "year", "type", "success")
    rows = pq.read_table(shared / "data" / "coups_colpus.parquet", columns=list(names)).to_pylist()
    path = tmp_path / "colpus.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(row | {"date": row["date"].strftime(written)} for row in rows)
    found = read(SOURCE["colpus"], path=path)
    assert not found.aside
    assert len(found.rows) == 593
    assert sum(code.endswith(":1") for code in found.column("code")) == 295
    assert sum(code.startswith("CH:") for code in found.column("code")) == 252


def test_a_coup_in_no_month_is_set_aside(read):
    found = read(SOURCE["powell_thyne"], COUP_HEADER, "Cuba\t40\t1957\t13\t5\t1\t2023.09.08")
    assert not found.rows
    assert [(cell["column"], cell["cell"]) for cell in found.aside] == [("month", "13")]
