"""The map: areas kept true, disputed lines dashed, every member with its number and interval."""

import math
import re
from types import SimpleNamespace as Made

import pytest
from made_brief import FORECAST, REGION, inputs, member, path

from regimelab.report.build import build_brief
from regimelab.report.content import FigureBlock
from regimelab.report.figures.draw import NARROW, WIDE, draw
from regimelab.report.map.clip import clip_line, clip_ring, roomiest, size
from regimelab.report.map.outlines import read_outlines
from regimelab.report.map.projection import around
from regimelab.report.pictures import AreaMap, MapArea
from regimelab.report.render import render_brief

OUTLINES = read_outlines()
MEMBERS = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
AREAS = AreaMap(
    "map",
    "Unrest",
    "acts a year",
    tuple(
        MapArea(code, code, float(index), f"{index} (0–9)", f"f-{code}") for index, code in enumerate(MEMBERS)
    ),
    (("RUS", "Russia"), ("CHN", "China")),
)


def holds(code, place):
    x, y = place
    within = False
    for ring in OUTLINES.rings(code):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                within = not within
    return within


@pytest.mark.parametrize(
    ("town", "place", "code"),
    [
        ("Simferopol", (34.10, 44.95), "UKR"),
        ("Vorukh", (70.58, 39.85), "TJK"),
        ("Sokh", (71.13, 39.97), "UZB"),
        ("Osh", (72.80, 40.53), "KGZ"),
        ("Khorog", (71.55, 37.49), "TJK"),
        ("Laayoune", (-13.0, 27.1), "ESH"),
    ],
)
def test_a_place_is_where_the_united_nations_have_it(town, place, code):
    assert [one for one in OUTLINES.areas if holds(one, place)] == [code], town


def test_rings_are_closed_and_lines_are_shared_by_two_countries_at_most():
    assert all(ring[0] == ring[-1] for code in OUTLINES.areas for ring in OUTLINES.rings(code))
    assert set(OUTLINES.borders().values()) == {1, 2}
    assert OUTLINES.disputed and max(OUTLINES.disputed) < len(OUTLINES.lines)


def test_the_projection_keeps_areas_true():
    albers, _ = around(
        [place for code in MEMBERS for ring in OUTLINES.rings(code) for place in ring], 780.0, 480.0
    )

    def cell(west, south):
        east = [(west + step / 10, south) for step in range(11)]
        back = [(west + 1 - step / 10, south + 1) for step in range(11)]
        told = math.sin(math.radians(south + 1)) - math.sin(math.radians(south))
        return size(albers.at([*east, *back])) / told

    cells = [cell(west, south) for west in (50.0, 67.0, 85.0) for south in (36.0, 45.0, 54.0)]
    assert max(cells) / min(cells) == pytest.approx(1.0, abs=0.001)


def test_what_lies_beyond_the_frame_is_cut_off():
    square = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert size(clip_ring(square, 10.0, 10.0)) == pytest.approx(100.0)
    assert clip_ring([(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], 10.0, 10.0) == []
    assert clip_line([(-9.0, 1.0), (-5.0, 1.0), (5.0, 1.0), (8.0, 1.0)], 10.0, 10.0) == [
        [(-5.0, 1.0), (5.0, 1.0), (8.0, 1.0)]
    ]


def test_words_stand_where_a_shape_has_room():
    hourglass = [(0.0, 0.0), (100.0, 0.0), (52.0, 50.0), (60.0, 60.0), (40.0, 60.0), (48.0, 50.0)]
    x, y = roomiest(hourglass)
    assert 40 < x < 60 and y < 25


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_member_has_its_tint_and_its_number_with_the_interval(width):
    drawn = str(draw(AREAS, width, "map"))
    for one in AREAS.areas:
        assert f'href="#finding-{one.finding}"' in drawn and one.text in drawn
    assert {f"t{step}" for step in (0, 1, 2, 3, 4)} <= set(re.findall(r'class="(t\d)"', drawn))
    assert 'class="disputed"' in drawn
    described = re.search("<desc[^>]*>(.*?)</desc>", drawn)[1]
    assert all(one.text in described for one in AREAS.areas)


def test_far_countries_and_open_sea_leave_the_map_alone():
    drawn = str(draw(AREAS, WIDE, "map"))
    places = [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", drawn)]
    lands = re.findall(r'<path d="([^"]*)" class="land"', drawn)
    assert places and len(lands) < 30


def test_a_brief_on_states_of_the_map_shows_it_and_another_does_not(brief):
    region = Made(**(vars(REGION) | {"members": (member("KAZ", "Kazakhstan"), member("KGZ", "Kyrgyzstan"))}))
    paths = (path(None, 4.0), path("KAZ", 2.0), path("KGZ", 1.0))
    told = build_brief(inputs(region=region, forecast=Made(**(vars(FORECAST) | {"outcomes": paths}))))
    page = render_brief(told)
    assert "no opinion on the legal status" in page and "Natural Earth" in page
    assert not [block for section in brief.sections for block in section.blocks if _is_map(block)]
    assert [block for section in told.sections for block in section.blocks if _is_map(block)]


def _is_map(block):
    return isinstance(block, FigureBlock) and any(isinstance(one, AreaMap) for one in block.pictures)
