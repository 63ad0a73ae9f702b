"""Dates mean no more than the page says."""

from datetime import date

import pytest

from regimelab.reading.dates import day_after, first_day, read_partial


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("2019-10", date(2019, 10, 1), date(2019, 11, 1)),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 3, 1)),
    ],
)
def test_a_date_covers_all_the_days_it_can_mean(text, first, after):
    part = read_partial(text)
    assert (first_day(part), day_after(part)) == (first, after)


@pytest.mark.parametrize("text", ["2019-13", "2019-02-29", "19", "2019-1-1", "March 2019", ""])
def test_what_no_calendar_has_is_no_date(text):
    with pytest.raises(ValueError):
        read_partial(text)
