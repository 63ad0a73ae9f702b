from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimelab.codebook import Precision
from regimelab.evidence.dates import ImpossibleDate, interval, precision_of


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-01-05", date(2022, 1, 5), date(2022, 1, 6)),
        ("2022-02", date(2022, 2, 1), date(2022, 3, 1)),
        ("2022-12", date(2022, 12, 1), date(2023, 1, 1)),
        ("2020", date(2020, 1, 1), date(2021, 1, 1)),
        ("2020-12-31", date(2020, 12, 31), date(2021, 1, 1)),
    ],
)
def test_a_date_is_an_interval_that_ends_before_its_end(text, start, end):
    assert interval(text) == (start, end)


@pytest.mark.parametrize("text", ["2022-02-31", "2023-02-29", "2022-13", "0000", "2022-00-10", "9999"])
def test_a_date_that_no_calendar_has_is_refused(text):
    with pytest.raises(ImpossibleDate, match="not in the calendar"):
        interval(text)


@pytest.mark.parametrize(
    "text", ["", "5 January 2022", "2022/01/05", "22-01-05", "2022-1-5", "2022-01-05T10:00"]
)
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(ImpossibleDate, match="not a date"):
        interval(text)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_every_day_lies_in_its_month_which_lies_in_its_year(day):
    text = day.isoformat()
    within = interval(text), interval(text[:7]), interval(text[:4])
    assert [precision_of(text[:length]) for length in (10, 7, 4)] == list(Precision)
    assert (within[0].end - within[0].start).days == 1
    for inner, outer in zip(within, within[1:], strict=False):
        assert outer.start <= inner.start < inner.end <= outer.end
