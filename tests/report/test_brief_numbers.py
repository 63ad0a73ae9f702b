"""How numbers are printed."""

import pytest

from regimelab.interval import Estimate, unknown
from regimelab.report.content import Finding
from regimelab.report.inline import Number
from regimelab.report.numbers import estimate_text, linked, linked_results, plain_ratio, probability_text


def estimate(middle, low=None, high=None, unit="share"):
    return Estimate(middle, low, high, unit, "method", "data")


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (estimate(0.8134, 0.676, 0.902), "0.81 (0.68\u20130.90)"),
        (estimate(-0.1, -0.35, 0.19), "\u22120.10 (\u22120.35 to 0.19)"),
        (estimate(4217.0, 3000.0, 5500.0), "4\u2009217 (3\u2009000\u20135\u2009500)"),
        (estimate(13.0), "13"),
        (estimate(0.79), "0.79"),
        (estimate(0.0, 0.0, 0.0), "0 (0\u20130)"),
        (unknown("share", "method", "data"), "unknown"),
    ],
)
def test_digits_follow_the_interval(given, printed):
    assert estimate_text(given) == printed


def test_unknown_is_not_zero():
    assert estimate_text(unknown("share", "m", "d")) != estimate_text(estimate(0.0))


def test_what_is_nearly_sure_is_not_printed_as_sure():
    assert probability_text(0.9996) == "> 0.99"
    assert probability_text(0.0004) == "< 0.01"
    assert probability_text(None) == "unknown"


def test_a_log_rate_ratio_is_also_said_in_plain_words():
    assert plain_ratio(estimate(0.693147, 0.0, 1.386294, "log rate ratio")) == "2 times the rate (1\u20134)"
    assert plain_ratio(estimate(0.5, 0.1, 0.9, "share")) == ""


def test_figures_in_a_sentence_become_references_but_years_and_names_do_not():
    finding = Finding("one", "", estimate(0.81), "", "")
    parts = linked("In 2022 the G7 saw 2 of 18 (0.89, 12 %).", finding)
    assert [part.text for part in parts if isinstance(part, Number)] == ["2", "18", "0.89", "12 %"]
    assert "".join(part.text if isinstance(part, Number) else part for part in parts).startswith(
        "In 2022 the G7"
    )


def test_settings_in_a_method_are_not_results():
    finding = Finding("one", "", estimate(0.81), "", "")
    parts = linked_results("within 30 days; ratio 1.12", finding)
    assert [part.text for part in parts if isinstance(part, Number)] == ["1.12"]
