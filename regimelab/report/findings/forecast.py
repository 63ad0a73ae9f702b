"""Findings of the forecast: where each path stands in its last month."""

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.options import ForecastHanded, OutcomePathHanded
from regimelab.report.numbers import figure_text
from regimelab.report.slug import slug

REGION = "region"


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
    whose = names.get(path.actor, path.actor) if path.actor else "the region"
    last = max(path.months)
    low, middle, high = (path.quantiles[key][-1] for key in ("q05", "q50", "q95"))
    method = f"median and 5 to 95 % of {forecast.futures} simulated futures, seed {forecast.seed}"
    data = f"the fitted rate model, from {path.start:%d %B %Y}"
    estimate = Estimate(middle, low, high, path.unit, method, data, path.basis)
    sentence = f"{path.title}, {whose}, {last:g} months on."
    name = forecast_id(path)
    begun = figure_text(path.quantiles["q50"][0], 0)
    about, anchor = f"forecast: {path.title}", f"futures-{slug(path.name) if path.actor else REGION}"
    when = "in the twelve months before" if "twelve months" in path.unit else "at the start"
    return Finding(name, sentence, estimate, about, anchor, detail=f"{begun} {when}; {path.meaning}")
