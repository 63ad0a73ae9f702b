from dataclasses import replace

from regimelab.interval import Estimate, unknown
from regimelab.measures import Measure
from regimelab.study.measure import changes

KNOWN = Estimate(0.5, 0.4, 0.6, "share", "counted", "chronicle", sources=("CH0001",))


def measure(name, number):
    return Measure(name, name, "", number, (), "")


def test_a_measure_whose_headline_moves_is_listed_with_both_numbers():
    own = [measure("principles", KNOWN), measure("norms", KNOWN), measure("exile", unknown("share", "", ""))]
    found = [
        measure("principles", replace(KNOWN, estimate=0.3, unit="standard deviations")),
        measure("norms", replace(KNOWN, method="counted otherwise")),
        measure("exile", KNOWN),
    ]
    told = {one.name: (one.own.estimate, one.with_outside.estimate) for one in changes(own, found)}
    assert told == {"principles": (0.5, 0.3), "exile": (None, 0.5)}


def test_without_outside_data_nothing_is_listed():
    assert changes([], [measure("norms", KNOWN)]) == ()
