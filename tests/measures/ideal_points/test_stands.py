import numpy as np
import pytest

from regimelab.measures.ideal_points import standardised
from regimelab.measures.ideal_points.european_union import eu_members
from regimelab.measures.ideal_points.stands import Stands, dispersion, distance, over, slope


def stands(**paths):
    """States that certainly stand where they are said to, from 2001 on."""
    place, columns = {}, []
    for state, path in paths.items():
        for year, value in enumerate(path, start=2001):
            if value is not None:
                place[state, year] = len(columns)
                columns.append([value, value])
    return Stands(place, (2001, 2002, 2003), np.array(columns, dtype=float).T, 10, 100)


def test_dispersion_is_the_mean_distance_of_pairs_that_voted():
    found = dispersion(stands(A=[0, 0, 0], B=[1, None, 0], C=[3, 2, None]), ["A", "B", "C"])
    assert {year: draws[0] for year, draws in found.items()} == {2001: 2.0, 2002: 2.0, 2003: 0.0}


def test_distance_to_a_union_is_to_the_mean_of_its_members_of_the_year():
    union = {2001: ("D",), 2002: ("D", "E"), 2003: ()}
    found = distance(stands(A=[0, 0, 0], D=[4, 4, 4], E=[0, 2, 2]), ["A"], lambda year: union[year])
    assert {year: draws[0] for year, draws in found.items()} == {2001: 4.0, 2002: 3.0}


def test_a_mean_over_years_without_votes_is_unknown():
    found = dispersion(stands(A=[0, 0, 0], B=[1, 1, 1]), ["A", "B"])
    assert over(found, 1990, 1999) is None and over(found, 2001, 2002)[0] == 1.0


def test_slope_is_per_decade():
    found = dispersion(stands(A=[0, 0, 0], B=[1.0, 1.1, 1.2]), ["A", "B"])
    assert slope(found)[0] == pytest.approx(1.0)
    assert slope({year: found[year] for year in (2001, 2002)}) is None


def test_places_are_relative_to_the_world_of_the_year():
    years = np.array([2001, 2002, 2001, 2002, 2001, 2002])
    values = np.array([1.0, 10.0, 2.0, 20.0, 3.0, 30.0])
    moved = standardised(values * 3 + np.where(years == 2001, 5.0, -2.0), years)
    assert moved == pytest.approx(standardised(values, years))
    assert moved[years == 2001].mean() == pytest.approx(0) and moved[years == 2001].std() == pytest.approx(1)


@pytest.mark.parametrize(("year", "number"), [(1992, 12), (1995, 15), (2004, 25), (2013, 28), (2020, 27)])
def test_the_union_had_so_many_members(year, number):
    assert len(eu_members(year)) == number
