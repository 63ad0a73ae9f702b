import json
import math
from collections import namedtuple
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimelab.codebook import ActorClass
from regimelab.interval import Estimate
from regimelab.study.plain import canonical, fingerprint, plain

Point = namedtuple("Point", "x y")


@dataclass(frozen=True)
class Holder:
    day: date
    values: tuple


@pytest.mark.parametrize(
    ("value", "simple"),
    [
        (math.nan, None),
        (-math.inf, None),
        (np.float64(0.5), 0.5),
        (np.float32("nan"), None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array([1.0, math.nan]), [1.0, None]),
        (date(2022, 1, 5), "2022-01-05"),
        (Path("a/b"), "a/b"),
        (ActorClass.MEMBER, "member"),
        ({"b", "a"}, ["a", "b"]),
        ({1: (2, 3)}, {"1": [2, 3]}),
        (Point(1, 2), {"x": 1, "y": 2}),
        (Holder(date(2022, 1, 5), (None,)), {"day": "2022-01-05", "values": [None]}),
        (pa.table({"a": [1, None]}), [{"a": 1}, {"a": None}]),
    ],
)
def test_every_value_has_one_form_in_json(value, simple):
    assert plain(value) == simple
    json.dumps(plain(value), allow_nan=False)


def test_an_estimate_keeps_its_interval_and_sources():
    number = plain(Estimate(0.5, 0.4, 0.6, "share", "method", "data", sources=("CH0001",)))
    assert {
        "estimate": 0.5,
        "low": 0.4,
        "high": 0.6,
        "unit": "share",
        "sources": ["CH0001"],
    }.items() <= number.items()


def test_what_has_no_form_is_refused():
    with pytest.raises(TypeError, match="no form in JSON"):
        plain(object())


@given(st.dictionaries(st.text(), st.floats() | st.integers() | st.text() | st.none()))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert canonical(value) == canonical(turned) and fingerprint(value) == fingerprint(turned)
