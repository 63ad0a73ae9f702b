"""Sentences are made from results: other results, other words."""

import re
from datetime import date

import pytest
from made_brief import ACTS, CLAIMS, HINDCAST, OUTCOMES, REGION, Made, claim, comparison, inputs, pair, paired

from regimelab.interval import VERDICT_RULE, Estimate
from regimelab.policy.comparison import CERTAIN, NOTICEABLE
from regimelab.report.build import build_brief
from regimelab.report.findings.standing import moved
from regimelab.report.findings.ties import tie_findings
from regimelab.report.render import render_brief
from regimelab.report.sections.crises import crisis_role
from regimelab.report.sections.recommendations import recommendation_lead
from regimelab.report.sections.standing import standing_lead
from regimelab.report.sections.summary import verdict_lead
from regimelab.report.sections.track_record import gain_lead


def summary(**more):
    page = render_brief(build_brief(inputs(**more)))
    return page[page.index('<section id="summary"') : page.index('<section id="challenge"')]


def words(page):
    """The words of a page, without its tags and its marks of assumption."""
    return re.sub(r"<sup.*?</sup>|<[^>]+>", "", page)


def test_the_summary_changes_with_the_verdicts():
    supported = [claim(number, "supported", 0.97) for number in range(1, 8)]
    contradicted = [claim(number, "contradicted", 0.02) for number in range(1, 8)]
    assert "are borne out; not one is contradicted" in summary(claims=supported)
    assert "are contradicted; not one is borne out" in summary(claims=contradicted)


def test_the_summary_counts_what_was_not_tested():
    assert "claim 4" in summary(claims=CLAIMS)
    assert "Not yet tested" not in summary(claims=CLAIMS[:3])


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "could be tested"),
        ((5, 1, 7), "Most"),
        ((0, 0, 5), "settles none"),
        ((1, 0, 7), "most stay open"),
    ],
)
def test_the_lead_follows_from_the_counts(counts, words):
    assert words in verdict_lead(*counts)


def test_a_bad_track_record_is_said_as_plainly_as_a_good_one():
    assert "beaten" in gain_lead(0.1, 0.4)
    assert "do not rely" in gain_lead(-0.4, -0.1)
    assert "told apart" in gain_lead(-0.1, 0.2)
    bad = Estimate(-0.3, -0.4, -0.1, "nats per event", "a test", "data")
    assert "do not rely" in summary(hindcast=Made(**(vars(HINDCAST) | {"gain": bad})))


def test_a_short_range_gain_is_named_so_and_has_the_one_half_a_year_ahead_beside_it(page):
    told = summary()
    assert (
        "Short-range forecasts made this way" in told
        and "Half a year ahead they would have done worse" in told
    )
    assert told.index("short-range <") < told.index("half a year ahead <")
    table = page[page.index('id="hindcast-table"') :]
    assert "Gain, half a year ahead" in table[: table.index("</table>")]


def test_without_a_forecast_half_a_year_ahead_that_is_said():
    origins = tuple(Made(**(vars(one) | {"ahead": None})) for one in HINDCAST.origins)
    near = Made(**(vars(HINDCAST) | {"ahead": None, "origins": origins}))
    assert "half a year ahead were not tried" in summary(hindcast=near)


def test_what_was_tested_is_said_exactly(page):
    for said in (
        "one step ahead: each day is forecast with all acts before it known, with parameters fitted to the "
        "origin; the windows of transition, the date of the shock and",
        "memberships are those known today",
        "nothing after the origin is known",
        "per act, exposure counted",
    ):
        assert said in page


def test_stability_and_who_pays_are_never_added_up():
    both = summary(comparison=comparison(stability=-0.3, who_pays=-0.3))
    assert "Human security first\u201d does most for stability and for those who pay for it" in both
    split = summary(comparison=comparison(stability=-0.01, who_pays=-0.3, rival=-0.1))
    assert "without screening\u201d does most for stability" in split
    assert "Human security first\u201d does most for those who pay for it" in split


def test_no_portfolio_is_praised_when_none_does_more_good_than_harm():
    page = summary(comparison=comparison(stability=0.3, who_pays=0.3, rival=-0.2))
    assert "for those who pay for it, no portfolio does more good than harm that could be told apart" in page
    none = {"stability": (), "who pays": ()}
    assert "no portfolio does more good than harm that could be told" in standing_lead(none)
    assert "do most" in standing_lead({"stability": ("A", "B"), "who pays": ()})
    assert "at the expense of" in standing_lead({"stability": ("A",), "who pays": ()}, {"A"})


def test_outcomes_move_as_the_comparison_says():
    still = Made(**(vars(paired("a", "do_nothing", OUTCOMES[0], -0.3)) | {"moves": 0}))
    cells = tuple(Made(portfolio=name) for name in ("a", "do_nothing"))
    made = Made(**(vars(comparison()) | {"cells": cells, "paired": (still,)}))
    assert moved("a", "stability", made) == [(OUTCOMES[0].name, 0)]


def test_without_a_portfolio_that_does_nothing_rivals_are_compared_from_either_side():
    contest = paired("a", "b", OUTCOMES[0], -0.3)
    cells = tuple(Made(portfolio=name) for name in ("a", "b"))
    made = Made(**(vars(comparison()) | {"cells": cells, "paired": (contest,)}))
    name = OUTCOMES[0].name
    assert (moved("a", "stability", made), moved("b", "stability", made)) == ([(name, 1)], [(name, -1)])
    assert moved("a", "who pays", made) == []


def test_ranking_that_rests_on_assumptions_says_so():
    assert "assumed, not measured" in summary()


def test_flags_of_stability_bought_with_repression_are_in_the_summary():
    assert "Stability here is bought with repression." in summary()


def test_how_a_portfolio_stands_is_said_in_a_sentence():
    told = words(summary())
    assert (
        "“Human security first” against doing nothing new: of 1 reading of stability (1 outcome, "
        "1 scenario): better 1 (Breakdown), worse none; of 1 reading of who pays (1 outcome, 1 scenario): "
        "better 1 (Repression), worse none."
    ) in told
    still = words(summary(comparison=comparison(stability=-0.3, who_pays=0.0)))
    assert "of 1 reading of who pays (1 outcome, 1 scenario), none moves." in still


def test_the_rule_by_which_an_outcome_counts_as_moved_stands_with_the_table(page):
    table = page[page.index('id="standing"') :]
    caption = words(table[: table.index("</caption>")])
    assert f"{NOTICEABLE:.0%}".replace("%", " %") in caption
    assert CERTAIN == 2.0 and "two Monte Carlo standard errors" in caption


def test_days_in_the_track_record_do_not_break(page):
    assert re.search(r"\d\d\u00a0[A-Z][a-z]{2}\u00a0\d{4}", page)


def test_the_rule_of_verdict_is_the_one_rule(page):
    assert VERDICT_RULE in page


def test_a_rate_of_acts_counts_the_last_day_of_the_period():
    day = date(2020, 1, 1)
    region = Made(**(vars(REGION) | {"period": Made(start=day, end=date(2020, 12, 30))}))
    (finding,) = tie_findings([pair(2, 1)], region)
    assert finding.estimate.estimate == pytest.approx(0.5 * 365.25 / 365)


def test_acts_dated_to_a_year_are_no_crises_on_the_timeline():
    exact = ACTS[0]
    assert crisis_role(exact) == "unrest"
    assert crisis_role(exact | {"precision": "year"}) is None
    assert crisis_role(exact | {"intensity": 2}) is None


def test_a_recommendation_is_judged_by_its_claims_and_by_its_portfolio():
    part = "puts it into practice"
    assert "evidence contradicts" in recommendation_lead([CLAIMS[1]], part, (1, 1))
    assert "bears out" in recommendation_lead([CLAIMS[0]], part, (1, 1))
    assert "not yet tested" in recommendation_lead([CLAIMS[3]], part, (0, 0))
    mixed = recommendation_lead([], part, (2, -1))
    assert (
        "does more to steady governments than to unsettle them and does more to burden those who pay" in mixed
    )
    assert "Not compared" in recommendation_lead([], part, None)


def test_each_recommendation_finds_the_portfolio_that_bears_on_it(page):
    told = page[page.index('<section id="recommendations"') : page.index('<section id="track-record"')]
    assert "Human security first\u201d, which puts it into practice" in told
    assert "without screening\u201d, which does what it warns of" in told
    assert "No portfolio of this run bears on it" in told


def test_who_is_harmed_is_named(page):
    told = page[page.index('id="harmed"') :]
    assert "Alphaland" in told[: told.index("</table>")]


def test_a_leader_who_came_after_the_period_is_said_to_have():
    members = [Made(**(vars(one) | {"leader_since": "2040-05-01"})) for one in REGION.members]
    later = inputs(region=Made(**(vars(REGION) | {"members": members})))
    assert "1 May 2040, after the period of this brief" in render_brief(build_brief(later))
    assert "after the period of this brief" not in render_brief(build_brief(inputs()))
