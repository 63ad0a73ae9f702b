"""Stop triggers, what monitors reported of them, and what fired."""

from pydantic import Field

from regimelab.reading.words import Day, Entry, Text
from regimelab.screening.bank import Watch
from regimelab.screening.scales import Action
from regimelab.screening.vocabulary import StateCode, TriggerId


class Trigger(Entry):
    """What stops the assistance: watched in the chronicle, in the model, or by reports of people.

    ``names`` are words that name the recipient: the chronicle codes states and not units, so that acts of the
    state fire, and those whose description says such a word are told apart. ``seen`` lists the acts that were
    known when it was set; ``band`` the approved range of each outcome of the simulated effect.
    """

    id: TriggerId
    key: str = ""
    title: Text
    watch: Watch | None = None
    states: tuple[StateCode, ...] = ()
    names: tuple[str, ...] = ()
    threshold: int = Field(default=1, ge=1)
    report: bool = False
    effect: bool = False
    action: Action
    days: int = Field(ge=1)
    seen: tuple[str, ...] = ()
    band: dict[str, tuple[float, float]] = Field(default_factory=dict)


class Report(Entry):
    """What a monitor reported of a trigger."""

    trigger: TriggerId
    on: Day
    happened: bool
    note: Text
    by: Text


class Fired(Entry):
    """A trigger that fired: on what, and what is to be done by when.

    ``named`` are those of the acts that name the recipient. ``reports`` is how many reports of it there were
    by then, whatever day they are of.
    """

    trigger: TriggerId
    title: str
    why: str
    acts: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    action: Action
    deadline: Day
    reports: int = 0


class Recheck(Entry):
    """The case held against newer evidence: triggers, evidence that is gone or was changed, the level now."""

    on: Day
    release: str
    fired: tuple[Fired, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    level: str = ""
