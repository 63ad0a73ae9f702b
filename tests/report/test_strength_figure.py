from dataclasses import replace
from types import SimpleNamespace as Made

import pytest
from made_brief import estimate, inputs

from regimelab.report.build import build_brief
from regimelab.report.content import MeasureBlock
from regimelab.report.figures.draw import drawings
from regimelab.report.pictures import Fan

QUARTERS = (("2019-01-01", "2019-03-31"), ("2019-04-01", "2019-06-30"), ("2019-07-01", "2019-09-30"))


def course():
    return tuple(
        {"label": f"from {start} to {end}", "unit": "log odds", "start": start, "end": end, "n": 9}
        | {"estimate": 0.1 * place, "low": -0.5, "quarter_low": 0.0, "quarter_high": 0.3, "high": 0.6}
        | {"sources": ("CH0001",)}
        for place, (start, end) in enumerate(QUARTERS)
    )


def measure(name, rows):
    shared = {"title": name, "summary": "It rose.", "estimate": estimate(0.2, -0.1, 0.5), "caution": "None."}
    return Made(name=name, rows=rows, **shared)


def blocks(*measures):
    brief = build_brief(replace(inputs(), measures=measures))
    found = [block for section in brief.sections for block in section.blocks]
    return {block.id: block for block in found if isinstance(block, MeasureBlock)}


@pytest.fixture
def dated():
    row = {"label": "onset", "unit": "months", "estimate": 4.0, "low": 3.0, "high": 9.0, "n": 9}
    days = {"date": "2019-04-01", "earliest": "2019-04-01", "latest": "2019-09-30"}
    return measure("onset", (row | days | {"sources": ("CH0001",)},))


def test_strength_is_drawn_by_quarter_with_the_stretch_of_its_onset(dated):
    figure, *rest = blocks(measure("strength", course()), dated)["measure-strength"].figures
    (fan,) = figure.pictures
    assert isinstance(fan, Fan) and len(fan.months) == 3 and not rest
    assert fan.text.startswith("0.2") and fan.finding == "measure-strength-3"
    assert fan.marked == pytest.approx((90 / 30.4375, 272 / 30.4375))
    (drawing,) = drawings(fan)
    assert "window" in drawing.svg and "onset, if any" in drawing.svg and "band90" in drawing.svg


def test_strength_without_an_onset_is_drawn_without_a_stretch():
    figure, *_ = blocks(measure("strength", course()))["measure-strength"].figures
    assert figure.pictures[0].marked is None and len(figure.table.rows) == 3


def test_strength_that_cannot_be_told_has_no_figure():
    assert blocks(measure("strength", ()))["measure-strength"].figures == ()
