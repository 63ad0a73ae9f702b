"""Synthetic control on made news of the world: a planted turn is found, none is found where none was made."""

from datetime import date

import numpy as np
import pytest

from regimelab.claims.world import patron
from regimelab.claims.world.neighbourhoods import borders, dealings, grown_from, neighbourhoods
from regimelab.claims.world.synthetic import held_against, simplex_weights
from tests.claims.made_outside import of_month, of_year, outside

LATTICE = [f"A{row}{column}" for row in "0123456" for column in "0123456"]
FIRST, SHOCK, LAST = 2018 * 12, 2022 * 12 + 1, 2024 * 12


MEMBERS, PATRON, DAY = ("A00", "A01", "A02", "A10", "A11"), "A66", date(2022, 2, 24)


def near(code):
    row, column = int(code[1]), int(code[2])
    steps = ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1))
    return [f"A{r}{c}" for r, c in steps if 0 <= r < 7 and 0 <= c < 7]


def contiguity(year=2016):
    return [
        of_year(year, sender=a, receiver=b, variable="contiguity", value=1.0, source="cow_contiguity")
        for a in LATTICE
        for b in near(a)
    ]


def news(together=1.0, away=1.0, seed=3):
    """Friendly news of near states and of everybody with the patron; factors are planted after the shock."""
    rng, members = np.random.default_rng(seed), set(MEMBERS)
    for month in range(FIRST, LAST):
        for a in LATTICE:
            for b in sorted({*near(a), PATRON} - {a}):
                if b > a or b == PATRON:
                    inside, patron_ = {a, b} <= members, b == PATRON and a in members
                    planted = (together if inside else away if patron_ else 1.0) if month > SHOCK else 1.0
                    value = 100.0 * planted * rng.lognormal(sigma=0.1)
                    yield of_month(
                        month,
                        sender=a,
                        receiver=b,
                        variable="gdelt_friendly",
                        value=value,
                        source="gdelt_months",
                    )


def looked(**planted):
    return patron.look(outside(flows=[*contiguity(), *news(**planted)]), MEMBERS, PATRON, DAY)


def test_a_turn_to_each_other_and_from_the_patron_stands_above_every_placebo():
    found = looked(together=1.5, away=0.6)
    assert all(reading.shuffled and reading.value > 0.9 for reading in found.readings)
    assert found.effect.low > 1.0
    assert "A" in found.method and not found.lacking


def test_a_turn_from_each_other_lies_below_every_placebo():
    found = looked(together=0.6, away=1.5)
    assert all(reading.value < 0.1 for reading in found.readings)
    assert found.effect.high < 1.0


def test_without_a_turn_the_region_lies_among_its_placebos():
    worlds = [looked(seed=seed) for seed in range(6)]
    ranks = [reading.value for found in worlds for reading in found.readings]
    assert 0.25 < np.mean(ranks) < 0.75
    assert sum(found.effect.low < 1.0 < found.effect.high for found in worlds) >= 4


@pytest.mark.parametrize("source", ["cow_contiguity", "gdelt_months"])
def test_without_its_sources_the_reading_names_what_is_lacking(source):
    rows = [row for row in (*contiguity(), *news()) if row["source"] != source]
    found = patron.look(outside(flows=rows), MEMBERS, PATRON, DAY)
    assert not found.readings and source in found.lacking
    assert source in patron.look(None, MEMBERS, PATRON, DAY).lacking


def test_a_world_without_enough_neighbourhoods_says_nothing():
    few = [row for row in contiguity() if int(row["sender"][1]) < 3 and int(row["receiver"][1]) < 3]
    found = patron.look(outside(flows=[*few, *news()]), MEMBERS, PATRON, DAY)
    assert not found.readings


def test_a_neighbourhood_takes_next_the_state_that_borders_most_of_it():
    lands = {"A": {"B", "C"}, "B": {"A", "C"}, "C": {"A", "B", "D"}, "D": {"C"}, "E": set()}
    frozen = {state: frozenset(others) for state, others in lands.items()}
    assert grown_from("A", frozen, 3) == ("A", "B", "C")
    assert grown_from("E", frozen, 3) == ("E",)
    assert neighbourhoods(frozen, 3, {"D"}) == [("A", "B", "C")]


def test_only_quarters_with_all_their_months_are_read():
    rows = [row for row in news() if row["start"].month != 5 or row["start"].year != 2019]
    record = dealings(outside(flows=rows))
    assert 2019 * 4 + 1 not in record.quarters and 2019 * 4 + 2 in record.quarters
    assert borders(outside(flows=contiguity()))["A00"] == {"A01", "A10"}


def test_weights_find_the_mixture_that_made_a_series():
    rng = np.random.default_rng(0)
    series = rng.normal(size=(6, 40))
    made = np.array([0.5, 0.3, 0.2, 0, 0, 0])
    assert np.allclose(simplex_weights(made @ series, series), made, atol=1e-6)


def test_a_region_is_never_compared_with_one_that_shares_a_state():
    rng = np.random.default_rng(1)
    own = rng.normal(size=20)
    others = {(f"X{k}", f"Y{k}"): rng.normal(size=20) for k in range(20)} | {("A", "Z"): own}
    before = np.arange(20) < 12
    found = held_against(("A", "B"), own, others, before, ~before)
    assert ("A", "Z") not in found.weights
