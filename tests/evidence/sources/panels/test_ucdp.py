"""UCDP: events with a range of deaths, and sums by country and year or month."""

import pytest

from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.ucdp_country_year import WITH_BOUNDS

GED_HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,"
    "high,low,gwnoa,gwnob"
).split(",")
CLASH = {  # the dyad is in the data; the numbers are made up
    "id": "500001",
    "type_of_violence": "1",
    "dyad_name": "Government of Kyrgyzstan - Government of Tajikistan",
    "side_a": "Government of Kyrgyzstan",
    "side_b": "Government of Tajikistan",
    "number_of_sources": "-1",
    "adm_1": "Batken province",
    "country": "Kyrgyzstan",
    "country_id": "703",
    "date_start": "2021-04-29 00:00:00.000",
    "date_end": "2021-05-01 00:00:00.000",
    "best": "20",
    "high": "30",
    "low": "10",
    "gwnoa": "703",
    "gwnob": "702",
}


@pytest.fixture
def ged(read, line):
    def lines_of(*changes: dict[str, str]):
        written = (line(GED_HEADER, ",", **(CLASH | change)) for change in changes)
        return read(SOURCE["ucdp_ged"], ",".join(GED_HEADER), *written)

    return lines_of


def test_an_event_between_two_governments_names_both_states(ged, day):
    (row,) = ged({}).rows
    assert (row["sender_code"], row["receiver_code"]) == ("Kyrgyzstan", "Tajikistan")
    assert (row["start"], row["end"]) == (day("2021-04-29"), day("2021-05-02"))
    assert (row["value"], row["deaths_low"], row["deaths_high"]) == (20.0, 10, 30)
    assert (row["scheme"], row["code"], row["record"]) == ("ucdp", "1", "500001")
    assert (row["place"], row["mentions"]) == ("Batken province, Kyrgyzstan", None)


def test_a_side_that_is_no_government_is_no_state(ged):
    rows = ged(
        {
            "side_b": "Civilians",
            "type_of_violence": "3",
            "date_start": "2021-04-29",
            "date_end": "2021-04-29",
        },
        {"side_a": "Taleban", "side_b": "IS", "type_of_violence": "2"},
        {"side_a": "Government of Russia (Soviet Union)"},
    ).rows
    ends = [(row["sender_code"], row["receiver_code"]) for row in rows]
    assert ends == [("Kyrgyzstan", None), (None, None), ("Russia (Soviet Union)", "Tajikistan")]


def test_an_event_on_no_day_or_with_a_blank_estimate_is_set_aside(ged):
    found = ged({"date_end": "2021-02-30"}, {"low": ""}, {"high": "many"}, {})
    assert [row["line"] for row in found.rows] == [5]
    assert {(cell["line"], cell["column"], cell["cell"], cell["reason"]) for cell in found.aside} == {
        (2, "date_end", "2021-02-30", "is not of the column's type"),
        (3, "low", "", "is blank"),
        (4, "high", "many", "is not of the column's type"),
    }


def test_deaths_of_a_year_have_bounds_in_either_spelling(read):
    header = (
        "country_id,country,year,sb_total_deaths_best,sb_total_deaths_high,sb_total_deaths_low,ns_dyad_count"
    )
    spelt = ",".join(f"{name}_cy" for name in header.split(","))
    for names in (header, spelt):
        found = read(SOURCE["ucdp_country_year"], names, "703,Kyrgyzstan,2022,60,80,50,NA")
        (row,) = found.rows
        assert (row["variable"], row["value"], row["low"], row["high"]) == (
            "sb_total_deaths",
            60.0,
            50.0,
            80.0,
        )
        assert (row["actor_code"], row["unit"]) == ("703", "deaths, best estimate")


def test_a_file_without_the_year_is_refused_by_name(read):
    with pytest.raises(ValueError, match="column 'year' of ucdp_country_year is missing"):
        read(SOURCE["ucdp_country_year"], "country_id,sb_total_deaths_best", "703,60")


def test_organised_violence_of_version_25_is_read(read, extract):
    estimates = {
        f"{name}_{end}": f"{name}_{end}_cy" for name in WITH_BOUNDS for end in ("best", "low", "high")
    }
    names = {"country_id": "country_id_cy", "year": "year_cy"} | estimates
    found = read(SOURCE["ucdp_country_year"], path=extract("ucdp_orgviolence_country_year", names))
    assert len(found.rows) == len(WITH_BOUNDS) * 6_936
    assert not found.aside
    afghanistan = next(row for row in found.rows if row["record"] == "700-1989-sb_total_deaths")
    assert (afghanistan["low"], afghanistan["value"], afghanistan["high"]) == (1904.0, 5174.0, 17_051.0)


def test_months_end_where_the_next_begins(read, day):
    lines = ("KGZ,202209,60,1000000", "KGZ,202212,,1000000", "KGZ,202312,0,1000000", "KGZ,202301,x,1000000")
    found = read(SOURCE["ucdp_country_month"], "iso3,yyyymm,ucdp_ged_fatalities_best,population", *lines)
    assert [(row["start"], row["end"], row["value"]) for row in found.rows] == [
        (day("2022-09-01"), day("2022-10-01"), 60.0),
        (day("2023-12-01"), day("2024-01-01"), 0.0),
    ]
    assert [(cell["line"], cell["cell"]) for cell in found.aside] == [(5, "x")]


def test_a_month_that_is_none_is_set_aside(read):
    found = read(SOURCE["ucdp_country_month"], "iso3,yyyymm,ucdp_ged_fatalities_best", "KGZ,202213,1")
    assert not found.rows
    assert [(cell["column"], cell["cell"]) for cell in found.aside] == [("yyyymm", "202213")]


def test_months_of_the_circulating_sums_are_read(read, extract):
    names = {name: name for name in ("iso3", "yyyymm", "ucdp_ged_fatalities_best", "population")}
    found = read(SOURCE["ucdp_country_month"], path=extract("ucdp_fatalities_country_month", names))
    assert not found.aside
    assert len(found.rows) == 31_302
    assert next(row for row in found.rows if row["record"] == "AFG-201001")["value"] == 344.0


def test_an_estimate_outside_its_bounds_stays_as_published(read, extract):
    names = {f"sb_total_deaths_{end}": f"sb_total_deaths_{end}" for end in ("best", "low", "high")}
    path = extract("ucdp_orgviolence_country_year", {"country_id": "country_id", "year": "year"} | names)
    rows = read(SOURCE["ucdp_country_year"], path=path).rows
    odd = {row["record"] for row in rows if not row["low"] <= row["value"] <= row["high"]}
    assert len(odd) == 8
    eritrea = next(row for row in rows if row["record"] == "531-1998-sb_total_deaths")
    assert (eritrea["low"], eritrea["value"], eritrea["high"]) == (10.0, 792.0, 10.0)
