"""What was recorded before the futures: the line that each fan goes on from."""

from dataclasses import dataclass

from regimelab.study.lab.session import Lab


@dataclass(frozen=True)
class RecordedShown:
    """An outcome of a member, or of the region (none), in the last months recorded, month by month.

    Each value counts the acts of the twelve months before it, as the bands of the futures do; the last is
    where they begin. None where the record is too short, or holds no such act at all.
    """

    outcome: str
    actor: str | None
    values: tuple[float, ...]


def recorded_of(lab: Lab, months: int) -> tuple[RecordedShown, ...]:
    """Lay so many months of the record out by outcome and place, or as many as there are."""
    return tuple(RecordedShown(one.name, one.actor, one.values) for one in lab.recorded(months))
