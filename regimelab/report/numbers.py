"""How a number is printed: as many digits as its interval deserves, and never without it."""

import math
import re
from collections.abc import Iterable

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.inline import Inline, Number, Text
from regimelab.report.language import decimal_sign, like, message, other, say, signed

MINUS = "\u2212"
DASH = "\u2013"
UNKNOWN = message("unknown")
SWITCH = "1 open, 0 shut"  # the unit of a window that is one or the other
_RESULTS = {sign: re.compile(rf"[+{MINUS}-]?\d+\{sign}\d+(?:\s?%)?|\d+\s?%") for sign in ".,"}
_FIGURES = re.compile(rf"(?:(?<!\d)[+{MINUS}-])?\d+(?:[.,]\d+)*(?:\s?%)?")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)-((?:19|20)\d\d)(?!\d)")


def decimals(*values: float | None) -> int:
    """Decimals that show the spread of the values with two digits, between none and three."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    spread = max(known) - min(known) if known else 0.0
    if spread <= 0.0:
        spread = abs(known[0]) / 10 if known and known[0] else 10.0
    return min(3, max(0, 1 - math.floor(math.log10(spread))))


def figure_text(value: float | None, places: int) -> str:
    """Print one value with a true minus sign, thousands apart, unknown by name."""
    if value is None:
        return say(UNKNOWN)
    if not math.isfinite(value):
        return say("unbounded")
    rounded = round(value, places) + 0.0
    return signed(f"{rounded:,.{places}f}".replace("-", MINUS).replace(",", "\u2009"))


def shared_places(estimates: Iterable[Estimate]) -> dict[str, int]:
    """Give one number of decimals to the estimates of each unit that stand together, two at most."""
    found: dict[str, int] = {}
    for one in estimates:
        if one.known and one.low is not None:
            found[one.unit] = max(found.get(one.unit, 0), min(2, _places(one)))
    return found


def value_text(estimate: Estimate, places: int | None = None) -> str:
    """Print the middle of an estimate alone."""
    if estimate.unit == SWITCH and estimate.estimate is not None:
        return say("open") if estimate.estimate else say("shut")
    return figure_text(estimate.estimate, _places(estimate) if places is None else places)


def range_text(estimate: Estimate, places: int | None = None) -> str:
    """Print the interval alone, or nothing where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    places = _places(estimate) if places is None else places
    low, high = figure_text(estimate.low, places), figure_text(estimate.high, places)
    return say("{low} to {high}", low=low, high=high) if MINUS in low + high else f"{low}{DASH}{high}"


def signed_text(estimate: Estimate) -> str:
    """Print the middle of a difference with its sign."""
    middle = value_text(estimate)
    return f"+{middle}" if (estimate.estimate or 0.0) > 0.0 and middle.strip("0.") else middle


def estimate_text(estimate: Estimate, places: int | None = None) -> str:
    """Print an estimate with its interval in brackets."""
    interval = range_text(estimate, places)
    middle = value_text(estimate, places)
    return f"{middle} ({interval})" if interval else middle


def probability_text(probability: float | None) -> str:
    """Print a probability; what is nearly sure is not printed as sure."""
    if probability is None:
        return say(UNKNOWN)
    if probability < 0.01:
        return signed("< 0.01")
    if probability > 0.99:
        return signed("> 0.99")
    return signed(f"{probability:.2f}")


def plain_ratio(estimate: Estimate) -> str:
    """Say a log rate ratio in plain words, as how many times the rate."""
    if "log rate ratio" not in estimate.unit or estimate.estimate is None:
        return ""
    ratios = [
        signed(f"{math.exp(value):.2g}")
        for value in (estimate.estimate, estimate.low, estimate.high)
        if value is not None
    ]
    if len(ratios) < 3:
        return say("{ratio} times the rate", ratio=ratios[0])
    middle, low, high = ratios
    return say("{ratio} times the rate ({low}\u2013{high})", ratio=middle, low=low, high=high)


def value_number(finding: Finding) -> Number:
    """Refer to a finding by its middle."""
    return Number(finding.id, value_text(finding.estimate), finding.estimate.basis)


def number(finding: Finding) -> Number:
    """Refer to a finding by its middle and its interval."""
    return Number(finding.id, estimate_text(finding.estimate), finding.estimate.basis)


def linked_results(sentence: str, finding: Finding) -> Text:
    """Turn decimals and percentages of a method's text into references; whole numbers are its settings."""
    return linked(sentence, finding, _RESULTS[decimal_sign()])


def linked(sentence: str, finding: Finding, figures: re.Pattern[str] = _FIGURES) -> Text:
    """Turn every figure of a sentence written elsewhere into a reference to its finding."""
    told = other(sentence)
    sentence = like(told, _SPAN.sub(rf"\1{DASH}\2", told))
    parts: list[Inline] = []
    cursor = 0
    for match in figures.finditer(sentence):
        if _is_year(match.group()) or _inside_word(sentence, match.start(), match.end()):
            continue
        parts.append(like(sentence, sentence[cursor : match.start()]))
        parts.append(Number(finding.id, _grouped(match.group()).replace("-", MINUS), finding.estimate.basis))
        cursor = match.end()
    parts.append(like(sentence, sentence[cursor:]))
    return tuple(part for part in parts if part != "")


def _places(estimate: Estimate) -> int:
    """Decimals that the estimate's interval deserves; a count without interval has none."""
    if estimate.low is not None and estimate.high is not None:
        if _counted(estimate):
            return 0
        return decimals(estimate.low, estimate.high)
    value = abs(estimate.estimate or 0.0)
    if value >= 1.0:
        return 0 if float(value).is_integer() else max(0, 2 - math.floor(math.log10(value)))
    return len(f"{value:.3g}".partition(".")[2][:3])


def _counted(estimate: Estimate) -> bool:
    """Whether middle and interval are whole numbers, as quantiles of counts are."""
    values = (estimate.estimate, estimate.low, estimate.high)
    return all(value is not None and float(value).is_integer() for value in values)


def _grouped(figures: str) -> str:
    """Set thousands apart in a whole number."""
    return f"{int(figures):,}".replace(",", "\u2009") if figures.isdigit() else figures


def _is_year(figures: str) -> bool:
    """Whether the figures are a year of the period, which names a time and not a result."""
    return len(figures) == 4 and figures.isdigit() and figures[:2] in ("19", "20")


def _inside_word(sentence: str, start: int, end: int) -> bool:
    """Whether the figures are part of a name such as CSTO2, or of a reference."""
    before = sentence[start - 1] if start else " "
    after = sentence[end] if end < len(sentence) else " "
    return before.isalpha() or after.isalpha() or before in "/#" or after in "/"
