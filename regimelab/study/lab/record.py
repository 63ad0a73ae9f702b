"""How wrong we have been: forecasts of the past, scored, and whether their chances meant what they said."""

from dataclasses import dataclass
from datetime import date

from regimelab.report.sections.track_record import rule_in_words
from regimelab.study.lab.session import Lab


@dataclass(frozen=True)
class Scored:
    """A forecast from one date: acts scored, and the gain over the best simple rule, nats an act."""

    fitted_to: date
    scored_to: date
    acts: float
    gain: float
    low: float
    high: float
    ahead_gain: float | None
    ahead_low: float | None
    ahead_high: float | None


@dataclass(frozen=True)
class Meant:
    """Forecasts of about the same chance of at least one act, and how often there was one."""

    forecast: float
    observed: float
    number: int


@dataclass(frozen=True)
class TrackRecord:
    """The track record; ``skill`` is one less the score over that of the best simple rule."""

    baseline: str  # in words
    gain: float
    low: float
    high: float
    crps_skill: float | None
    brier_skill: float | None
    coverage: dict[str, float]
    origins: tuple[Scored, ...]
    calibration: tuple[Meant, ...]


def record_of(lab: Lab) -> TrackRecord | None:
    """Score forecasts of the past; none where there is nothing to score."""
    found = lab.inquiry.modelling.hindcast
    if found is None:
        return None
    origins = tuple(
        Scored(
            one.fitted_to,
            one.scored_to,
            one.events,
            *_interval(one.gain),
            *(_interval(one.ahead) if one.ahead else (None, None, None)),
        )
        for one in found.origins
    )
    marks, calibrated = found.ahead_marks, found.ahead_calibration
    bins = calibrated.bins if calibrated else ()
    return TrackRecord(
        rule_in_words(found.baseline),
        *_interval(found.gain),
        marks.skill("crps") if marks else None,
        marks.skill("brier") if marks else None,
        {str(name): value for name, value in calibrated.coverage.items()} if calibrated else {},
        origins,
        tuple(Meant(one.forecast, one.observed, one.number) for one in bins if one.number),
    )


def _interval(number: object) -> tuple[float, float, float]:
    values = (getattr(number, name) for name in ("estimate", "low", "high"))
    return tuple(float(value or 0.0) for value in values)  # pyright: ignore[reportReturnType]
