"""How well the past would have been forecast: rolling origins, against the best of the baselines."""

from regimelab.interval import Estimate
from regimelab.report.handed.results import HindcastHanded, OriginHanded
from regimelab.study.inquiry import NOT_FORECAST, Inquiry, computed
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent


def hindcast(asked: Asked, seed: int = 0, progress: Progress = silent) -> Result[HindcastHanded]:
    """Fit to the end of each half-year and score the next; whatever comes of it is reported."""
    inquiry = Inquiry(asked, seed, progress)
    found = computed(inquiry.hindcast, "the hindcast", NOT_FORECAST)
    return Result(
        found,
        rows=tuple(_row(origin) for origin in found.origins),
        release=inquiry.evidence.release,
        inputs=files_of(inquiry.evidence.region, asked),
    )


def _row(origin: OriginHanded) -> dict[str, object]:
    """Lay an origin out as one flat row; scores are in nats per event."""
    gain = origin.gain
    return {
        "fitted_to": origin.fitted_to,
        "scored_to": origin.scored_to,
        "events": origin.events,
        "score": origin.score,
        **{f"baseline {name}": score for name, score in origin.baselines.items()},
        "gain": gain.estimate,
        "low": gain.low,
        "high": gain.high,
        **_ahead(origin.ahead),
    }


def _ahead(gain: Estimate | None) -> dict[str, object]:
    """Lay out the gain half a year ahead; blank where it was not computed."""
    parts = (gain.estimate, gain.low, gain.high) if gain else (None, None, None)
    return dict(zip(("ahead", "ahead_low", "ahead_high"), parts, strict=True))
