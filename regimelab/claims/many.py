"""Many claims at once: what chance alone would decide, and which verdicts stand against it."""

from collections.abc import Sequence

from regimelab.claims.claim import NOT_TESTED, Claim
from regimelab.interval import CONTRADICTED_AT, SUPPORTED_AT

EITHER_WAY = CONTRADICTED_AT + 1 - SUPPORTED_AT


def tested(found: Sequence[Claim]) -> list[Claim]:
    """Claims that have a verdict of their own, not those that lack what a test needs."""
    return [claim for claim in found if claim.verdict != NOT_TESTED]


def holm(found: Sequence[Claim]) -> dict[int, float]:
    """Bound, by claim, the chance that some claim comes out as sure as it is though none has an effect.

    The chance of one claim alone is twice that of the less probable side: under a flat prior the posterior
    probability of a side is a one-sided p-value, and the most cautious of several readings is a bound.
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70: the k-th smallest of m counts m - k + 1 times.
    """
    alone = {c.id: 2 * min(c.probability, 1 - c.probability) for c in found if c.probability is not None}
    adjusted: dict[int, float] = {}
    least = 0.0
    for place, name in enumerate(sorted(alone, key=lambda key: (alone[key], key))):
        least = max(least, min(1.0, (len(alone) - place) * alone[name]))
        adjusted[name] = least
    return adjusted


def not_beyond_chance(found: Sequence[Claim]) -> tuple[str, ...]:
    """Say how many verdicts chance would give, and which of those given it may have."""
    judged = [claim for claim in found if claim.probability is not None]
    if not judged:
        return ()
    decided = [claim for claim in judged if claim.verdict in ("supported", "contradicted")]
    weak = [str(claim.id) for claim in decided if holm(found)[claim.id] > EITHER_WAY]
    expected = EITHER_WAY * len(judged)
    counted = (
        f"{len(judged)} claims are tested at once: were none of them true or false, chance would decide at "
        f"most {expected:.1f} of them on average; {len(decided)} are decided"
    )
    told = f"; {', '.join(weak)} would not be if all were judged together (Holm)." if weak else "."
    return (counted + told,)
