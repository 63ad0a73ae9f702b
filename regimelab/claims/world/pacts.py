"""Pacts that members signed among themselves, and those of the world's other autocracies: do they bind?"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from regimelab.claims.claim import Found, Reading
from regimelab.claims.world.record import REGIME, autocracies, held, lacking, yearly
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate
from regimelab.measures.posterior import Posterior, probability_greater
from regimelab.measures.share import clustered_share, tally

NEEDED = ("atop_members", "vdem")
BINDING = frozenset({"defense", "offense"})  # ATOP: a duty to fight; the other duties are promises not to
FIRST_YEAR = 1991
METHOD = (
    f"world: alliance treaties since {FIRST_YEAR} that tie two members or more (ATOP), and those that tie "
    "two autocracies or more with no member among them: share without a duty to fight, hierarchical "
    "beta-binomial by who signed, against one half and against each other"
)
UNIT = "share of alliance treaties among members that bind nobody to fight"


class Pact(NamedTuple):
    """An alliance treaty: the year it began, who was in it in its first year on record, and its duties."""

    year: int
    parties: frozenset[str]
    duties: frozenset[str]

    @property
    def loose(self) -> bool:
        """Whether it binds nobody to fight."""
        return not self.duties & BINDING


def look(outside: Outside | None, members: Collection[str]) -> Found:
    """Read whether members' pacts mostly bind nobody, and less than other autocracies' pacts do."""
    missing = lacking(outside, *NEEDED)
    if outside is None or not held(outside, "atop_members"):
        return Found(lacking=missing)
    known = pacts(outside)
    ours = [pact for pact in known if len(pact.parties & set(members)) >= 2]
    if not ours:
        return Found(lacking=missing)
    share, sources = loose_share(ours), held(outside, *NEEDED)
    readings = [Reading("pacts among members mostly bind nobody to fight", share.probability_above(0.5))]
    others = _of_autocracies(known, autocracies(yearly(outside, REGIME)), set(members))
    told = f"{METHOD}: {len(ours)} pact{'s' * (len(ours) != 1)} of members"
    if others:
        elsewhere = loose_share(others)
        chance = probability_greater(share, elsewhere)
        readings.append(Reading("pacts among members bind less than pacts of other autocracies", chance))
        told += f", {len(others)} of others, of which {elsewhere.median:.0%} bind nobody to fight"
    low, high = share.interval()
    effect = Estimate(share.median, low, high, UNIT, METHOD, ", ".join(sources), sources=sources)
    return Found(tuple(readings), effect, told, missing, of_members=True)


def pacts(outside: Outside) -> list[Pact]:
    """Alliance treaties that began in a year on record, one a treaty whatever its phases."""
    found: dict[str, Pact] = {}
    rows = [row for row in outside.spells(["atop_alliance"]).to_pylist() if row["actor"] and row["start"]]
    for row in sorted(rows, key=lambda row: row["start"]):
        duties = frozenset((row["text"] or "").split(";")) - {""}
        pact = found.setdefault(row["group"], Pact(row["start"].year, frozenset(), duties))
        if row["start"].year == pact.year:
            found[row["group"]] = Pact(pact.year, pact.parties | {row["actor"]}, pact.duties | duties)
    return [pact for pact in found.values() if pact.year >= FIRST_YEAR]


def loose_share(known: Iterable[Pact]) -> Posterior:
    """Share of pacts that bind nobody to fight; treaties of the same states are not independent."""
    return clustered_share(tally((pact.parties, pact.loose) for pact in known))


def _of_autocracies(
    known: Iterable[Pact], autocratic: frozenset[tuple[str, int]], members: set[str]
) -> list[Pact]:
    return [
        pact
        for pact in known
        if not pact.parties & members and sum((one, pact.year) in autocratic for one in pact.parties) >= 2
    ]
