"""Findings of the track record: gains, scores and baselines by origin."""

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.dates import day_text
from regimelab.report.handed.results import HindcastHanded, OriginHanded
from regimelab.report.language import message, other, say

ABOUT = message("track record")
ANCHOR = "hindcast-table"
POOLED = "gain"
POOLED_AHEAD = "ahead"


def gain_id(origin: OriginHanded) -> str:
    """Name the finding of one origin's gain."""
    return f"gain-{origin.fitted_to:%Y-%m-%d}"


def ahead_id(origin: OriginHanded) -> str:
    """Name the finding of one origin's gain half a year ahead."""
    return f"ahead-{origin.fitted_to:%Y-%m-%d}"


def score_id(origin: OriginHanded, of: str) -> str:
    """Name the finding of one score at one origin."""
    return f"score-{origin.fitted_to:%Y-%m-%d}-{of.replace(' ', '-').replace('_', '-')}"


def hindcast_findings(hindcast: HindcastHanded | None) -> tuple[Finding, ...]:
    """Make findings of the pooled gain and of every number by origin."""
    if hindcast is None:
        return ()
    near = say("Short-range gain over the best simple rule, all origins together.")
    far = say("Gain over the best simple rule half a year ahead, all origins together.")
    pooled = (
        Finding(POOLED, near, hindcast.gain, say(ABOUT), ANCHOR),
        *_ahead(POOLED_AHEAD, far, hindcast.ahead),
    )
    return (*pooled, *(finding for origin in hindcast.origins for finding in _origin(origin)))


def _origin(origin: OriginHanded) -> tuple[Finding, ...]:
    """Make the findings of one origin."""
    first, last = day_text(origin.fitted_to), day_text(origin.scored_to)
    span = say("fitted to {first}, scored to {last}", first=first, last=last)
    near = say("Short-range gain over the best simple rule, {span}.", span=span)
    far = say("Gain over the best simple rule half a year ahead, {span}.", span=span)
    scores = {"model": origin.score, **origin.baselines}
    return (
        Finding(gain_id(origin), near, origin.gain, say(ABOUT), ANCHOR),
        *_ahead(ahead_id(origin), far, origin.ahead),
        _exact(origin, "events", origin.events, "acts scored", say("Acts scored, {span}.", span=span)),
        *(
            _exact(
                origin,
                of,
                score,
                origin.gain.unit,
                say("Log score of {rule}, {span}.", rule=other(of), span=span),
            )
            for of, score in scores.items()
        ),
    )


def _ahead(name: str, sentence: str, gain: Estimate | None) -> tuple[Finding, ...]:
    """Make the finding of a gain half a year ahead, where it was computed."""
    return () if gain is None else (Finding(name, sentence, gain, say(ABOUT), ANCHOR),)


def _exact(origin: OriginHanded, of: str, value: float, unit: str, sentence: str) -> Finding:
    """Make the finding of a number that is exact given the data; the gain carries the interval."""
    method = "exact for this data; the interval is that of the gain"
    estimate = Estimate(value, None, None, unit, method, origin.gain.data, sources=origin.gain.sources)
    return Finding(score_id(origin, of), sentence, estimate, say(ABOUT), ANCHOR)
