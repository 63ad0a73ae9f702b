"""World Development Indicators: a row an indicator and country, a column a year."""

import csv

import pyarrow.parquet as pq

from regimelab.evidence.sources import SOURCE

HEADER = '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961","2024"'
SERIES = {  # as the extract names them, as the producer does
    "gdp_growth": ("GDP growth (annual %)", "NY.GDP.MKTP.KD.ZG"),
    "pop_size": ("Population, total", "SP.POP.TOTL"),
}


def test_every_year_is_a_row_with_the_unit_of_its_name(read, day):
    lines = (
        '"Kazakhstan","KAZ","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","",1.5,4',
        '"Kazakhstan","KAZ","GDP, PPP (constant 2021 international $)","NY.GDP.MKTP.PP.KD",,,30000',
        '"Kazakhstan","KAZ","Population, total","SP.POP.TOTL",,10000000,..',
    )
    found = read(SOURCE["wdi"], HEADER, *lines)
    assert [(row["variable"], row["start"], row["value"], row["unit"]) for row in found.rows] == [
        ("NY.GDP.MKTP.KD.ZG", day("1961-01-01"), 1.5, "annual %"),
        ("NY.GDP.MKTP.KD.ZG", day("2024-01-01"), 4.0, "annual %"),
        ("NY.GDP.MKTP.PP.KD", day("2024-01-01"), 30_000.0, "constant 2021 international $"),
        ("SP.POP.TOTL", day("1961-01-01"), 10_000_000.0, None),
    ]
    assert found.rows[0]["end"] == day("1962-01-01")
    assert found.rows[0]["record"] == "KAZ-NY.GDP.MKTP.KD.ZG-1961"


def test_a_figure_that_is_none_sets_its_line_aside(read):
    found = read(SOURCE["wdi"], HEADER, '"Kazakhstan","KAZ","Population, total","SP.POP.TOTL",many,2,3')
    assert not found.rows
    assert [(cell["line"], cell["column"], cell["cell"]) for cell in found.aside] == [(2, "1960", "many")]


def test_real_figures_are_read_in_the_layout_of_the_bulk_download(read, tmp_path, shared):
    rows = pq.read_table(shared / "data" / "wdi_country_year_1985_2024.parquet").to_pylist()
    years = [str(year) for year in range(1960, 2025)]
    wide: dict[tuple[str, ...], dict[str, float]] = {}
    for row in rows:
        for name, (title, code) in SERIES.items():
            key = (row["country"], row["iso3"] or "", title, code)
            wide.setdefault(key, {})[str(row["year"])] = row[name]
    kept = {key: figures for key, figures in wide.items() if key[1]}
    path = tmp_path / "WDICSV.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Country Name", "Country Code", "Indicator Name", "Indicator Code", *years])
        table.writerows([*key, *(figures.get(year) for year in years)] for key, figures in kept.items())
    found = read(SOURCE["wdi"], path=path)
    assert not found.aside
    assert len(found.rows) == sum(
        value is not None for figures in kept.values() for value in figures.values()
    )
    assert next(row for row in found.rows if row["record"] == "ABW-SP.POP.TOTL-1960")["value"] == 54_922.0
