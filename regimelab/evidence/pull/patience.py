"""How long to wait, and how often to ask again."""

import random
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar

from regimelab.errors import EvidenceMissing
from regimelab.evidence.pull.order import Again

Came = TypeVar("Came")

_FIRST = 1.0  # seconds before the second attempt, doubled each time
_LONGEST = 60.0  # seconds of waiting of our own accord
_LONGEST_ASKED = 900.0  # seconds that a server may ask for and get


class Patience(NamedTuple):
    """How many attempts in a row may bring nothing new, and how to wait between them."""

    attempts: int
    sleep: Callable[[float], None]
    seed: str


def persist(ask: Callable[[], Came], size: Callable[[], int], patience: Patience) -> Came:
    """Ask until it comes, or until ``attempts`` in a row have brought no further byte."""
    chance = random.Random(patience.seed)
    furthest, failures = size(), 0
    while True:
        try:
            return ask()
        except Again as again:
            failures = 1 if size() > furthest else failures + 1
            furthest = max(furthest, size())
            _give_up_if_spent(again, failures, patience.attempts)
            patience.sleep(max(again.wait or 0.0, backoff(failures, chance)))


def backoff(failures: int, chance: random.Random) -> float:
    """Seconds to wait after so many failures: doubling, with up to half taken off by chance."""
    return min(_FIRST * 2 ** (failures - 1), _LONGEST) * chance.uniform(0.5, 1.0)


def asked_wait(retry_after: str | None, date: str | None) -> float | None:
    """Seconds that the server asks for, which it says as a number or as a moment of its own clock."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment, now = parsedate_to_datetime(retry_after), parsedate_to_datetime(date or "")
        return max((moment - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _give_up_if_spent(again: Again, failures: int, attempts: int) -> None:
    problem = again.problem
    if failures >= attempts:
        tried = "Tried once." if attempts == 1 else f"Tried {attempts} times without getting further."
        raise EvidenceMissing(replace(problem, what=f"{problem.what} {tried}")) from None
    if (again.wait or 0.0) > _LONGEST_ASKED:
        remedy = f"It asks to wait {again.wait:.0f} seconds: pull again after that."
        raise EvidenceMissing(replace(problem, remedy=remedy)) from None
