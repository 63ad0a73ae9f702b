"""What every source of country panels and coups promises."""

import pytest

from regimelab.evidence.sources import SOURCE

PANELS = (
    *("archigos", "colpus", "freedom_house", "freedom_house_ratings", "powell_thyne", "reign"),
    *("ucdp_country_month", "ucdp_country_year", "ucdp_ged", "un_ideal_points", "un_ideal_points_tab"),
    *("vdem", "wdi"),
)


@pytest.mark.parametrize("name", PANELS)
def test_a_file_with_the_required_columns_and_no_rows_is_read(read, name):
    source = SOURCE[name]
    needed = [column.spellings[0] for column in source.columns if not column.optional]
    found = read(source, source.layout.delimiter.join(needed))
    assert not found.rows
    assert not found.aside


@pytest.mark.parametrize("name", PANELS)
def test_a_source_says_who_publishes_it_and_how_to_cite_it(name):
    published = SOURCE[name].published
    assert all((published.producer, published.title, published.licence, published.citation))
    assert published.url.startswith("https://")
    assert published.redistributable or published.terms


@pytest.mark.parametrize("name", PANELS)
def test_no_column_of_names_ages_or_sexes_is_read(name):
    spellings = {spelling.lower() for column in SOURCE[name].columns for spelling in column.spellings}
    assert not spellings & {"leader", "age", "male", "gender", "yrborn", "coder", "coupleadereth"}
