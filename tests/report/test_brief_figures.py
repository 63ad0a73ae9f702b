"""Figures: uncertainty always drawn, every picture described, the same at any width."""

import re

import pytest
from made_brief import inputs
from strict_page import Page

from regimelab.report.build import build_brief
from regimelab.report.content import Comparison, FigureBlock, MeasureBlock
from regimelab.report.figures.draw import drawings
from regimelab.report.figures.scale import Scale, extent, log_extent, ticks
from regimelab.report.pictures import DotPlot, Fan, HeatGrid, IntervalRow, Network, ProbabilityPlot, Timeline


def figures_of(brief):
    for block in (block for section in brief.sections for block in section.blocks):
        match block:
            case FigureBlock():
                yield block
            case MeasureBlock():
                yield from block.figures
            case Comparison():
                yield from (block.stability, block.who_pays)


PICTURES = [picture for figure in figures_of(build_brief(inputs())) for picture in figure.pictures]


def of_kind(kind):
    return [picture for picture in PICTURES if isinstance(picture, kind)]


@pytest.mark.parametrize("kind", [DotPlot, Fan, HeatGrid, Network, ProbabilityPlot, Timeline])
def test_each_kind_of_picture_is_in_the_brief(kind):
    assert of_kind(kind)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_every_picture_is_an_image_with_title_and_description(picture):
    for drawing in drawings(picture):
        read = Page(str(drawing.svg))
        image = next(given for _, given in read.tags if given.get("role") == "img")
        title, description = image["aria-labelledby"].split()
        assert {title, description} <= set(read.ids)
        assert {"title", "desc"} <= {tag for tag, _ in read.tags}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_links_stand_outside_the_image_whose_parts_are_hidden(picture):
    for drawing in drawings(picture):
        image = str(drawing.svg).partition('role="img"')[2]
        inside = image[: image.index("</g>")]
        assert "<a " not in inside


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_every_place_on_the_page_is_a_number(picture):
    for drawing in drawings(picture):
        assert not re.search(r'="[^"]*\b(nan|inf|None)\b[^"]*"', str(drawing.svg))


def test_every_dot_has_an_interval():
    for plot in of_kind(DotPlot):
        for drawing in drawings(plot):
            assert (
                str(drawing.svg).count('class="dot')
                == str(drawing.svg).count('class="interval')
                == len(plot.rows)
            )


def test_every_fan_has_both_bands():
    for fan in of_kind(Fan):
        (drawing,) = drawings(fan)
        assert "band90" in drawing.svg and "band50" in drawing.svg and "median" in drawing.svg


def test_a_fan_goes_on_from_what_was_recorded_or_says_that_nothing_was():
    fans = {fan.title: str(drawings(fan)[0].svg) for fan in of_kind(Fan) if fan.look}
    assert len(fans) == 3
    assert all("record ends" in one for one in fans.values())
    bare = [title for title, drawn in fans.items() if 'class="past"' not in drawn]
    assert len(bare) == 1 and "no such act on record" in fans[bare[0]]
    assert sum("between 3 and 9" in drawn for drawn in fans.values()) == 1


def test_every_tie_has_its_interval():
    for network in of_kind(Network):
        (drawing,) = drawings(network)
        assert (
            str(drawing.svg).count('class="halo')
            == str(drawing.svg).count('class="core')
            == len(network.ties)
        )


def test_every_mark_of_the_timeline_shows_how_exactly_it_is_dated():
    (timeline,) = of_kind(Timeline)
    marks = sum(len(lane.marks) for lane in timeline.lanes)
    assert marks
    assert all(str(drawing.svg).count('class="dated') == marks for drawing in drawings(timeline))


def test_an_interval_beyond_the_axis_keeps_an_arrow():
    row = IntervalRow("far", "", 0.5, 0.1, float("inf"), "0.5", "one")
    plot = DotPlot("plot", "Plot", (row,), "share", bounds=(0.0, 1.0))
    assert all('class="arrow' in drawing.svg for drawing in drawings(plot))


def test_every_figure_has_a_table_with_as_many_rows_as_it_has_findings():
    for figure in figures_of(build_brief(inputs())):
        assert figure.table.rows
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)


def test_ticks_are_round_and_within_the_range():
    assert ticks(0.0, 1.0) == [0.0, 0.5, 1.0]
    assert ticks(-0.3, 0.7) == [0.0, 0.5]
    assert extent([0.13, 0.78]) == (0.0, 0.8)
    assert log_extent([0.04, 8.0]) == (0.02, 10.0)


def test_a_logarithmic_scale_puts_equal_ratios_at_equal_distances():
    scale = Scale(0.1, 10.0, 0.0, 100.0, logarithmic=True)
    assert scale.at(1.0) == pytest.approx(50.0)
    assert scale.at(100.0) == pytest.approx(100.0)
