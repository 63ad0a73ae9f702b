"""Ahead of the hand: the places of a lever that it may come past, answered in spare moments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regimelab.study.lab.answers import Answers, Way
from regimelab.study.lab.wanted import Dose, Wanted


@dataclass(frozen=True)
class Along:
    """A lever, or an assumption by its label, and the places where a hand can leave it, in their order."""

    lever: str | None
    label: str | None
    places: tuple[float, ...]

    def row(self, wanted: Wanted) -> list[Wanted]:
        """What would be asked at each place; a lever at zero is not pulled."""
        return [self._at(wanted, place) for place in self.places]

    def _at(self, wanted: Wanted, place: float) -> Wanted:
        if self.label is not None:
            return replace(wanted, assumed=wanted.assumed | {self.label: place})
        doses = (replace(dose, level=place) if dose.lever == self.lever else dose for dose in wanted.doses)
        return replace(wanted, doses=tuple(dose for dose in doses if _pulled(dose)))


def _pulled(dose: Dose) -> bool:
    return dose.level > 0


class Ahead:
    """Questions in the order in which a hand comes past them; those nearest to it are answered first."""

    def __init__(self, answers: Answers, row: Sequence[Wanted], now: Wanted) -> None:
        self._answers, self._row = answers, tuple(row)
        self._left = set(range(len(self._row)))
        self._aim = self._last = 0.0
        self.heard(now)
        self._aim = self._last

    def heard(self, question: object) -> None:
        """Note where the hand is, and aim as far beyond as it has just come."""
        place = next((place for place, one in enumerate(self._row) if one == question), None)
        if place is not None:
            self._aim, self._last = 2.0 * place - self._last, float(place)

    def step(self, way: Way) -> bool:
        """Work one answer out, unless another question goes first; say whether more are left."""
        if self._left:
            place = min(self._left, key=lambda place: abs(place - self._aim))
            self._answers.ahead(self._row[place], way)
            self._left.discard(place)
        return bool(self._left)
