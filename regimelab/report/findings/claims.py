"""Findings of the claims, and how many came out which way."""

from collections.abc import Sequence
from dataclasses import replace

from regimelab.interval import Estimate
from regimelab.report.content import Finding
from regimelab.report.handed.results import ClaimHanded
from regimelab.report.language import message, other, say
from regimelab.report.numbers import probability_text

NOT_TESTED = message("not yet tested")
VERDICTS = (message("supported"), message("contradicted"), message("undetermined"), NOT_TESTED)


def claim_finding_id(claim: int) -> str:
    """Name the finding of a claim."""
    return f"claim-{claim}"


def data_of(claim: ClaimHanded) -> str:
    """Name the data that a claim is judged on, each by itself."""
    return ", ".join(other(one) for one in claim.data.split(", "))


def tally_id(verdict: str) -> str:
    """Name the finding that counts a verdict."""
    return f"tally-{verdict.replace(' ', '-')}"


def on_the_world_alone(claim: ClaimHanded) -> bool:
    """Whether a verdict rests on states of the world at large, and on no data of the region."""
    return bool(claim.readings) and all(one.method.startswith("world") for one in claim.readings)


def claim_findings(claims: Sequence[ClaimHanded]) -> tuple[Finding, ...]:
    """Make one finding a tested claim, then one a verdict and one for the chronicle's share."""
    tested = [claim for claim in claims if claim.verdict != NOT_TESTED]
    counts = [_tally(verdict, claims) for verdict in VERDICTS]
    alone = sum(claim.chronicle_only for claim in tested)
    return (
        *(_finding(claim) for claim in claims if claim in tested or claim.effect.known),
        *counts,
        _count(
            "tally-tested",
            say("Number of claims tested by computation: {count}.", count=len(tested)),
            len(tested),
        ),
        _count(
            "tally-claims",
            say("Number of claims of the brief that are listed: {count}.", count=len(claims)),
            len(claims),
        ),
        _count(
            "tally-chronicle-only",
            say("Number of verdicts that rest on the chronicle alone: {count}.", count=alone),
            alone,
        ),
    )


def _finding(claim: ClaimHanded) -> Finding:
    """Make the finding of one claim: its effect, and the probability that it holds."""
    readings = "; ".join(f"{other(one.method)}: {probability_text(one.value)}" for one in claim.readings)
    return Finding(
        id=claim_finding_id(claim.id),
        sentence=f"{other(claim.title)}: {say(claim.verdict)}.",
        estimate=replace(claim.effect, data=data_of(claim), sources=tuple(claim.sources)),
        about=say("claim {id}", id=claim.id),
        anchor=f"claim-{claim.id}",
        probability=claim.probability,
        detail=say("Read {count} ways: {readings}", count=len(claim.readings), readings=readings)
        if len(claim.readings) > 1
        else "",
    )


def _tally(verdict: str, claims: Sequence[ClaimHanded]) -> Finding:
    """Count the claims with a verdict."""
    count = sum(claim.verdict == verdict for claim in claims)
    sentence = say(
        "Number of claims with the verdict '{verdict}': {count}.", verdict=say(verdict), count=count
    )
    return _count(tally_id(verdict), sentence, count)


def _count(name: str, sentence: str, count: int) -> Finding:
    """Make the finding of an exact count."""
    method = "count of the verdicts printed in this brief; an exact count has no interval"
    estimate = Estimate(float(count), None, None, "claims", method, "the claims of this brief")
    return Finding(name, sentence, estimate, say("verdicts"), "claims")
