"""Is there a regime? The measures, each with interval, sources and caution."""

from dataclasses import dataclass

from regimelab.measures import Measure
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent

NO_STRENGTH = (
    "Regime strength as one score, and its onset, are not estimated yet: they need the permuted dates, "
    "rewired actors and placebo regions that the parts alone do not give."
)


@dataclass(frozen=True)
class Measured:
    """The parts of the answer; one latent strength and its onset where they are estimated."""

    parts: tuple[dict[str, object], ...]
    strength: tuple[dict[str, object], ...] = ()
    onset: None = None


def measure(asked: Asked, seed: int = 0, progress: Progress = silent) -> Result[Measured]:
    """Take every measure of a region; ``seed`` feeds the shuffles of the null distributions."""
    inquiry = Inquiry(asked, seed, progress)
    found, evidence = inquiry.measures, inquiry.evidence
    return Result(
        Measured(tuple(_part(one) for one in found)),
        rows=tuple({"measure": one.name, **row} for one in found for row in one.rows),
        release=evidence.release,
        warnings=(NO_STRENGTH,),
        inputs=files_of(evidence.region, asked),
    )


def _part(one: Measure) -> dict[str, object]:
    """Lay a measure out as programs read it: the headline number first."""
    number = one.estimate
    return {
        "name": one.name,
        "title": one.title,
        "summary": one.summary,
        "estimate": number.estimate,
        "low": number.low,
        "high": number.high,
        "level": number.level,
        "unit": number.unit,
        "basis": number.basis,
        "from": number.data,
        "method": number.method,
        "sources": number.sources,
        "caution": one.caution,
        "rows": one.rows,
    }
