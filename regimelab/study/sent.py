"""What workers are sent: told apart by name, since each piece of work comes with a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Named:
    """Something that is sent many times, and unpacked or compiled once."""

    name: str

    def __eq__(self, other: object) -> bool:
        """Two of the same name are copies of one."""
        return isinstance(other, Named) and other.name == self.name

    def __hash__(self) -> int:
        """Tell one from another by its name."""
        return hash(self.name)
