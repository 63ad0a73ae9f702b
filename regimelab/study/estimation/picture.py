"""The coefficients of an estimated model as a picture."""

from regimelab.fit.events.fitted import Coefficient
from regimelab.interval import QUANTILE_95
from regimelab.report.figures.alone import check_ending, standalone
from regimelab.report.pictures import DotPlot, IntervalRow
from regimelab.study.estimation.estimate import Estimation

BASE = ("1", "intercept")


def coefficient_plot(found: Estimation, ending: str) -> bytes:
    """Draw every effect with its 95 % interval, as SVG or PNG; zero is no effect.

    The base rate is left out: it is a log rate, on a scale of its own.
    """
    shown = [one for one in found.coefficients if one.effect not in BASE] or list(found.coefficients)
    left_out = "; the base rate is left out" if len(shown) < len(found.coefficients) else ""
    robust = "" if found.standard_errors == "model" else f" (standard errors: {found.standard_errors})"
    title = f"Effects on who acts on whom ({found.model}, {found.events} events, {found.actors} actors)"
    plot = DotPlot(
        "coefficients",
        title,
        tuple(_row(one) for one in shown),
        f"log ratio per unit of the effect, with its 95 % interval{robust}{left_out}",
        reference=0.0,
        reference_label="no effect",
        where_numbers="",
    )
    return standalone(plot, ending)


def _row(one: Coefficient) -> IntervalRow:
    low, high = one.estimate - QUANTILE_95 * one.se, one.estimate + QUANTILE_95 * one.se
    text = f"{one.estimate:.2f} ± {QUANTILE_95 * one.se:.2f}".replace("-", "\u2212")
    return IntervalRow(one.effect, "", one.estimate, low, high, text, "")


__all__ = ["check_ending", "coefficient_plot"]
