"""How far a long step is: told to whoever listens, by default to nobody."""

from collections.abc import Callable

Progress = Callable[[str, float], None]  # the step, and the share of it that is done, in [0, 1]


def silent(step: str, done: float) -> None:
    """Report progress to nobody."""
