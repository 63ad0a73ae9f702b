"""Acts as arrays: who took part in which act on which day, so that relabellings are counted fast."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from regimelab.codebook import KIND, KIND_NAMES, ActorClass, Precision
from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.measures.crises import Episode, episodes, is_trigger
from regimelab.measures.rows import Act, act_rows, middle

DATA = "chronicle: acts; votes where held"
STATES = (
    ActorClass.MEMBER,
    ActorClass.PATRON,
    ActorClass.NEIGHBOUR,
    ActorClass.PARTNER,
    ActorClass.WESTERN,
)


class Votes(NamedTuple):
    """Votes cast: day since the start, number of the roll call, actor, which way; and the calls' names."""

    day: np.ndarray
    call: np.ndarray
    actor: np.ndarray
    vote: np.ndarray
    calls: tuple[str, ...]


class Record(NamedTuple):
    """Dated acts of a region; ``sent`` and ``got`` say by act and actor who acted and who was acted on.

    Acts dated to a year only are left out: they stand in no window. Days count from the period's start.
    ``dealing`` marks acts between two actors or more; ``fixed`` marks what no relabelling moves: domestic
    acts, and the crises that others answer.
    """

    actors: tuple[str, ...]
    classes: tuple[str, ...]
    start: date
    days: int
    acts: tuple[Act, ...]
    day: np.ndarray
    kind: np.ndarray
    tone: np.ndarray
    managing: np.ndarray
    sent: np.ndarray
    got: np.ndarray
    model: np.ndarray
    dealing: np.ndarray
    fixed: np.ndarray
    votes: Votes

    @property
    def parties(self) -> np.ndarray:
        """Who takes part in which act."""
        return self.sent | self.got

    @property
    def patrons(self) -> np.ndarray:
        """Which actors are patrons."""
        return np.array([role == ActorClass.PATRON for role in self.classes])

    @property
    def members(self) -> np.ndarray:
        """Which actors are members."""
        return np.array([role == ActorClass.MEMBER for role in self.classes])

    def of_kind(self, *kinds: str) -> np.ndarray:
        """Which acts are of some kinds."""
        return np.array([name in kinds for name in KIND_NAMES])[self.kind]

    def episodes(self, members: np.ndarray) -> tuple[Episode, ...]:
        """Crises of the actors that play the members' part."""
        codes = [code for code, chosen in zip(self.actors, members, strict=True) if chosen]
        return episodes((act for act in self.acts if is_trigger(act)), codes)


def record_of(evidence: Evidence, outside: Outside | None = None) -> Record:
    """Lay the acts of a region out as arrays, with its votes; those of the store where it holds any."""
    region = evidence.region
    acts = tuple(act for act in act_rows(evidence) if act.precision != Precision.YEAR)
    start = region.period.start
    sent, got = (_incidence([getattr(act, side) for act in acts], region.actors) for side in SIDES)
    apart = np.array([KIND[act.kind].form != "domestic" for act in acts], dtype=bool)
    dealing = apart & ((sent | got).sum(axis=1) >= 2)
    place = {code: index for index, code in enumerate(region.actors)}
    return Record(
        actors=region.actors,
        classes=tuple(str(role) for role in region.classes),
        start=start,
        days=(region.period.end - start).days + 1,
        acts=acts,
        day=np.array([(middle(act) - start).days for act in acts], dtype=int),
        kind=np.array([KIND_NAMES.index(act.kind) for act in acts], dtype=int),
        tone=np.array([act.tone or 0 for act in acts], dtype=int),
        managing=np.array([act.mechanism == "restraint" for act in acts], dtype=bool),
        sent=sent,
        got=got,
        model=np.array([place.get(act.model or "", -1) for act in acts], dtype=int),
        dealing=dealing,
        fixed=~dealing | np.array([is_trigger(act) for act in acts], dtype=bool),
        votes=_votes(evidence, outside),
    )


def quarters(start: date, days: int) -> np.ndarray:
    """Days since the start at which quarters begin, and the day after the last; a rest joins the last one."""
    edges, number, last = [0], 1, start + timedelta(days=days)
    while (day := _months_later(start, 3 * number)) <= last:
        edges.append((day - start).days)
        number += 1
    return np.array([*edges[:-1], days] if len(edges) > 1 else [0, days])


SIDES = ("actors", "targets")


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    return date(start.year + year, month + 1, min(start.day, 28))


def _incidence(parties: Iterable[tuple[str, ...]], actors: tuple[str, ...]) -> np.ndarray:
    rows = [[code in named for code in actors] for named in parties]
    return np.array(rows, dtype=bool).reshape(len(rows), len(actors))


def _votes(evidence: Evidence, outside: Outside | None) -> Votes:
    region = evidence.region
    first, last = region.period.start, region.period.end
    held = outside.votes(actors=region.actors, period=(first, last)).to_pylist() if outside else []
    rows = [
        (row["day"], str(row["roll_call"] or row["resolution"]), row["actor"], row["vote"]) for row in held
    ]
    if not rows:
        cast = evidence.un_votes.to_pylist()
        rows = [(row["day"], str(row["resolution"]), row["actor"], row["vote"]) for row in cast]
    place = {code: index for index, code in enumerate(region.actors)}
    known = [row for row in rows if row[3] and row[2] in place and row[0] and first <= row[0] <= last]
    calls = {call: number for number, call in enumerate(sorted({row[1] for row in known}))}
    ways = {way: number for number, way in enumerate(sorted({str(row[3]) for row in known}))}
    return Votes(
        np.array([(row[0] - first).days for row in known], dtype=int),
        np.array([calls[row[1]] for row in known], dtype=int),
        np.array([place[row[2]] for row in known], dtype=int),
        np.array([ways[str(row[3])] for row in known], dtype=int),
        tuple(calls),
    )
