from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regimelab.codebook import KIND, KIND_NAMES
from regimelab.evidence.pairs import event_pairs, in_region_order, in_risk_set, unpaired

ALL = "KAZ;KGZ;TJK;TKM;UZB"


def act(kind="support", actor="UZB", target="KAZ", **changes):
    plain = {
        "id": "CH0001",
        "start": date(2022, 1, 5),
        "end": date(2022, 1, 6),
        "precision": "day",
        "tone": 1,
        "intensity": 4,
        "mechanism": "mutual_support",
        "confidence": "high",
        "source_publisher": "Example",
        "source_url_2": None,
        "source": "chronicle",
        "retrieved": "2026-11",
        "licence": "facts",
    }
    return plain | {"kind": kind, "actor": actor, "target": target} | changes


def arrows(region, *given, **changes):
    return [
        (pair["sender"], pair["receiver"], pair["weight"])
        for pair in event_pairs([act(*given, **changes)], region)
    ]


def test_one_summit_of_five_is_ten_pairs_of_a_tenth(region):
    found = arrows(region, "summit", ALL, ALL)
    assert len(found) == 10
    assert {weight for _, _, weight in found} == {0.1}
    assert all(region.actors.index(one) < region.actors.index(other) for one, other, _ in found)


def test_a_dyadic_act_goes_from_each_actor_to_each_target_but_not_to_itself(region):
    assert arrows(region, "support", "KAZ;UZB", "KAZ;KGZ") == [
        ("KAZ", "KGZ", 1 / 3),
        ("UZB", "KAZ", 1 / 3),
        ("UZB", "KGZ", 1 / 3),
    ]


def test_a_dyadic_act_leaves_out_pairs_without_a_member(region):
    assert arrows(region, "hedge", "KAZ;CHN", "RUS") == [("KAZ", "RUS", 1.0)]


def test_a_symmetric_act_joins_all_who_take_part_if_one_of_two_is_a_member(region):
    found = arrows(region, "intel", "CSTO;RUS", "KAZ;KGZ")
    assert {(one, other) for one, other, _ in found} == {
        ("KAZ", "KGZ"),
        ("KAZ", "RUS"),
        ("KAZ", "CSTO"),
        ("KGZ", "RUS"),
        ("KGZ", "CSTO"),
    }
    assert {weight for _, _, weight in found} == {1 / 5}


def test_a_domestic_act_stays_within_each_member_that_acts(region):
    assert arrows(region, "repress", "KAZ:government;UZB", "KAZ:protesters") == [
        ("KAZ", "KAZ", 0.5),
        ("UZB", "UZB", 0.5),
    ]


def test_a_domestic_act_of_outsiders_happens_within_the_members_it_is_done_to(region):
    assert arrows(region, "terror", "ISKP", "TJK;UZB") == [("TJK", "TJK", 0.5), ("UZB", "UZB", 0.5)]


def test_codes_that_fold_into_one_actor_count_once(region):
    assert arrows(region, "engagement", "DEU;FRA;EU", "KAZ:government;KAZ") == [("EU", "KAZ", 1.0)]


def test_an_act_among_outsiders_has_no_pair_and_is_listed(region):
    assert arrows(region, "criticise", "RUS", "OSCE") == []
    [listed] = unpaired([act("criticise", "RUS", "OSCE")], region)
    assert listed == ("CH0001", "no pair of two actors of which one is a member")


@pytest.mark.parametrize(
    ("year", "reason"), [(2018, "before the period, which starts 2019-01-01"), (2024, "after the period")]
)
def test_an_act_outside_the_period_has_no_pair_and_is_listed(region, year, reason):
    outside = act(start=date(year, 5, 1), end=date(year, 5, 2))
    assert event_pairs([outside], region) == []
    assert unpaired([outside], region)[0].reason.startswith(reason)


def test_an_interval_never_outlasts_the_period(region):
    [pair] = event_pairs([act(start=date(2023, 1, 1), end=date(2024, 1, 1), precision="year")], region)
    assert (pair["start"], pair["end"]) == (date(2023, 1, 1), date(2023, 7, 1))


def test_a_pair_keeps_what_the_act_says(region):
    [pair] = event_pairs([act(source_url_2="https://example.org/2", intensity=7)], region)
    assert pair["second_source"] is True
    assert pair["severity"] == 0.7
    assert pair["publisher"] == "Example"
    assert (pair["source"], pair["licence"], pair["retrieved"]) == ("chronicle", "facts", "2026-11")


def test_a_chain_of_neighbours_is_in_the_risk_set_only_with_a_member(region):
    assert in_risk_set("support", "RUS", "KAZ", region)
    assert not in_risk_set("support", "RUS", "CHN", region)
    assert not in_risk_set("support", "KAZ", "KAZ", region)
    assert not in_risk_set("support", "KAZ", "XXX", region)
    assert in_risk_set("protest", "KAZ", "KAZ", region)
    assert not in_risk_set("protest", "RUS", "RUS", region)
    assert not in_risk_set("protest", "KAZ", "KGZ", region)


def test_only_members_hedge_and_only_neighbours_clash_in_the_risk_set(region):
    assert in_risk_set("hedge", "TJK", "IRN", region)
    assert not in_risk_set("hedge", "IRN", "TJK", region)
    assert in_risk_set("border_clash", "KGZ", "TJK", region)
    assert not in_risk_set("border_clash", "KAZ", "TJK", region)


def test_a_pair_outside_the_risk_set_is_kept_and_marked(region):
    pairs = event_pairs([act("hedge", "TJK;IRN", "TJK;AFG")], region)
    assert {(pair["sender"], pair["receiver"], pair["in_risk_set"]) for pair in pairs} == {
        ("TJK", "AFG", True),
        ("IRN", "TJK", False),
    }


def test_the_order_of_actors_in_the_region_file_does_not_matter(region):
    turned = region.model_copy(
        update={"members": region.members[::-1], "outside": region.outside[::-1]}, deep=True
    )
    for kind, one, other in product(KIND_NAMES, region.actors, region.actors):
        assert in_risk_set(kind, one, other, region) == in_risk_set(kind, one, other, turned)
        if KIND[kind].form == "symmetric":
            assert in_risk_set(kind, one, other, region) == in_risk_set(kind, other, one, region)


CODES = [
    "KAZ",
    "KGZ:government",
    "TJK:protesters",
    "TKM",
    "UZB",
    "RUS",
    "CHN",
    "DEU",
    "EU",
    "SCO",
    "ISKP",
    "HRW",
]
CELLS = st.lists(st.sampled_from(CODES), min_size=1, max_size=7, unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(kind=st.sampled_from(KIND_NAMES), actors=CELLS, targets=CELLS)
def test_the_weights_of_an_act_add_up_to_one_or_it_is_listed(region, kind, actors, targets):
    one = act(kind, ";".join(actors), ";".join(targets))
    pairs = event_pairs([one], region)
    if not pairs:
        assert len(unpaired([one], region)) == 1
        return
    assert unpaired([one], region) == ()
    assert sum(pair["weight"] for pair in pairs) == pytest.approx(1.0)
    assert len({(pair["sender"], pair["receiver"]) for pair in pairs}) == len(pairs)
    named = set(in_region_order(one["actor"], region)) | set(in_region_order(one["target"], region))
    assert {pair[end] for pair in pairs for end in ("sender", "receiver")} <= named


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(kind=st.sampled_from(KIND_NAMES), actors=CELLS, targets=CELLS, seed=st.randoms())
def test_the_order_of_codes_does_not_matter(region, kind, actors, targets, seed):
    shuffled = seed.sample(actors, len(actors)), seed.sample(targets, len(targets))
    if KIND[kind].form == "symmetric":
        shuffled = shuffled[1], shuffled[0]
    first, second = (
        {
            (pair["sender"], pair["receiver"])
            for pair in event_pairs([act(kind, ";".join(a), ";".join(b))], region)
        }
        for a, b in ((actors, targets), shuffled)
    )
    assert first == second


def test_weights_of_every_act_of_the_chronicle_add_up_to_one(evidence):
    total: dict[str, float] = defaultdict(float)
    for pair in evidence.pairs.to_pylist():
        total[pair["id"]] += pair["weight"]
    assert list(total.values()) == pytest.approx([1.0] * len(total))
    assert len(total) + len(evidence.refused) == evidence.acts.num_rows
