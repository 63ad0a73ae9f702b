"""How well the past would have been forecast: rolling origins, against the best of the baselines."""

from dataclasses import replace
from typing import TYPE_CHECKING

from regimelab.interval import Estimate
from regimelab.study.inquiry import NOT_FORECAST, Inquiry, computed
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent

if TYPE_CHECKING:
    from regimelab.fit.hindcast import Hindcast, Origin
    from regimelab.fit.verification import Marks


def hindcast(
    asked: Asked, seed: int = 0, progress: Progress = silent, drop_effects: bool = False
) -> Result["Hindcast"]:
    """Fit to the end of each half-year and score the next; whatever comes of it is reported.

    With ``drop_effects`` the model is fitted again without each effect, to see what it is worth.
    """
    inquiry = Inquiry(asked, seed, progress)
    computed(inquiry.hindcast, "the hindcast", NOT_FORECAST)
    found = computed(inquiry.modelling.hindcast, "the hindcast", NOT_FORECAST)
    if drop_effects:
        found = replace(found, effects=inquiry.modelling.worth)
    return Result(
        found,
        rows=tuple(_row(origin) for origin in found.origins),
        release=inquiry.evidence.release,
        warnings=machine_coded(inquiry.evidence),
        inputs=files_of(inquiry.evidence.region, asked),
    )


def _row(origin: "Origin") -> dict[str, object]:
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
        **_marks("", origin.marks),
        **_marks("ahead_", origin.ahead_marks),
    }


def _ahead(gain: Estimate | None) -> dict[str, object]:
    """Lay out the gain half a year ahead; blank where it was not computed."""
    parts = (gain.estimate, gain.low, gain.high) if gain else (None, None, None)
    return dict(zip(("ahead", "ahead_low", "ahead_high"), parts, strict=True))


def _marks(when: str, found: "Marks | None") -> dict[str, object]:
    """Lay out the scores of counts and their skill over the best baseline; blank where not computed."""
    parts: dict[str, object] = {}
    for of in ("crps", "brier"):
        scores = getattr(found, of) if found else {}
        parts |= {f"{when}{of}": scores.get("model"), f"{when}{of}_skill": found.skill(of) if found else None}
    return parts
