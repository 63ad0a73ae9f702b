"""What workers are given: told from what another run gives by its name, whichever worker got a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Named:
    """All that the pieces of a run have in common."""

    name: str

    def __eq__(self, other: object) -> bool:
        """Two of the same name are the same run."""
        return isinstance(other, Named) and other.name == self.name

    def __hash__(self) -> int:
        """Tell one run from another by its name."""
        return hash(self.name)
