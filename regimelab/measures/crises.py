"""Crisis episodes: when a member's government was in danger, and from when others could answer."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.codebook import triggers_crisis
from regimelab.measures.rows import Act, middle

WINDOW_DAYS = 30  # an answer counts within this many days of the onset
MERGE_DAYS = 30  # triggers this close together in one member are one episode


class Episode(NamedTuple):
    """A crisis of one member: its onset, its triggers, and who was a party to it."""

    member: str
    onset: date
    last: date
    kinds: tuple[str, ...]
    parties: frozenset[str]
    acts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name the episode by member and onset."""
        return f"{self.member} {self.onset.isoformat()}"

    @property
    def closes(self) -> date:
        """First day on which an answer counts no longer."""
        return self.onset + timedelta(days=WINDOW_DAYS)

    @property
    def domestic(self) -> bool:
        """Whether anything but a border clash belongs to it."""
        return any(kind != "border_clash" for kind in self.kinds)


def is_trigger(act: Act) -> bool:
    """Whether an act is a crisis by itself, by the codebook's rule."""
    return triggers_crisis(act.kind, act.precision, act.intensity, act.deaths)


def episodes(acts: Iterable[Act], members: Sequence[str]) -> tuple[Episode, ...]:
    """Crisis episodes of each member: triggers merged when they follow within 30 days of each other.

    A month-dated trigger stands at the middle of its month. The onset is the first trigger that is dated
    to the day, or the first of all where none is.
    """
    triggers = sorted((act for act in acts if is_trigger(act)), key=lambda act: (middle(act), act.id))
    found = [episode for member in members for episode in _of_member(member, triggers)]
    return tuple(sorted(found, key=lambda episode: (episode.onset, episode.member)))


def hit(act: Act, members: Sequence[str]) -> tuple[str, ...]:
    """Members on whose soil or at whose government a crisis act strikes.

    A clash strikes both sides; an attack strikes its target; a domestic act its own state.
    """
    struck = act.parties if act.kind == "border_clash" else _domestic(act, members)
    return tuple(member for member in members if member in struck)


def _domestic(act: Act, members: Sequence[str]) -> tuple[str, ...]:
    if act.kind == "terror":
        return act.targets
    own = tuple(actor for actor in act.actors if actor in members)
    return own or act.targets


def _of_member(member: str, triggers: Sequence[Act]) -> list[Episode]:
    own = [act for act in triggers if member in hit(act, [member])]
    groups: list[list[Act]] = []
    for act in own:
        if groups and (middle(act) - middle(groups[-1][-1])).days <= MERGE_DAYS:
            groups[-1].append(act)
        else:
            groups.append([act])
    return [_episode(member, group) for group in groups]


def _episode(member: str, group: Sequence[Act]) -> Episode:
    exact = [act for act in group if act.precision == "day"] or group
    clashes = [act for act in group if act.kind == "border_clash"]
    return Episode(
        member=member,
        onset=min(middle(act) for act in exact),
        last=max(middle(act) for act in group),
        kinds=tuple(sorted({act.kind for act in group})),
        parties=frozenset().union(*(act.parties for act in clashes)) - {member},
        acts=tuple(act.id for act in group),
    )
