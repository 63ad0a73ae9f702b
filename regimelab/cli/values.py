"""Reading one setting's value, from a flag, the environment or a file."""

from collections.abc import Callable
from pathlib import Path

SEED_MAX = 2**32 - 1
FUTURES_MAX = 1_000_000_000  # of a sweep, whose memory does not grow with them
MONTHS_MAX = 600


class BadValue(Exception):
    """A value that cannot be used, with what is wrong and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def a_word(value: object) -> str:
    """Read a name."""
    text = str(value).strip()
    if not text:
        raise BadValue("it is empty.", "Give a name.")
    return text


def a_path(value: object) -> Path:
    """Read a path; ``~`` is the user's home."""
    return Path(a_word(value)).expanduser()


def from_one_to(most: int) -> Callable[[object], int]:
    """Read a count from one to ``most``; more is a slip of the pen, or looks too far ahead."""

    def read(value: object) -> int:
        count = _whole(value)
        if not 1 <= count <= most:
            amount = "few" if count < 1 else "many"
            raise BadValue(f"{count} is too {amount}.", f"Give a whole number from 1 to {most}.")
        return count

    return read


def a_seed(value: object) -> int:
    """Read a seed: a whole number that fits 32 bits."""
    seed = _whole(value)
    if not 0 <= seed <= SEED_MAX:
        raise BadValue(f"{seed} is no seed.", f"Give a whole number from 0 to {SEED_MAX}.")
    return seed


def a_switch(value: object) -> bool:
    """Read a switch: true or false."""
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    text = str(value).lower()
    if text not in known:
        raise BadValue(f"'{value}' is neither true nor false.", "Write true or false.")
    return known[text]


def _whole(value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise BadValue(f"'{value}' is not a whole number.", "Write it in digits, without a point.") from error
