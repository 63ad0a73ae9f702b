"""Is there a regime? The measures, each with interval, sources and caution."""

from collections.abc import Sequence
from dataclasses import dataclass

from regimelab.interval import Estimate
from regimelab.measures import Measure
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.regime import (
    Chance,
    Onset,
    Strength,
    answer_of,
    chance_of,
    onset_of,
    profile_of,
    strength_of,
)
from regimelab.study.result import Progress, Result, silent

NO_STRENGTH = "Regime strength as one score cannot be told from this record: see the measure's summary."


@dataclass(frozen=True)
class Changed:
    """A measure that outside data change: what it is by the region's own evidence, and with them."""

    name: str
    own: Estimate
    with_outside: Estimate


@dataclass(frozen=True)
class Measured:
    """The parts of the answer; then one latent strength, its onset, what chance gives, and Young's types.

    ``answer`` is one sentence on whether a regime is shown; ``changed`` says what outside data change, where
    the store holds any.
    """

    answer: str

    parts: tuple[dict[str, object], ...]
    strength: Strength | None
    onset: Onset | None
    chance: Chance
    profile: tuple[dict[str, object], ...]
    changed: tuple[Changed, ...] = ()


def measure(asked: Asked, seed: int = 0, progress: Progress = silent) -> Result[Measured]:
    """Take every measure of a region; ``seed`` feeds the shuffles of the null distributions."""
    inquiry = Inquiry(asked, seed, progress)
    found, evidence = inquiry.measures, inquiry.evidence
    strength = strength_of(found)
    parts, changed = tuple(_part(one) for one in found), changes(inquiry.measures_without_outside, found)
    told = chance_of(found)
    return Result(
        Measured(answer_of(told), parts, strength, onset_of(found), told, profile_of(found), changed),
        rows=tuple({"measure": one.name, **row} for one in found for row in one.rows),
        release=evidence.release,
        warnings=(*machine_coded(evidence), *(() if strength else (NO_STRENGTH,))),
        inputs=files_of(evidence.region, asked),
    )


def changes(own: Sequence[Measure], found: Sequence[Measure]) -> tuple[Changed, ...]:
    """List the measures whose headline number is another with outside data than without."""
    bare = {one.name: one.estimate for one in own}
    return tuple(
        Changed(one.name, bare[one.name], one.estimate)
        for one in found
        if one.name in bare and _headline(bare[one.name]) != _headline(one.estimate)
    )


def _headline(number: Estimate) -> tuple[object, ...]:
    return number.estimate, number.low, number.high, number.unit


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
