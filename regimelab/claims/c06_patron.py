"""Claim 6: a patron that has become unpredictable pushes members to hedge, and to each other."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading, both, fitted_reading
from regimelab.claims.world.patron import look
from regimelab.evidence import Evidence
from regimelab.measures.posterior import Posterior, difference, probability_greater
from regimelab.measures.procedures import alone
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, middle
from regimelab.measures.share import clustered_share, tally

HERE = (
    "opportunity: the war put questions, such as votes, that nobody had to answer before",
    "attention: after the shock, pages about the region ask of Russia first",
    "regional cooperation was already rising since the Uzbek change of leader in 2016 and would have gone on",
    "crises of 2022 within the region brought members together, not the patron",
)
PROPOSITION = Proposition(
    id=6,
    title="An unpredictable patron pushes members to hedge and to each other",
    passage="Discreditation of Moscow, distrust of Beijing, and mounting threats have forced the Central "
    "Asian leaders to seek regional cooperation.",
    line=11,
    estimand="share of all recorded acts of members that hedge against the patron, and share that is "
    "cooperation among members alone, after the shock less before it",
    alternatives=(
        *HERE,
        "news counts what was written, not what was done, and of the region's own languages it reads few",
    ),
    would_change="event data gathered blind to the brief in which neither share moves, or a trend before "
    "the shock that accounts for the change",
)
TOGETHER = ("support", "summit", "agreement", "intel", "extradite", "water")
METHOD = (
    "shares of all recorded acts of members, after the shock less before, hierarchical beta-binomial by "
    "month; votes at the UN left out of hedging; the effect shown is that of hedging alone, the probability "
    "is that both parts hold, given as that of the less probable part: an upper bound that needs no "
    "independence"
)


class Shift(NamedTuple):
    """A share of recorded acts before and after the shock, and the change."""

    before: Posterior
    after: Posterior

    @property
    def change(self) -> Posterior:
        """After less before."""
        return difference(self.after, self.before)

    @property
    def probability(self) -> float:
        """Probability that the share rose."""
        return probability_greater(self.after, self.before)


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle and the fit about members' acts, and the news of the world about their dealings."""
    patron, members = inputs.evidence.region.patron, _codes(inputs.evidence)
    if patron.shock is None:
        return PROPOSITION.not_yet_tested("a day from which the patron's word is in doubt, with its source")
    world = look(inputs.outside, members, patron.actor, patron.shock)
    days = [middle(act) for act in recorded(inputs.evidence)]
    if min(days, default=patron.shock) < patron.shock <= max(days, default=patron.shock):
        return PROPOSITION.weighed(recorded_shift(inputs, patron.shock), world)
    return PROPOSITION.abroad(
        world, "acts of members on both sides of the day from which the patron's word is in doubt"
    )


def recorded_shift(inputs: ClaimInputs, shock: date) -> Found:
    """Ask whether both shares rose after the shock; with a fit, whether both fitted effects are positive."""
    region = inputs.evidence.region
    acts = recorded(inputs.evidence)
    hedging, together = shifts(acts, region.patron.actor, _codes(inputs.evidence), shock)
    readings = [
        Reading("both shares rose", both(hedging.probability, together.probability)),
        *fitted_reading(inputs.fit, ("hedge", "patron_pair"), ("cooperative", "patron_members")),
    ]
    used = [a.id for a in acts if hedges(a, region.patron.actor) or cooperates(a, _codes(inputs.evidence))]
    unit = "difference of shares (of the first part alone, hedging; after less before)"
    effect = estimated(hedging.change, unit, METHOD, "chronicle: acts", used)
    return Found(tuple(readings), effect, f"{METHOD}; {_spoken(hedging, together)}")


def shifts(acts: Sequence[Act], patron: str, members: frozenset[str], shock: date) -> tuple[Shift, Shift]:
    """Shift of hedging against the patron, and of cooperation among members alone."""
    return (
        _shift(acts, [hedges(act, patron) for act in acts], shock),
        _shift(acts, [cooperates(act, members) for act in acts], shock),
    )


def hedges(act: Act, patron: str) -> bool:
    """Whether an act hedges against the patron, votes at the UN left out: they came with the war."""
    return act.kind == "hedge" and patron in act.targets and not act.location.startswith("UN")


def cooperates(act: Act, members: frozenset[str]) -> bool:
    """Whether members cooperate with nobody else in the act."""
    return act.kind in TOGETHER and act.tone == 1 and alone(act, members)


def recorded(evidence: Evidence) -> list[Act]:
    """All acts with a member in them that a month can be given to."""
    members = _codes(evidence)
    return [act for act in act_rows(evidence) if act.parties & members and act.precision != "year"]


def _codes(evidence: Evidence) -> frozenset[str]:
    return frozenset(member.code for member in evidence.region.members)


def _shift(acts: Sequence[Act], marks: Sequence[bool], shock: date) -> Shift:
    sides: dict[bool, list[tuple[object, bool]]] = {False: [], True: []}
    for act, mark in zip(acts, marks, strict=True):
        day = middle(act)
        sides[day >= shock].append(((day.year, day.month), mark))
    return Shift(clustered_share(tally(sides[False])), clustered_share(tally(sides[True])))


def _spoken(hedging: Shift, together: Shift) -> str:
    return (
        f"hedging {hedging.before.median:.1%} to {hedging.after.median:.1%} (rose with probability "
        f"{hedging.probability:.2f}), cooperation among members alone {together.before.median:.1%} to "
        f"{together.after.median:.1%} ({together.probability:.2f})"
    )
