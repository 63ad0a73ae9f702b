"""What futures are judged by, on two sides: stability, and who pays for it."""

from dataclasses import dataclass
from typing import Literal

from regimelab.codebook import REPRESSIVE_KINDS

Side = Literal["stability", "who pays"]
Better = Literal["high", "low"]
PER_YEAR = "acts per year"
PATRON = "the patron"


@dataclass(frozen=True)
class Outcome:
    """Acts of some kinds between some parties, per year, and which way is better for its side.

    ``stability`` is what the members' governments seek; ``who pays`` is what their societies bear or
    get. ``ways`` are (sender, receiver), classes of actors or the patron whose unpredictability is
    the shock. ``in_crisis`` counts only acts towards a member that has unrest in the same month or had
    it in the month before. What is not ``judged`` is forecast, but portfolios are not compared by it.
    """

    name: str
    title: str
    meaning: str
    better: Better
    side: Side
    kinds: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = (("any", "any"),)
    in_crisis: bool = False
    judged: bool = True
    unit: str = PER_YEAR


AMONG = (("member", "member"),)
UNREST = Outcome(
    "unrest",
    "Unrest and violence",
    "protests, violence between crowds and state, attacks, and clashes on the members' borders",
    "low",
    "stability",
    ("protest", "unrest_violence", "terror", "border_clash"),
)
REPRESSION = Outcome(
    "repression",
    "Repression",
    "coercion of members' own societies, and steps towards laws against them",
    "low",
    "who pays",
    REPRESSIVE_KINDS,
)
OUTCOMES: tuple[Outcome, ...] = (
    UNREST,
    Outcome(
        "clashes",
        "Border clashes",
        "violence or threat at a common border; counted in unrest too",
        "low",
        "stability",
        ("border_clash",),
    ),
    Outcome(
        "support_in_crisis",
        "Support in crisis",
        "backing or restraint shown by one member to another in a month of unrest or the month after; fewer "
        "crises leave fewer occasions for it: less is neither better nor worse",
        "high",
        "stability",
        ("support",),
        AMONG,
        in_crisis=True,
        judged=False,
    ),
    Outcome(
        "cooperation",
        "Cooperation among members",
        "summits, agreements and joint acts of security services",
        "high",
        "stability",
        ("summit", "agreement", "intel"),
        AMONG,
    ),
    Outcome(
        "autonomy",
        "Distance from the patron",
        "acts by which members keep distance from the patron or balance it",
        "high",
        "stability",
        ("hedge",),
        (("member", PATRON),),
    ),
    REPRESSION,
    Outcome(
        "extraditions",
        "Extraditions",
        "people held for or returned to another government, among members and between them and patrons",
        "low",
        "who pays",
        ("extradite",),
        (*AMONG, ("member", "patron"), ("patron", "member")),
    ),
    Outcome(
        "engagement",
        "Outside engagement",
        "programmes and statements of principle that members receive from the West and from institutions; "
        "levers are themselves such acts, and repression draws them: more is neither better nor worse",
        "high",
        "who pays",
        ("engagement",),
        judged=False,
    ),
)
OUTCOME: dict[str, Outcome] = {outcome.name: outcome for outcome in OUTCOMES}
JUDGED: tuple[Outcome, ...] = tuple(outcome for outcome in OUTCOMES if outcome.judged)
