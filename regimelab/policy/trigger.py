"""A trigger: what is looked at, how often, and when it has gone far enough to do something else."""

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.outcomes import OUTCOME
from regimelab.policy.words import Amount, MemberCode, OpenDay, refuse_unknown
from regimelab.reading.words import Entry, Slug, Text
from regimelab.types import FutureFlags, PerFuture

OutcomeName = Annotated[str, AfterValidator(lambda value: refuse_unknown(value, OUTCOME, "an outcome"))]


class Trigger(Entry):
    """If an outcome goes above or below a number of acts, something begins or ends.

    Acts of the last ``months`` are counted, of the region or of one member, at a review every
    ``every`` months, from ``start`` on; once another trigger has fired, if ``after`` names one. A
    trigger fires once.

    Source: Haasnoot, Kwakkel, Walker & ter Maat (2013), Global Environmental Change 23, 485.
    """

    name: Slug
    title: Text
    outcome: OutcomeName
    member: MemberCode | None = None
    above: Amount | None = None
    below: Amount | None = None
    months: Annotated[int, Field(ge=1, le=12)] = 12
    every: Annotated[int, Field(ge=1)] = 3
    start: OpenDay | None = None
    after: Slug | None = None
    reason: Text

    @model_validator(mode="after")
    def _can_fire(self) -> "Trigger":
        if (self.above is None) == (self.below is None):
            message = "needs either 'above' or 'below', and not both"
            raise PydanticCustomError("one_bound", message, {"at": "above", "value": self.name})
        if self.below == 0:
            message = "can never fire: there are never fewer acts than none"
            raise PydanticCustomError("never", message, {"at": "below", "value": self.below})
        return self

    def passed(self, acts: PerFuture) -> FutureFlags:
        """In which futures so many acts are beyond the number that is waited for."""
        return acts > self.above if self.above is not None else acts < (self.below or 0.0)


class Named(NamedTuple):
    """A place in a portfolio's file that names a trigger."""

    where: str
    trigger: str


def wrong_with(triggers: Sequence[Trigger], named: Sequence[Named]) -> Iterator[tuple[str, str, str]]:
    """List what is wrong with triggers together: place, value, and why."""
    names = [trigger.name for trigger in triggers]
    awaited = {one.trigger for one in named} | {trigger.after for trigger in triggers}
    chained = [Named(f"triggers[{i}].after", one.after) for i, one in enumerate(triggers) if one.after]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield f"triggers[{place}].name", name, "stands already; give each trigger its own name"
        elif name not in awaited:
            yield f"triggers[{place}].name", name, "is a trigger that no dose waits for"
    for one in (*chained, *named):
        if one.trigger not in names:
            yield one.where, one.trigger, "is not a trigger of this portfolio"
    for place, trigger in enumerate(triggers):
        if _waits_for_itself(trigger, triggers):
            message = "waits in a circle: each of these triggers waits for another, so none can fire"
            yield f"triggers[{place}].after", str(trigger.after), message


def _waits_for_itself(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    waiting = {one.name: one.after for one in triggers}
    at = waiting.get(trigger.name)
    for _ in triggers:
        if at is None or at == trigger.name:
            break
        at = waiting.get(at)
    return at == trigger.name
