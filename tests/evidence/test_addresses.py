"""The files of a span of time: each of them once, and none from before there were any."""

from datetime import date

import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence.addresses import addresses_of
from regimelab.evidence.sources.un_votes import UN_VOTES

ROOT = "https://data.gdeltproject.org"


def listed(name, start, end, **changes):
    return addresses_of(UN_VOTES._replace(name=name, **changes), start, end)


def test_a_day_of_gdelt_is_96_files_a_quarter_of_an_hour_apart():
    found = listed("gdelt", date(2022, 1, 5), date(2022, 1, 5))
    assert len(set(found)) == 96
    assert found[0] == f"{ROOT}/gdeltv2/20220105000000.export.CSV.zip"
    assert found[1] == f"{ROOT}/gdeltv2/20220105001500.export.CSV.zip"
    assert found[-1] == f"{ROOT}/gdeltv2/20220105234500.export.CSV.zip"


def test_gdelt_by_the_quarter_of_an_hour_begins_on_18_february_2015_at_23():
    found = listed("gdelt", date(2015, 1, 1), date(2015, 2, 18))
    assert [address[-29:-15] for address in found] == [
        f"20150218{clock}00" for clock in (2300, 2315, 2330, 2345)
    ]


def test_gdelt_by_the_day_spans_the_turn_of_a_year_and_begins_in_april_2013():
    found = listed("gdelt_daily", date(2021, 12, 31), date(2022, 1, 1))
    assert found == (f"{ROOT}/events/20211231.export.CSV.zip", f"{ROOT}/events/20220101.export.CSV.zip")
    assert listed("gdelt_daily", date(2013, 3, 1), date(2013, 4, 1)) == (
        f"{ROOT}/events/20130401.export.CSV.zip",
    )
    assert listed("gdelt_daily", date(2000, 1, 1), date(2000, 12, 31)) == ()


def test_gdelt_before_april_2013_is_a_file_a_year_then_a_file_a_month():
    found = listed("gdelt_backfile", date(2004, 6, 30), date(2006, 2, 1))
    assert found == tuple(f"{ROOT}/events/{span}.zip" for span in ("2004", "2005", "200601", "200602"))
    assert listed("gdelt_backfile", date(1970, 1, 1), date(1979, 1, 1)) == (f"{ROOT}/events/1979.zip",)
    assert listed("gdelt_backfile", date(2013, 3, 31), date(2022, 1, 1)) == (f"{ROOT}/events/201303.zip",)
    whole = listed("gdelt_backfile", date(1900, 1, 1), date(2100, 1, 1))
    assert len(whole) == 27 + 7 * 12 + 3


@pytest.mark.parametrize("table", ["applications", "decisions"])
def test_unhcr_is_asked_for_years(table):
    (address,) = listed(f"unhcr_{table}", date(2020, 5, 1), date(2022, 1, 1))
    assert address.startswith(
        f"https://api.unhcr.org/population/v1/asylum-{table}/?yearFrom=2020&yearTo=2022&"
    )


def test_a_source_of_lasting_files_is_where_it_says():
    places = ("https://example.org/votes.csv",)
    assert listed("un_votes", date(2020, 1, 1), date(2020, 1, 2), addresses=places) == places


def test_a_span_that_runs_backwards_is_refused():
    with pytest.raises(InvalidInput, match=r"2019-01-01 comes before 2020-01-01"):
        listed("gdelt", date(2020, 1, 1), date(2019, 1, 1))
