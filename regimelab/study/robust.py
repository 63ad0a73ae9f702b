"""Verdicts without each family of sources: whose word do they hang on?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from regimelab.claims import Claim
from regimelab.errors import EvidenceMissing
from regimelab.evidence.publishers import family_of
from regimelab.study.inquiry import Inquiry


@dataclass(frozen=True)
class LeftOut:
    """The verdict on each claim without one family of sources; none where no act is left."""

    family: str
    verdicts: dict[int, str]


def leave_out(inquiry: Inquiry) -> tuple[LeftOut, ...]:
    """Test the claims again without each family that the evidence or the outside data hold."""
    return tuple(LeftOut(family, _verdicts(inquiry, family)) for family in families(inquiry))


def families(inquiry: Inquiry) -> list[str]:
    """Families of sources behind what is looked at."""
    publishers = set(inquiry.evidence.acts.column("source_publisher").to_pylist())
    outside = inquiry.outside.families if inquiry.outside else frozenset[str]()
    return sorted({family_of(publisher) for publisher in publishers} | outside)


def falls(claim: Claim, left_out: Sequence[LeftOut]) -> str:
    """Name the families without which the verdict is another, and which; blank if it always stands."""
    return ", ".join(_fallen(claim, left_out))


def _fallen(claim: Claim, left_out: Sequence[LeftOut]) -> Iterator[str]:
    for left in left_out:
        verdict = left.verdicts.get(claim.id, "no act left")
        if verdict != claim.verdict:
            yield f"{left.family} ({verdict})"


def _verdicts(inquiry: Inquiry, family: str) -> dict[int, str]:
    asked = replace(inquiry.asked, without=(*inquiry.asked.without, family))
    try:
        found = Inquiry(asked, inquiry.seed, inquiry.progress).claims
    except EvidenceMissing:
        return {}
    return {claim.id: str(claim.verdict) for claim in found}
