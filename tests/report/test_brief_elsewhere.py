"""The brief of a region to which the questions about another are put, on acts that machines coded."""

import re
from html import unescape

import pytest
from made_brief import EVIDENCE, REGION, Made, claim, inputs

from regimelab.report.build import build_brief, build_short
from regimelab.report.render import render_brief

ELSEWHERE = Made(**(vars(REGION) | {"registers": "far_lands"}))
DRAWN = Made(**(vars(EVIDENCE) | {"drawn": True}))
ABROAD = Made(method="world, autocracies: more of it", value=0.95, shuffled=False, effect=None)
HERE = Made(method="rate per day above its usual", value=0.95, shuffled=False, effect=None)


def told(build, **more):
    page = render_brief(build(inputs(**({"region": ELSEWHERE, "evidence": DRAWN} | more))))
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("build", [build_brief, build_short])
def test_what_was_recommended_for_others_is_not_tested_here(build):
    there, here = told(build), told(build, region=REGION)
    assert "its recommendations were not made for them" in there
    assert "its recommendations were not made for them" not in here


def test_fears_are_said_to_be_those_of_the_governments_of_which_the_brief_speaks():
    there = told(build_brief)
    assert "in the eyes of the governments of Far Lands" in there
    assert "What the members fear" not in there


@pytest.mark.parametrize("build", [build_brief, build_short])
def test_acts_that_machines_coded_are_not_said_to_be_gathered_for_the_brief(build):
    assert "gathered by searching" not in told(build)
    assert "gathered by searching" in told(build, evidence=EVIDENCE)


def test_a_dot_that_lies_in_a_zone_without_a_verdict_is_explained():
    assert "A dot within a zone has no verdict" in told(build_brief, claims=[claim(1, "undetermined", 0.99)])
    assert "A dot within a zone" not in told(build_brief, claims=[claim(1, "supported", 0.99)])


def test_a_verdict_that_no_data_of_the_region_bear_on_says_so():
    alone = told(build_brief, claims=[claim(9, "supported", 0.95, chronicle_only=False, readings=(ABROAD,))])
    mixed = told(
        build_brief, claims=[claim(9, "supported", 0.95, chronicle_only=False, readings=(ABROAD, HERE))]
    )
    assert "supported , on data of the world alone" in alone or "supported, on data of the world" in alone
    assert "on data of the world alone" not in mixed
    assert "settled by data of the world alone" in alone and "world's data alone" in unescape(alone)
    assert "settled by data of the world alone" not in mixed
