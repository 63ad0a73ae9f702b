"""What was recorded before the futures begin, counted as in the futures: the line that a fan goes on from."""

from collections.abc import Iterator
from dataclasses import dataclass

from regimelab.policy.present import Present
from regimelab.policy.readings import Reader, ever_recorded, record_of

LOOK_BACK = 24  # months: as long as the futures that are drawn if nothing else is asked


@dataclass(frozen=True)
class RecordedOutcome:
    """An outcome of one actor, or of the region (none), in the last months recorded.

    Each value counts the acts of the twelve months before it, by the events and the definition of the
    futures; the last one is where they begin. There is none where the record is too short, or where it
    holds no act at all that would count for the outcome in the region.
    """

    name: str
    actor: str | None
    values: tuple[float, ...]


def recorded(reading: Reader, present: Present, months: int = LOOK_BACK) -> tuple[RecordedOutcome, ...]:
    """Read the outcomes of every place in the last months recorded."""
    return tuple(_each(reading, present, months))


def _each(reading: Reader, present: Present, months: int) -> Iterator[RecordedOutcome]:
    values, ever = record_of(reading, present, months).round(6), ever_recorded(reading, present)
    for number, outcome in enumerate(reading.outcomes):
        for place, actor in enumerate(reading.places):
            told = values[number, place].tolist() if ever[number] else ()
            yield RecordedOutcome(outcome.name, actor, tuple(told))
