"""V-Dem, UN ideal points and Freedom House: a figure a row, with bounds and unit."""

import csv

import pyarrow.parquet as pq
import pytest

from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.vdem import FIGURES

VDEM_HEADER = (
    "country_name,country_text_id,country_id,year,COWcode,v2x_polyarchy,v2x_polyarchy_codelow,"
    "v2x_polyarchy_codehigh,v2csreprss,v2x_regime"
)


def test_an_index_of_vdem_comes_with_its_bounds(read, day):
    found = read(SOURCE["vdem"], VDEM_HEADER, '"Kazakhstan",KAZ,121,2020,705,0.25,0.2,0.3,NA,1')
    assert [(row["variable"], row["value"], row["low"], row["high"]) for row in found.rows] == [
        ("v2x_polyarchy", 0.25, 0.2, 0.3),
        ("v2x_regime", 1.0, None, None),
    ]
    first = found.rows[0]
    assert (first["actor_code"], first["start"], first["end"]) == (
        "KAZ",
        day("2020-01-01"),
        day("2021-01-01"),
    )
    assert (first["record"], first["unit"], first["line"]) == (
        "KAZ-2020-v2x_polyarchy",
        "index from 0 to 1",
        2,
    )


def test_a_cell_of_vdem_that_is_no_number_sets_its_row_aside(read):
    lines = ("Kazakhstan,KAZ,121,2020,705,high,0.2,0.3,,1", "Uzbekistan,UZB,140,2020,704,0.2,0.1,0.3,,1")
    found = read(SOURCE["vdem"], VDEM_HEADER, *lines)
    assert {row["actor_code"] for row in found.rows} == {"UZB"}
    assert [(cell["line"], cell["column"], cell["cell"]) for cell in found.aside] == [
        (2, "v2x_polyarchy", "high")
    ]


def test_every_indicator_read_of_vdem_is_in_its_codebook(shared):
    tags = pq.read_table(shared / "data" / "vdem_codebook_v16.parquet", columns=["tag"])["tag"].to_pylist()
    assert {figure.variable for figure in FIGURES} <= set(tags)


def test_vdem_is_read_as_its_own_version_12_has_it(read, extract):
    names = ("country_text_id", "country_id", "year", "COWcode", "v2x_polyarchy", "v2csreprss", "v2mebias")
    path = extract("vdem_v12_country_year_1946_2021", {name: name for name in names})
    with path.open(encoding="utf-8") as file:
        cells = [row[name] for row in csv.DictReader(file) for name in names[4:]]
    found = read(SOURCE["vdem"], path=path)
    assert len(found.rows) == sum(cell != "NA" for cell in cells) > 20_000
    assert not found.aside
    mexico = next(row for row in found.rows if row["record"] == "MEX-1946-v2csreprss")
    assert mexico["value"] == -0.503


def test_bounds_of_version_15_lie_around_the_index(read, extract):
    names = ("country_text_id", "year", "v2x_regime", "v2x_polyarchy")
    bounds = ("v2x_polyarchy_codelow", "v2x_polyarchy_codehigh")
    path = extract("ert_v15_country_year", {name: name for name in (*names, *bounds)})
    rows = [row for row in read(SOURCE["vdem"], path=path).rows if row["variable"] == "v2x_polyarchy"]
    assert len(rows) > 12_000
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)


def test_ideal_points_up_to_2024_count_sessions(read, day):
    header = (
        '"","ccode","session","NVotesAll","IdealPointAll","Q5%All","Q50%All","Q95%All","iso3c","Countryname"'
    )
    found = read(SOURCE["un_ideal_points"], header, '"1",2,74,100,2.5,2.25,2.5,2.75,"USA","United States"')
    point = found.rows[0]
    assert (point["variable"], point["value"], point["low"], point["high"]) == (
        "idealpointall",
        2.5,
        2.25,
        2.75,
    )
    assert (point["start"], point["actor_code"]) == (day("2019-01-01"), "2")
    assert (found.rows[1]["variable"], found.rows[1]["value"]) == ("nvotesall", 100.0)


def test_ideal_points_on_final_passage_are_tab_separated(read):
    header = "ccode\tiso3c\tCountryname\tyear\tNVotesFP\tIdealPointFP\tQ5%FP\tQ10%FP\tQ50%FP\tQ90%FP\tQ95%FP"
    lines = (
        '704\t"UZB"\t"Uzbekistan"\t2025\t90\t-0.5\t-0.75\t-0.7\t-0.5\t-0.3\t-0.25',
        "701\tTKM\tTurkmenistan\t2025\t\t\t\t\t\t\t",
    )
    found = read(SOURCE["un_ideal_points_tab"], header, *lines)
    assert [(row["variable"], row["value"], row["low"]) for row in found.rows] == [
        ("idealpointfp", -0.5, -0.75),
        ("nvotesfp", 90.0, None),
    ]


def test_ideal_points_of_july_2025_are_read(read, extract):
    names = ("ccode", "iso3c", "countryname", "year", "idealpointfp", "idealpointall", "idealpointlegacy")
    names += ("nvotesfp", "nvotesall", "q5all", "q50all", "q95all", "q5fp", "q50fp", "q95fp")
    path = extract("un_ideal_points_jul2025", {name: name for name in names}, delimiter="\t", missing="")
    found = read(SOURCE["un_ideal_points_tab"], path=path)
    assert not found.aside
    assert found.column("variable").count("idealpointall") == 11_232
    assert found.column("variable").count("idealpointfp") == 11_421
    uzbekistan = next(row for row in found.rows if row["record"] == "704-2020-idealpointfp")
    assert uzbekistan["value"] == pytest.approx(-0.77345, abs=1e-5)
    assert (uzbekistan["low"], uzbekistan["high"]) == pytest.approx((-1.09052, -0.47949), abs=1e-5)


def test_an_edition_of_freedom_house_covers_the_year_before(read, day):
    header = "Country/Territory,Region,C/T,Edition,Status,PR rating,CL rating,A1,A,Add Q,Add A,PR,CL,Total"
    found = read(SOURCE["freedom_house"], header, "Kazakhstan,Eurasia,c,2024,NF,7,5,1,2,0,N/A,10,20,30")
    rows = {row["variable"]: row for row in found.rows}
    assert rows["fh_status"]["text"] == "NF"
    assert rows["fh_status"]["value"] is None
    assert rows["fiw_total"]["value"] == 30.0
    assert rows["fiw_total"]["unit"] == "points of 100"
    assert rows["fiw_a"]["unit"] == "points of 12"
    assert "fiw_add_a" not in rows
    assert {row["start"] for row in found.rows} == {day("2023-01-01")}
    assert {row["actor_code"] for row in found.rows} == {"Kazakhstan"}


def test_ratings_of_freedom_house_are_read_since_1972(read, extract):
    names = {"year": "year", "country": "country", "iso3": "iso3c"}
    ratings = {"fh_pr": "political_rights", "fh_cl": "civil_liberties", "fh_status": "status"}
    path = extract("freedom_house_ratings_1972_2023", names | ratings)
    found = read(SOURCE["freedom_house_ratings"], path=path)
    assert len(found.rows) == 3 * 9_238
    assert not found.aside
    uzbekistan = {row["variable"]: row for row in found.rows if row["record"].startswith("Uzbekistan-2020-")}
    assert uzbekistan["fh_pr"]["value"] == 7.0
    assert uzbekistan["fh_status"]["text"] == "Not Free"


@pytest.mark.parametrize("year", ["0", "99999", "2020.5", "last year"])
def test_a_year_that_is_none_sets_its_row_aside(read, year):
    found = read(SOURCE["vdem"], VDEM_HEADER, f"Kazakhstan,KAZ,121,{year},705,0.25,0.2,0.3,,1")
    assert not found.rows
    assert [(cell["column"], cell["cell"]) for cell in found.aside] == [("year", year)]
