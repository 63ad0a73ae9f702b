"""The title of the brief asks whether a regime is forming: its summary answers, by the numbers."""

import re
from dataclasses import replace
from types import SimpleNamespace as Made

import pytest
from made_brief import estimate, inputs

from regimelab.interval import Estimate
from regimelab.report.build import build_brief, build_short
from regimelab.report.render import render_brief
from regimelab.report.sections.regime import regime_lead

ROW = {"unit": "u", "low": None, "high": None, "n": 3, "sources": ("CH0001",)}


def measure(name, said, number, *rows):
    return Made(name=name, title=name, summary=said, estimate=number, rows=rows, caution="")


def measures(p=0.3, none=0.91):
    return (
        measure(
            "strength",
            "It moved.",
            estimate(0.1, -0.1, 0.2),
            *({**ROW, "label": f"loading of {part}", "estimate": 1.0} for part in ("meetings", "votes")),
        ),
        measure("chance", f"The largest p-value is {p}.", Estimate(p, None, None, "p-value", "m", "d")),
        measure(
            "onset",
            f"None is more probable ({none}).",
            estimate(4.0, 1.0, 9.0),
            {**ROW, "label": "no onset within the period", "estimate": none},
        ),
    )


def summary(page):
    text = page[page.index('<section id="summary"') :]
    return re.sub(r"<[^>]+>", "", text[: text.index("</section>")])


@pytest.mark.parametrize("build", [build_brief, build_short])
def test_the_summary_says_whether_there_is_a_regime_before_it_says_how_the_claims_fare(build):
    told = summary(render_brief(build(replace(inputs(), measures=measures()))))
    assert told.index("Whether a regime is forming cannot be told from this record.") < told.index(
        "were tested by computation"
    )
    assert "The parts of a regime that are counted: meetings, votes. The largest p-value is 0.3." in told
    assert "None is more probable (0.91). What cannot be told from chance may still be there." in told


@pytest.mark.parametrize(
    ("p", "none", "words"),
    [
        (None, 0.2, "could not be put to the test"),
        (0.051, 0.1, "cannot be told from this record"),
        (0.05, 0.4, "more of a regime than chance would, and a rise"),
        (0.05, 0.5, "none that is seen to be forming"),
        (0.05, None, "none that is seen to be forming"),
    ],
)
def test_the_answer_follows_from_chance_and_onset(p, none, words):
    assert words in regime_lead(p, none)


def test_without_the_measures_nothing_is_answered():
    assert "regime is forming" not in summary(render_brief(build_brief(inputs())))


def test_a_stretch_is_shaded_only_where_an_onset_is_the_more_probable():
    course = {**ROW, "label": "q", "start": "2019-01-01", "end": "2019-03-31", "estimate": 0.1}
    course |= {"low": -0.5, "quarter_low": 0.0, "quarter_high": 0.3, "high": 0.6}
    days = {"label": "onset", "date": "2019-01-15", "earliest": "2019-01-10", "latest": "2019-03-01"}
    for none, shaded in ((0.91, False), (0.2, True)):
        dated = {**ROW, **days, "estimate": 1.0}
        nothing = {**ROW, "label": "no onset within the period", "estimate": none}
        strength = measure("strength", "It moved.", estimate(0.1, -0.1, 0.2), course)
        onset = measure("onset", "None.", estimate(1.0, 0.5, 2.0), dated, nothing)
        page = render_brief(build_brief(replace(inputs(), measures=(strength, onset))))
        assert ("Shaded is where the onset lies" in page) == shaded
        assert ("No stretch is shaded" in page) != shaded
