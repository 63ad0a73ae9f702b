from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimelab.evidence.release import fingerprint_of, release_of

END = date(2023, 6, 30)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"a": st.integers(0, 3), "b": st.one_of(st.none(), st.dates()), "c": st.text(max_size=3)}
    ),
    min_size=1,
    max_size=6,
)
SCHEMA = pa.schema([("a", pa.int64()), ("b", pa.date32()), ("c", pa.string())])


def release(rows, names=("a", "b", "c")):
    table = pa.Table.from_pylist(rows, SCHEMA).select(list(names))
    return release_of({"acts": table}, END)


@given(ROWS, st.randoms())
def test_neither_the_order_of_rows_nor_of_columns_matters(rows, shuffle):
    assert release(rows) == release(shuffle.sample(rows, len(rows)), ("c", "a", "b"))


@given(ROWS)
def test_a_row_more_is_another_release(rows):
    assert release(rows) != release([*rows, rows[0]])


def test_the_hash_is_the_same_on_every_machine():
    assert release([{"a": 1, "b": date(2022, 1, 5), "c": "é"}]) == "2023-06-30+171b68718193"


def test_missing_is_not_blank():
    assert release([{"c": None}]) != release([{"c": ""}])


def test_a_value_without_canonical_form_is_our_own_mistake():
    with pytest.raises(TypeError, match="no canonical form"):
        release_of({"acts": pa.table({"raw": [b"bytes"]})}, END)


def test_a_fingerprint_knows_where_one_input_ends():
    assert fingerprint_of("ab", "c") != fingerprint_of("a", "bc")
    assert fingerprint_of("ab", "c") == fingerprint_of(b"ab", b"c")
