"""The brief's claims, each tested: the number, the verdict, what else would explain it."""

from dataclasses import dataclass

from regimelab.claims import Claim
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent


@dataclass(frozen=True)
class Claimed:
    """The claims with their verdicts, in the order of the brief."""

    claims: tuple[Claim, ...]


def claims(asked: Asked, seed: int = 0, progress: Progress = silent) -> Result[Claimed]:
    """Test the claims on a region's measures, its history and the fitted model."""
    inquiry = Inquiry(asked, seed, progress)
    found, evidence = inquiry.claims, inquiry.evidence
    return Result(
        Claimed(found),
        rows=flat(found),
        release=evidence.release,
        warnings=cautions(found),
        inputs=files_of(evidence.region, asked),
    )


def cautions(found: tuple[Claim, ...]) -> tuple[str, ...]:
    """Say which verdicts rest on the chronicle alone, which was gathered with the brief in mind."""
    tested = [claim for claim in found if claim.verdict != "not yet tested"]
    alone = [str(claim.id) for claim in tested if claim.chronicle_only]
    if not alone:
        return ()
    return (
        f"Claims {', '.join(alone)} rest on the chronicle alone, which was gathered with the brief in mind.",
    )


def flat(found: tuple[Claim, ...]) -> tuple[dict[str, object], ...]:
    """Lay the claims out as one table."""
    return tuple(_row(claim) for claim in found)


def _row(claim: Claim) -> dict[str, object]:
    """Lay a claim out as one flat row."""
    effect = claim.effect
    return {
        "id": claim.id,
        "title": claim.title,
        "verdict": claim.verdict,
        "probability": claim.probability,
        "estimate": effect.estimate,
        "low": effect.low,
        "high": effect.high,
        "unit": effect.unit,
        "sources": effect.sources,
        "chronicle_only": claim.chronicle_only,
        "needs": claim.needs,
    }
