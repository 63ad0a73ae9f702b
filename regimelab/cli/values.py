"""Reading one setting's value, from a flag, the environment or a file."""

from pathlib import Path

SEED_MAX = 2**32 - 1


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


def at_least_one(value: object) -> int:
    """Read a count that must be one or more."""
    count = _whole(value)
    if count < 1:
        raise BadValue(f"{count} is too few.", "Give a whole number of 1 or more.")
    return count


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
