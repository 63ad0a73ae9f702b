from datetime import date

import pytest

from regimelab.evidence.vocabulary import kind_of, pair_months

WITHIN = {"code": "145", "receiver": "KAZ", "receiver_code": "KAZ"}


@pytest.fixture
def counted(events, rows):
    def count(*changes, **more):
        return rows(
            pair_months(kind_of(events(*changes, **more))), "sender", "receiver", "kind", "month", "source"
        )

    return count


def test_events_are_counted_by_pair_kind_and_month_with_their_mentions_and_mean_value(counted):
    later = {"start": date(2022, 1, 31), "end": date(2022, 2, 1)}
    row = counted({"code": "057", "value": 8.0}, {"code": "057", "value": 4.0, "mentions": 5} | later)[0]
    assert (row["sender"], row["receiver"], row["kind"]) == ("KAZ", "UZB", "agreement")
    assert (row["month"], row["events"], row["mentions"], row["value"]) == (date(2022, 1, 1), 2, 7, 6.0)


def test_sources_and_directions_and_months_are_kept_apart(counted):
    back = {"sender": "UZB", "receiver": "KAZ"}
    february = {"start": date(2022, 2, 1), "end": date(2022, 2, 2)}
    acts = [{"code": "057"} | change for change in ({}, back, february, {"source": "icews"})]
    assert [row["events"] for row in counted(*acts)] == [1, 1, 1, 1]


def test_mentions_that_a_source_does_not_count_are_unknown_not_zero(counted):
    assert counted({"code": "057", "mentions": None})[0]["mentions"] is None


def test_a_domestic_act_with_one_end_named_is_that_state_s(counted):
    row = counted(WITHIN | {"sender": None, "sender_code": None})[0]
    assert (row["sender"], row["receiver"], row["kind"]) == ("KAZ", "KAZ", "unrest_violence")


@pytest.mark.parametrize(
    "change",
    [
        {"code": "010"},
        {"code": "057", "receiver": None},
        {"code": "057", "start": date(2022, 1, 1), "end": date(2023, 1, 1)},
        {"code": "057", "start": None, "end": None},
    ],
    ids=["of no kind", "with an actor unknown", "dated to a year only", "undated"],
)
def test_what_cannot_be_placed_is_not_counted(counted, change):
    assert counted(change) == []


def test_a_protest_of_months_counts_where_it_begins(counted):
    row = counted(WITHIN | {"start": date(2022, 1, 2), "end": date(2022, 4, 1)})[0]
    assert (row["month"], row["events"]) == (date(2022, 1, 1), 1)
