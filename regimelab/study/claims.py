"""The brief's claims, each tested: the number, the verdict, what else would explain it."""

from collections.abc import Sequence
from dataclasses import dataclass

from regimelab.claims import Claim
from regimelab.claims.many import holm, not_beyond_chance, tested
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.robust import LeftOut, falls, leave_out


@dataclass(frozen=True)
class Claimed:
    """The claims with their verdicts, in the order of the brief.

    ``holm`` is the most probable that chance alone gives any verdict as sure as the claim's;
    ``without_outside`` are the verdicts on the region's own evidence, where outside data are held;
    ``left_out`` are the verdicts without each family of sources, where these were asked for.
    """

    claims: tuple[Claim, ...]
    holm: dict[int, float]
    without_outside: dict[int, str]
    left_out: tuple[LeftOut, ...]


def claims(asked: Asked, seed: int = 0, progress: Progress = silent, robust: bool = False) -> Result[Claimed]:
    """Test the claims on all that is held; where asked for, again without each family of sources."""
    inquiry = Inquiry(asked, seed, progress)
    found, evidence = inquiry.claims, inquiry.evidence
    bare = {one.id: one.verdict for one in inquiry.claims_without_outside}
    left = leave_out(inquiry) if robust else ()
    claimed = Claimed(found, holm(found), {key: str(verdict) for key, verdict in bare.items()}, left)
    return Result(
        claimed,
        rows=flat(found, claimed),
        release=evidence.release,
        warnings=(
            *machine_coded(evidence),
            *cautions(found, evidence.drawn),
            *changed(found, claimed.without_outside),
            *not_beyond_chance(found),
        ),
        inputs=files_of(evidence.region, asked),
    )


def cautions(found: tuple[Claim, ...], drawn: bool = False) -> tuple[str, ...]:
    """Say which verdicts rest on the chronicle alone, and how it was made."""
    alone = [str(claim.id) for claim in tested(found) if claim.chronicle_only]
    if not alone:
        return ()
    how = "coded by machine from news" if drawn else "gathered with the brief in mind"
    return (f"Claims {', '.join(alone)} rest on the chronicle alone, which was {how}.",)


def changed(found: Sequence[Claim], bare: dict[int, str]) -> tuple[str, ...]:
    """Say what outside data changed; nothing where none are held."""
    if not bare:
        return ()
    moved = [
        f"{claim.id} ({bare[claim.id]}, now {claim.verdict})"
        for claim in found
        if bare[claim.id] != claim.verdict
    ]
    return (f"Changed by outside data: the verdicts on claims {', '.join(moved) or 'none'}.",)


def flat(found: tuple[Claim, ...], claimed: Claimed | None = None) -> tuple[dict[str, object], ...]:
    """Lay the claims out as one table."""
    return tuple(_row(claim) | (_beside(claim, claimed) if claimed else {}) for claim in found)


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
        "lacking": claim.lacking,
    }


def _beside(claim: Claim, claimed: Claimed) -> dict[str, object]:
    """Say of a claim what depends on the others, on outside data and on each family."""
    return {
        "holm": claimed.holm.get(claim.id),
        "without_outside": claimed.without_outside.get(claim.id),
        "survives": None if not claimed.left_out else not falls(claim, claimed.left_out),
        "falls_without": falls(claim, claimed.left_out),
    }
