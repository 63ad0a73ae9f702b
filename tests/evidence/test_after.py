from datetime import date

from regimelab.evidence.after import BEFORE, BEYOND, IMPOSSIBLE, UNPAIRED, acts_after
from regimelab.evidence.chronicle import read_chronicle

FIRST, LAST = date(2023, 7, 1), date(2023, 12, 31)


def after(write, region, *changes):
    return acts_after(read_chronicle(write(*changes), region).to_pylist(), region, FIRST, LAST)


def test_acts_beyond_the_region_s_period_are_paired_all_the_same(write, region):
    found = after(write, region, {"date": "2023-07-01"}, {"date": "2023-12-31"})
    assert region.period.end < FIRST
    assert [(pair["sender"], pair["receiver"], pair["weight"]) for pair in found.pairs] == [
        ("UZB", "KAZ", 1.0)
    ] * 2
    assert found.set_aside == {} and found.latest == LAST


def test_what_cannot_be_scored_is_counted_by_reason(write, region):
    found = after(
        write,
        region,
        {"date": "2023-06-30"},
        {"date": "2023", "date_precision": "year"},
        {"date": "2024-01-01"},
        {"date": "2023-12", "date_precision": "month"},
        {"date": "2023-08-01", "actor": "RUS", "target": "CHN", "states": "KAZ"},
        {"date": "2023-08-01", "kind": "border_clash", "actor": "KAZ;TKM", "target": "KAZ;TKM"},
        {"date": "2023-08-01", "kind": "border_clash", "actor": "KAZ;IRN", "target": "KAZ;IRN"},
    )
    assert found.set_aside == {BEFORE: 2, BEYOND: 1, UNPAIRED: 1, IMPOSSIBLE: 1}
    assert {pair["id"] for pair in found.pairs} == {"CH0004", "CH0006"}


def test_the_latest_act_is_the_latest_that_is_scored(write, region):
    assert after(write, region, {"date": "2023-08-01"}, {"date": "2024-02-01"}).latest == date(2023, 8, 1)
