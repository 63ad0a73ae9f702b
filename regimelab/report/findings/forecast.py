"""Findings of the forecast: where each path stands in its last month."""

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.dates import day_text
from regimelab.report.handed.options import ForecastHanded, OutcomePathHanded
from regimelab.report.language import message, other, say
from regimelab.report.numbers import figure_text
from regimelab.report.slug import slug

REGION = "region"
BEFORE = message("{number} in the twelve months before")
START = message("{number} at the start")


def forecast_id(path: OutcomePathHanded) -> str:
    """Name the finding of one outcome for one member or for the region."""
    return f"forecast-{slug(path.name)}-{slug(path.actor or REGION)}"


def forecast_findings(forecast: ForecastHanded | None, names: dict[str, str]) -> tuple[Finding, ...]:
    """Make one finding a path: median and 90 % band in its last month."""
    if forecast is None:
        return ()
    return tuple(_finding(forecast, path, names) for path in forecast.outcomes)


def _finding(forecast: ForecastHanded, path: OutcomePathHanded, names: dict[str, str]) -> Finding:
    """Make the finding of one path."""
    whose = names.get(path.actor, path.actor) if path.actor else say("the region")
    last = max(path.months)
    low, middle, high = (path.quantiles[key][-1] for key in ("q05", "q50", "q95"))
    method = say(
        "median and 5 to 95 % of {futures} simulated futures, seed {seed}",
        futures=forecast.futures,
        seed=forecast.seed,
    )
    data = say("the fitted rate model, from {day}", day=day_text(path.start))
    estimate = Estimate(middle, low, high, path.unit, method, data, path.basis)
    told = message("{outcome}, {whose}, {months} months on.")
    sentence = say(told, outcome=other(path.title), whose=whose, months=f"{last:g}")
    name = forecast_id(path)
    begun = figure_text(path.quantiles["q50"][0], 0)
    about = say("forecast: {outcome}", outcome=other(path.title))
    anchor = f"futures-{slug(path.name) if path.actor else REGION}"
    when = BEFORE if "twelve months" in path.unit else START
    detail = f"{say(when, number=begun)}; {other(path.meaning)}"
    return Finding(name, sentence, estimate, about, anchor, detail=detail)
