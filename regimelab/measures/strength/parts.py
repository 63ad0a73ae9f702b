"""The parts of regime strength: of all that could show a regime, how much does, quarter by quarter."""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np

from regimelab.measures.coexistence import AFTER_DAYS, COOPERATIVE_KINDS, RIVAL_KINDS
from regimelab.measures.crises import WINDOW_DAYS, Episode
from regimelab.measures.strength.record import Record

BLAMING = ("criticise", "coercion", "sanctions")
ANSWERING = ("support", *BLAMING)


class Cases(NamedTuple):
    """Cases in which a regime could have shown: their day, how many they are, and how many showed it."""

    day: np.ndarray
    shown: np.ndarray
    cases: np.ndarray


class View(NamedTuple):
    """A record, who plays the members' part in it, and their crises."""

    record: Record
    members: np.ndarray
    episodes: tuple[Episode, ...]

    @property
    def inside(self) -> np.ndarray:
        """Share of each act's pairs that are pairs of members; the pairs of an act weigh one together."""
        within = (self.record.parties & self.members).sum(axis=1)
        everyone = self.record.parties.sum(axis=1)
        pairs = np.maximum(everyone * (everyone - 1), 1)
        return within * (within - 1) / pairs

    @property
    def dealings(self) -> np.ndarray:
        """Which acts are dealings of members, with each other or with anyone."""
        return self.record.dealing & (self.record.parties & self.members).any(axis=1)


class Part(NamedTuple):
    """One part of regime strength: what counts as shown, out of what; and the kinds it is read from."""

    name: str
    meaning: str
    kinds: tuple[str, ...]
    found: Callable[[View], Cases]


def _dealt(*kinds: str) -> Callable[[View], Cases]:
    """Weight of pairs of members in acts of some kinds, out of all dealings of members."""

    def count(view: View) -> Cases:
        chosen = view.dealings
        of_kind = view.record.of_kind(*kinds) & (view.record.tone >= 0)
        return Cases(view.record.day[chosen], (view.inside * of_kind)[chosen], np.ones(chosen.sum()))

    return count


def _supported(view: View) -> Cases:
    """Crises and other members: whether support is on record within the window after the onset."""
    record, codes = view.record, np.array(view.record.actors)
    support = record.of_kind("support") & (record.tone > 0)
    alone = (record.got & view.members).sum(axis=1) == 1
    rows = []
    for episode in view.episodes:
        onset = (episode.onset - record.start).days
        if onset + WINDOW_DAYS > record.days:
            continue
        struck = codes == episode.member
        within = (record.day >= onset) & (record.day < onset + WINDOW_DAYS)
        answers = support & alone & within & record.got[:, struck].any(axis=1)
        others = view.members & ~struck & ~np.isin(codes, sorted(episode.parties))
        rows.append((onset, float((record.sent[answers].any(axis=0) & others).sum()), float(others.sum())))
    return Cases(*np.array(rows).reshape(len(rows), 3).T)


def _unblamed(view: View) -> Cases:
    """Acts of members that support or blame one another: those that do not blame."""
    record = view.record
    among = (record.sent & view.members).any(axis=1) & (record.got & view.members).any(axis=1)
    chosen = among & view.dealings & record.of_kind(*ANSWERING)
    blame = record.of_kind(*BLAMING) | (record.tone < 0)
    return Cases(record.day[chosen], (~blame)[chosen].astype(float), np.ones(chosen.sum()))


def _copied(view: View) -> Cases:
    """Law events of members: those that name another member, or a patron, as the model."""
    record = view.record
    chosen = record.of_kind("law") & (record.sent & view.members).any(axis=1)
    models = np.append(view.members | record.patrons, False)
    own = np.append(record.sent, np.zeros((len(record.sent), 1), bool), axis=1)
    shared = models[record.model] & ~own[np.arange(len(own)), record.model]
    return Cases(record.day[chosen], shared[chosen].astype(float), np.ones(chosen.sum()))


def _coexisting(view: View) -> Cases:
    """Dealings of two members within 180 days after they clashed: those that are cooperation."""
    record, parties = view.record, view.record.parties
    clash = record.of_kind("border_clash")
    good = record.of_kind(*COOPERATIVE_KINDS) & (record.tone > 0) & ~record.managing
    bad = record.of_kind(*RIVAL_KINDS) & (record.tone < 0)
    found = [np.zeros((0, 2))]
    for one, other in combinations(np.flatnonzero(view.members), 2):
        both = parties[:, one] & parties[:, other]
        waited = record.day[both][:, None] - record.day[both & clash][None, :]
        after = ((waited > 0) & (waited <= AFTER_DAYS)).any(axis=1) & (good | bad)[both]
        found.append(np.column_stack([record.day[both][after], good[both][after].astype(float)]))
    day, cooperation = np.concatenate(found).T
    return Cases(day, cooperation, np.ones(len(day)))


def _voted(view: View) -> Cases:
    """Pairs of members on a roll call: those that voted alike.

    Pairs on one roll call hang together: the votes of *m* members count as *m* / 2 comparisons.
    """
    votes = view.record.votes
    mine = view.members[votes.actor]
    calls, first = np.unique(votes.call, return_index=True)
    cast = np.zeros((len(calls), int(votes.vote.max(initial=-1)) + 1))
    np.add.at(cast, (votes.call[mine], votes.vote[mine]), 1)
    voters = cast.sum(axis=1)
    held = voters > 1
    same = (cast * (cast - 1)).sum(axis=1)[held] / 2
    return Cases(votes.day[first][held], same / (voters[held] - 1), voters[held] / 2)


PARTS: tuple[Part, ...] = (
    Part(
        "support in crises",
        "other members of whom support is on record within 30 days of a member's crisis",
        ("support",),
        _supported,
    ),
    Part(
        "no blame",
        "members' acts of support or blame towards members that do not blame",
        ANSWERING,
        _unblamed,
    ),
    Part("meetings", "dealings of members that are meetings among themselves", ("summit",), _dealt("summit")),
    Part(
        "security cooperation",
        "dealings of members that are acts of their security services, or surrenders, among themselves",
        ("intel", "extradite"),
        _dealt("intel", "extradite"),
    ),
    Part(
        "agreements",
        "dealings of members that are agreements among themselves",
        ("agreement",),
        _dealt("agreement"),
    ),
    Part("law", "law events that name another member, or a patron, as the model", ("law",), _copied),
    Part(
        "coexistence",
        f"dealings of two members within {AFTER_DAYS} days of a clash that are cooperation",
        COOPERATIVE_KINDS,
        _coexisting,
    ),
    Part("votes", "pairs of members on a roll call that voted alike", (), _voted),
)


def cases_of(view: View) -> tuple[Cases, ...]:
    """Count every part."""
    return tuple(part.found(view) for part in PARTS)


def by_period(found: Cases, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shown and possible cases in each period between the edges."""
    shown = np.histogram(found.day, edges, weights=found.shown)[0]
    return shown, np.histogram(found.day, edges, weights=found.cases)[0]
