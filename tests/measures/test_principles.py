from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, View
from regimelab.evidence.outside import Outside
from regimelab.evidence.sources import SOURCE
from regimelab.measures.principles import principles

# COW's numbers, and where each stands: the five close together, Russia and China apart, the West far off
STANDS = {
    **{705: -0.4, 703: -0.5, 702: -0.5, 701: -0.6, 704: -0.45},
    **{365: -1.0, 710: -0.9, 2: 2.5, 200: 1.6, 255: 1.2, 220: 1.2, 325: 1.1, 740: 0.9, 750: -0.6, 140: -0.2},
}
STATED = {"published": date(2024, 1, 1), "version": "1", "retrieved": date(2026, 11, 1)}


def votes_csv(years, calls=40):
    generator, lines = np.random.default_rng(5), ["rcid,ccode,session,vote,date,unres,hr,co"]
    for year in years:
        for call in range(calls):
            cut, issue = generator.normal(), call % 3
            for state, stand in STANDS.items():
                vote = 3 if generator.normal() + stand > cut else 1
                flags = f"{int(issue == 1)},{int(issue == 2)}"
                lines.append(f"{year * 100 + call},{state},,{vote},{year}-11-01,R/{year}/{call},{flags}")
    return "\n".join(lines) + "\n"


def opened(folder, text):
    path, file = folder / "evidence.duckdb", folder / "votes.csv"
    file.write_text(text)
    with Store.open(path) as store:
        Library(store, actor_codes()).add(file, SOURCE["un_votes"], **STATED)
    return Outside.open(path, View())


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("votes"), votes_csv(range(2015, 2026)))


@pytest.fixture(scope="module")
def found(evidence, outside):
    return principles(evidence, 0, outside)


def row_of(measure, label):
    return next(row for row in measure.rows if row["label"] == f"ideal points: {label}")


def test_with_the_votes_held_the_headline_is_how_far_apart_members_stand(found):
    number = found.estimate
    assert number.unit == "standard deviations of all states" and number.sources == ("un_votes",)
    assert number.low < number.estimate < number.high < 0.6
    assert found.summary.count("2019-2023") == 1 and "how to" not in found.caution


def test_the_table_of_emergency_sessions_keeps_its_part(evidence, found):
    alone = principles(evidence)
    assert found.rows[: len(alone.rows)] == alone.rows
    assert alone.summary in found.summary


def test_members_are_set_beside_the_powers_on_all_votes_and_by_issue(found):
    for issue in ("", " on human rights", " on colonialism and sovereignty"):
        far = row_of(found, f"members to USA{issue}, 2019-2023")
        near = row_of(found, f"members to RUS{issue}, 2019-2023")
        union = row_of(found, f"members to EU{issue}, 2019-2023")
        assert near["high"] < union["low"] < far["estimate"]


def test_years_are_told_apart_and_those_after_the_period_are_not_seen(found):
    years = [
        int(row["label"][-4:]) for row in found.rows if row.get("unit", "").endswith("states, year by year")
    ]
    assert years == list(range(2015, 2023))  # the period ends in June 2023, before that year's votes


def test_members_who_stay_where_they_are_show_no_trend(found):
    for label in ("among members, change per decade", "among members, 2019-2023 less before"):
        trend = row_of(found, label)
        assert trend["low"] < 0 < trend["high"]


def test_same_seed_gives_the_same_numbers(evidence, outside, found):
    assert principles(evidence, 0, outside) == found


def test_without_the_votes_the_measure_says_which_source_would_give_more(evidence):
    told = principles(evidence)
    assert told.estimate.unit == "share of same votes"
    assert "regimelab evidence add FILE --source un_votes" in told.caution


def test_votes_of_others_alone_say_nothing_of_members(evidence, outside, tmp_path):
    lines = votes_csv([2020]).splitlines(keepends=True)
    others = [line for line in lines if not line.split(",")[1].startswith("70")]
    assert principles(evidence, 0, opened(tmp_path, "".join(others))) == principles(evidence)


def test_a_store_seen_before_the_votes_were_published_is_one_without_them(evidence, outside):
    early = replace(outside, view=View(as_of=date(2020, 1, 1)), sources=frozenset())
    assert principles(evidence, 0, early) == principles(evidence)
