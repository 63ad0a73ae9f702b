from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from made_evidence import act, every, evidence_of

from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library
from regimelab.evidence.library import View as Everything
from regimelab.evidence.outside import Outside
from regimelab.evidence.sources import SOURCE
from regimelab.measures.chance import NULLS as KINDS
from regimelab.measures.chance import Held, chance, combined, probability_at_most
from regimelab.measures.chance.placebo import against_placebos, events_of, placebo_regions, record_of_events
from regimelab.measures.chance.relabelled import (
    DRAWS,
    among_other_actors,
    among_other_dates,
    among_other_states,
)
from regimelab.measures.strength.parts import View
from regimelab.measures.strength.record import record_of

NULLS = ("permuted dates", "rewired actors", "placebo regions")


@pytest.fixture(scope="module")
def view(evidence):
    record = record_of(evidence)
    return View(record, record.members, record.episodes(record.members))


def last(views):
    *_, found = views
    return found.record


def test_dates_are_shuffled_among_dealings_and_crises_stay(view):
    record, moved = view.record, last(among_other_dates(view, np.random.default_rng(0)))
    assert sorted(moved.day) == sorted(record.day) and (moved.day != record.day).any()
    assert np.array_equal(moved.day[record.fixed], record.day[record.fixed])


def test_rewiring_keeps_how_often_each_actor_deals_and_how_many_take_part(view):
    record, moved = view.record, last(among_other_actors(view, np.random.default_rng(0)))
    assert np.array_equal(moved.parties.sum(axis=0), record.parties.sum(axis=0))
    assert np.array_equal(moved.parties.sum(axis=1), record.parties.sum(axis=1))
    assert np.array_equal(moved.sent.sum(axis=1), record.sent.sum(axis=1))
    held, kept = ((one.parties & one.members).any(axis=1) for one in (record, moved))
    assert np.array_equal(held, kept)
    changed = (moved.parties != record.parties).any(axis=1)
    assert changed.any() and not changed[record.fixed].any()


def test_votes_dealt_anew_keep_the_tally_of_each_roll_call(view):
    before, after = view.record.votes, last(among_other_actors(view, np.random.default_rng(0))).votes
    tallies = [sorted(zip(one.call.tolist(), one.vote.tolist(), strict=True)) for one in (before, after)]
    assert tallies[0] == tallies[1] and (before.vote != after.vote).any()


def test_placebo_regions_are_other_states_half_of_them_members_at_most(view):
    sets = [one.members for one in among_other_states(view, np.random.default_rng(0))]
    assert len(sets) > 100
    assert all(one.sum() == 5 and (one & view.members).sum() <= 2 for one in sets)


def test_a_regime_must_be_told_from_every_kind_of_chance(evidence):
    found = chance(evidence)
    values = {row["null"]: row["estimate"] for row in found.rows if row["unit"] == "p-value"}
    assert set(values) == set(NULLS) and all(1 / (DRAWS * 3) < p <= 1 for p in values.values())
    assert found.estimate.estimate == max(values.values())
    assert chance(evidence).rows == found.rows


@pytest.mark.parametrize(("p", "least"), [(0.05, 0.7106), (0.01, 0.8887), (0.5, 0.5), (1.0, 0.5)])
def test_what_a_p_value_can_support_at_most_is_the_published_bound(p, least):
    assert probability_at_most(p) == pytest.approx(least, abs=1e-4)


def test_without_a_crisis_dates_tell_nothing_and_the_whole_is_undetermined(evidence):
    quiet = replace(evidence, un_votes=evidence.un_votes.slice(0, 0))
    acts = [act("summit", "KAZ;UZB;KGZ", "", day) for day in every(40)]
    acts += [act("summit", "KAZ;RUS;CHN", "", day) for day in every(50)]
    found = chance(evidence_of(quiet, acts))
    dates = next(row for row in found.rows if row["null"] == "permuted dates")
    assert dates["estimate"] is None and "undetermined, relabelling changes none" in dates["label"]
    assert not found.estimate.known and found.summary.startswith("Undetermined")


def test_two_actors_alone_cannot_be_held_against_chance(evidence):
    region = evidence.region
    two = region.model_copy(update={"members": region.members[:2], "outside": ()})
    acts = [act("summit", "KAZ;KGZ", "", day) for day in every(40)]
    made = evidence_of(replace(evidence, region=two, un_votes=evidence.un_votes.slice(0, 0)), acts)
    found = chance(made)
    assert not found.estimate.known
    assert all(row["estimate"] is None for row in found.rows)


def test_the_largest_p_value_counts_and_an_untested_one_leaves_the_whole_open():
    held = [Held(null, p, 0.0, 400, (), "") for null, p in zip(KINDS, (0.01, 0.2, 0.03), strict=True)]
    assert combined(held) == 0.2
    assert combined([held[0], held[1]._replace(p=None)]) is None


def event(number, sender, receiver, code, day=None):
    start = day or date(2020, 1, 1 + number % 28)
    shared = {"scheme": "cameo", "source": "gdelt", "deaths_high": None, "end": start + timedelta(days=1)}
    return {"sender": sender, "receiver": receiver, "code": code, "start": start, **shared}


def test_placebo_regions_are_two_sets_of_five_states():
    assert {name: len(states) for name, states in placebo_regions().items()} == {
        "placebo_mixed": 5,
        "placebo_autocracies": 5,
    }


def test_without_event_data_a_placebo_region_is_undetermined(evidence):
    for row in against_placebos(evidence.region, []):
        assert row["estimate"] is None and "undetermined" in row["label"]


def test_events_become_acts_by_the_table_of_kinds_and_other_states_are_left_out():
    rows = [event(1, "KAZ", "UZB", "050"), event(2, "KAZ", "UZB", "011"), event(3, "FRA", "DEU", "050")]
    period = date(2019, 1, 1), date(2021, 1, 1)
    record = record_of_events(rows, ("KAZ", "UZB"), ("KAZ", "UZB", "RUS"), period)
    assert len(record.acts) == 1 and record.dealing.tolist() == [True]


def test_a_region_that_meets_more_than_a_placebo_stands_above_it(evidence):
    members, unrelated = [m.code for m in evidence.region.members], placebo_regions()["placebo_mixed"]
    rows = []
    for number in range(60):
        one, other = members[number % 5], members[(number + 1) % 5]
        rows += [event(number, one, other, "057"), event(number, one, "RUS", "050")]
        rows += [
            event(number, unrelated[number % 5], "RUS", "057"),
            event(number, "RUS", unrelated[number % 5], "050"),
        ]
    mixed, autocracies = against_placebos(evidence.region, rows)
    assert mixed["low"] > 0 and mixed["sources"] == ("gdelt",)
    assert autocracies["estimate"] is None


@pytest.fixture
def world(tmp_path):
    header = SOURCE["gdelt"].layout.header
    cells = {"SQLDATE": "20220105", "DATEADDED": "20220106121500", "SOURCEURL": "https://example.org/a"}
    pairs = [("KAZ", "UZB", "057")] * 15 + [("KAZ", "RUS", "050")] * 15 + [("KAZ", "FRA", "057")]
    pairs += [("PRY", "RUS", "050")] * 15 + [("PRY", "MNG", "050")] * 15
    lines = [
        cells
        | {"GLOBALEVENTID": str(number), "Actor1CountryCode": one, "Actor1Code": one}
        | {"Actor2CountryCode": other, "Actor2Code": other, "EventCode": code}
        for number, (one, other, code) in enumerate(pairs, start=1)
    ]
    file, path = tmp_path / "20220106.export.CSV", tmp_path / "evidence.duckdb"
    file.write_text("".join("\t".join(line.get(name, "") for name in header) + "\n" for line in lines))
    with Store.open(path) as opened:
        stated = {"published": date(2022, 1, 6), "version": "1", "retrieved": date(2026, 11, 1)}
        Library(opened, actor_codes()).add(file, SOURCE["gdelt"], **stated)
    return Outside.open(path, Everything())


def test_the_store_s_events_set_the_region_beside_a_placebo_region(evidence, world):
    rows = events_of(evidence.region, world)
    assert len(rows) == 60
    mixed, autocracies = against_placebos(evidence.region, rows)
    assert mixed["estimate"] is not None and autocracies["estimate"] is None
