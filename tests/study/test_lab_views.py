"""Views that stand ready, doses as files write them, and sentences that follow from counts."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from regimelab.study.lab.labs import KEPT, Labs, View
from regimelab.study.lab.overview import since
from regimelab.study.lab.states import _reading, _sentence
from regimelab.study.lab.wanted import Dose
from regimelab.study.opening import Asked, open_evidence

DAY = date(2023, 7, 1)


def test_a_view_is_made_once_and_adds_to_what_was_asked_for():
    labs = Labs(Asked("central_asia", without=("rights",)), seed=3, months=36)
    assert labs.of(View()) is labs.own
    one = labs.of(View(("media",), "2022-06-30"))
    assert labs.of(View(("media",), "2022-06-30")) is one
    assert one.inquiry.asked.without == ("rights", "media") and one.inquiry.asked.as_of == "2022-06-30"
    assert (one.seed, one.months) == (3, 36)


def test_only_some_views_are_held_and_the_first_always():
    labs = Labs(Asked("central_asia"))
    first = labs.of(View(as_of="2020"))
    for year in range(2021, 2021 + KEPT):
        labs.of(View(as_of=str(year)))
    assert labs.of(View(as_of="2020")) is not first and labs.of(View()) is labs.own


def test_a_dose_is_written_as_a_portfolio_s_file_would():
    assert Dose("aid", 1.5).written(DAY) == {"lever": "aid", "level": 1.5, "start": "2023-07-01"}
    whole = Dose("aid", 1.0, "2024-01-01", "2025-01-01", ("TJK",), "begins", "ends").written(DAY)
    assert whole == {
        "lever": "aid",
        "level": 1.0,
        "start": "2024-01-01",
        "end": "2025-01-01",
        "hosts": ("TJK",),
        "when": "begins",
        "until": "ends",
    }


@pytest.mark.parametrize(
    ("recorded", "quarter", "three_quarters", "way"),
    [(4.0, 5.0, 9.0, "up"), (4.0, 1.0, 3.0, "down"), (4.0, 4.0, 9.0, "level"), (4.0, 1.0, 4.0, "level")],
)
def test_a_way_is_told_only_if_three_futures_in_four_go_it(recorded, quarter, three_quarters, way):
    months = 13
    bands = {
        "q05": (recorded, *[0.0] * (months - 1)),
        "q25": (recorded, *[quarter] * (months - 1)),
        "q50": (recorded, *[(quarter + three_quarters) / 2] * (months - 1)),
        "q75": (recorded, *[three_quarters] * (months - 1)),
        "q95": (recorded, *[20.0] * (months - 1)),
    }
    found = _reading("unrest", "Unrest", bands)
    assert found.way == way and found.recorded == recorded and found.high == 20.0
    said = _sentence("Aland", (found,))
    assert said.startswith("Aland: unrest and violence ")
    assert ("rise" in said, "fall" in said, "either way" in said) == (
        way == "up",
        way == "down",
        way == "level",
    )


def test_a_release_is_held_against_the_one_before_it_and_never_a_later_one(tmp_path):
    asked = Asked("central_asia", tmp_path / "evidence.duckdb")
    first = open_evidence(asked)
    own = tmp_path / "own.csv"
    lines = (first.region.folder / "chronicle.csv").read_text(encoding="utf-8").splitlines()
    own.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    second = open_evidence(replace(asked, chronicle=own)).release
    told = {name: since(Labs(replace(asked, release=name)).own) for name in (first.release, second)}
    assert told[first.release].before is None and told[first.release].removed == 0
    assert told[second].before == first.release and told[second].removed == 1


def test_an_act_that_changed_in_several_columns_changed_once(tmp_path):
    asked = Asked("central_asia", tmp_path / "evidence.duckdb")
    folder = open_evidence(asked).region.folder
    with (folder / "chronicle.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in ("first.csv", "second.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        last = open_evidence(replace(asked, chronicle=tmp_path / name)).release
        rows[0] |= {"intensity": "9", "description": "Told otherwise."}
    found = since(Labs(replace(asked, release=last)).own)
    assert (found.added, found.removed, found.changed) == (0, 0, 1)
