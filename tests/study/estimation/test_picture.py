import re
import sys
import xml.etree.ElementTree as ET

import pytest

from regimelab.errors import UsageError
from regimelab.fit.events.fitted import Coefficient
from regimelab.study.estimation.estimate import Estimation
from regimelab.study.estimation.picture import check_ending, coefficient_plot


def found(*effects):
    coefficients = tuple(
        Coefficient(name, estimate, se, estimate / se, 0.5) for name, estimate, se in effects
    )
    return Estimation("rem", coefficients, -1.0, 1.0, 1.0, 9, 4, True, 3, 5, 0.0, 9.0, {})


SVG = "{http://www.w3.org/2000/svg}"
THREE = found(("1", -12.0, 0.1), ("inertia(call)", 2.0, 0.5), ("same(<floor>)", -1.0, 0.25))


def places(drawing):
    """The dot and both ends of the bar of each effect, across."""
    root = ET.fromstring(drawing)
    dots = [float(one.get("cx")) for one in root.iter(f"{SVG}circle")]
    bars = [one for one in root.iter(f"{SVG}line") if "interval" in one.get("class")]
    return dots, [(float(one.get("x1")), float(one.get("x2"))) for one in bars]


def test_a_bar_is_as_wide_as_its_interval_and_the_dot_is_in_its_middle():
    dots, bars = places(coefficient_plot(THREE, ".svg"))
    assert len(dots) == len(bars) == 2  # the base rate is on a scale of its own
    assert [(low + high) / 2 for low, high in bars] == pytest.approx(dots, abs=0.11)
    (first, second) = (high - low for low, high in bars)
    assert first / second == pytest.approx(2.0, rel=0.01)
    per_unit = (dots[0] - dots[1]) / 3.0
    assert first == pytest.approx(2 * 1.96 * 0.5 * per_unit, abs=0.25)


def test_every_effect_is_named_and_every_colour_stands_in_the_file():
    drawing = coefficient_plot(THREE, ".svg").decode()
    assert "inertia(call)" in drawing and "same(&lt;floor&gt;)" in drawing and "no effect" in drawing
    assert "var(" not in drawing and "finding" not in drawing
    assert "base rate is left out" in drawing


def test_a_base_rate_alone_is_drawn():
    dots, _ = places(coefficient_plot(found(("1", -12.0, 0.1)), ".svg"))
    assert len(dots) == 1


def test_a_png_is_one_and_holds_the_effects():
    pytest.importorskip("resvg_py")
    other = found(("1", -12.0, 0.1), ("recip(call)", 2.0, 0.5), ("same(<floor>)", -1.0, 0.25))
    drawn = coefficient_plot(THREE, ".png")
    assert drawn.startswith(b"\x89PNG") and drawn != coefficient_plot(other, ".png")


def test_what_is_no_picture_is_refused_before_the_estimation():
    with pytest.raises(UsageError, match=re.escape("ends in .svg or .png")):
        check_ending(".pdf")


def test_a_package_that_is_missing_is_named_with_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'regimelab[png]'")):
        check_ending(".png")
