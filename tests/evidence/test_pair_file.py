"""Pairs by month of a user's own: read as they are, or refused with all that is wrong."""

from datetime import date

import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence.pair_file import read_pair_months
from regimelab.measures.pair_months import of_kinds, of_table


@pytest.fixture
def table(tmp_path):
    def written(*lines, name="pairs.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written


def test_rows_of_one_pair_and_month_add_up_and_a_blank_is_zero(table):
    path = table(
        *("sender,receiver,month,help,harm", "AAA,BBB,2020-01,2,", "AAA,BBB,202001,1.5,3"),
        "BBB,AAA,2020-02,,1",
    )
    rows, outcomes = read_pair_months(path)
    assert outcomes == ("help", "harm")
    assert [tuple(row.values()) for row in rows.to_pylist()] == [
        ("AAA", "BBB", date(2020, 1, 1), 3.5, 3.0),
        ("BBB", "AAA", date(2020, 2, 1), 0.0, 1.0),
    ]


@pytest.mark.parametrize("name", ["line", "order", "select", "table", "group", "bad_harm"])
def test_an_outcome_may_have_any_plain_name(table, name):
    lines = (f"sender,receiver,month,{name},harm", "AAA,BBB,2020-01,7,1", "AAA,BBB,2020-01,2,x")
    with pytest.raises(InvalidInput) as refused:
        read_pair_months(table(*lines))
    assert [str(problem).split(": ", 1)[1] for problem in refused.value.problems] == [
        "line 3: has a 'harm' that is no number. Give a number, or leave it blank."
    ]
    rows, outcomes = read_pair_months(table(*lines[:2]))
    assert outcomes == (name, "harm") and rows[name].to_pylist() == [7.0]


def test_all_that_is_wrong_with_a_table_is_said_at_once(table):
    path = table("sender,receiver,month,harm", "AAA,AAA,2020-01,1", "AAA,,2020-01,1", "AAA,BBB,soon,x")
    with pytest.raises(InvalidInput) as refused:
        read_pair_months(path)
    said = [str(problem).removeprefix(f"{path}: ") for problem in refused.value.problems]
    assert [line.split(".")[0] for line in said] == [
        "line 4: has a month that cannot be read",
        "line 3: lacks an end",
        "line 2: is of a state with itself",
        "line 4: has a 'harm' that is no number",
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("sender,reciever,month,harm", "no column 'receiver'"),
        ("sender,receiver,month", "no column of an outcome"),
        ("sender,receiver,month,Harm done", "cannot name an outcome"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(table, header, said):
    with pytest.raises(InvalidInput, match=said):
        read_pair_months(table(header, ",".join("AB1x"[: header.count(",") + 1])))


def test_a_file_that_is_no_table_is_refused(table, tmp_path):
    with pytest.raises(InvalidInput, match="neither .csv nor .parquet"):
        read_pair_months(table("x", name="pairs.txt"))
    with pytest.raises(InvalidInput, match="no such file"):
        read_pair_months(tmp_path / "none.csv")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing")
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_pair_months(tmp_path / "broken.parquet")


def test_only_the_longest_stretch_of_months_with_rows_counts(table):
    lines = [f"AAA,BBB,{month},1" for month in ("2019-05", "2020-01", "2020-02", "2020-03")]
    rows, outcomes = read_pair_months(table("sender,receiver,month,harm", *lines))
    data = of_table(rows, outcomes, 1.0, True, None)
    assert (data.origin, data.months, data.month.tolist()) == (date(2020, 1, 1), 3, [0, 1, 2])


def test_without_directions_both_ways_of_a_pair_add_up_before_the_least_counts(table):
    lines = ("AAA,BBB,2020-01,2", "BBB,AAA,2020-01,1", "AAA,BBB,2020-02,2")
    rows, outcomes = read_pair_months(table("sender,receiver,month,harm", *lines))
    data = of_table(rows, outcomes, 3.0, False, None)
    assert (data.month.tolist(), data.sender.tolist(), data.receiver.tolist()) == ([0], [0], [1])
    assert of_table(rows, outcomes, 3.0, True, None).month.tolist() == []


def test_events_of_kinds_become_cooperation_and_conflict_between_states(table):
    import pyarrow as pa

    counted = [
        {"sender": "AAA", "receiver": "BBB", "kind": "summit", "month": date(2020, 1, 1), "events": 2},
        {"sender": "AAA", "receiver": "BBB", "kind": "coercion", "month": date(2020, 1, 1), "events": 1},
        {"sender": "AAA", "receiver": "AAA", "kind": "protest", "month": date(2020, 1, 1), "events": 9},
        {"sender": "EU", "receiver": "BBB", "kind": "summit", "month": date(2020, 1, 1), "events": 9},
    ]
    rows, outcomes = of_kinds(pa.Table.from_pylist(counted), frozenset({"AAA", "BBB"}))
    assert outcomes == ("cooperation", "conflict")
    assert [(row["cooperation"], row["conflict"]) for row in rows.to_pylist()] == [(2.0, 1.0)]
