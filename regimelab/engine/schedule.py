"""Acts that are to happen in every future, named by kind, actors and month."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from regimelab.codebook import KIND, KIND_NAMES
from regimelab.engine.forcing import Scheduled
from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.theory.model import Model
from regimelab.types import ActIndex, PerAct

MOST_SCHEDULED = 200  # of one entry in a month: the engine counts to 255 there, its own acts included
FEWER = f"Schedule {MOST_SCHEDULED} at most."


class Act(NamedTuple):
    """An act at a time, in months from the beginning of the futures."""

    kind: str
    sender: str
    receiver: str
    month: float


def schedule(model: Model, acts: Sequence[Act], months: int) -> Scheduled:
    """Find the entries of acts; otherwise raise with what is wrong with any of them.

    The ends of a symmetric kind may stand in either order.
    """
    problems = [problem for place, act in enumerate(acts) for problem in _problems(model, place, act, months)]
    if problems:
        raise InvalidInput(problems)
    entries = np.array([_entry(model, act) for act in acts], dtype=np.int64).reshape(-1)
    when = np.array([act.month for act in acts], dtype=float)
    _refuse_crowded(when, entries)
    return Scheduled(when, entries)


def _refuse_crowded(when: PerAct, entries: ActIndex) -> None:
    """Refuse more acts of one entry in a month than the engine can count."""
    places, many = np.unique(np.stack([np.floor(when), entries], axis=1), axis=0, return_counts=True)
    crowded = [
        Problem("acts", f"{number} of them are one kind between one pair in month {month:.0f}.", FEWER)
        for (month, _), number in zip(places, many, strict=True)
        if number > MOST_SCHEDULED
    ]
    if crowded:
        raise InvalidInput(crowded)


def _problems(model: Model, place: int, act: Act, months: int) -> list[Problem]:
    known = {"kind": KIND_NAMES, "sender": model.actors, "receiver": model.actors}
    found = [
        Problem(
            f"acts[{place}].{what}",
            f"'{getattr(act, what)}' is unknown.",
            suggestion(getattr(act, what), names),
        )
        for what, names in known.items()
        if getattr(act, what) not in names
    ]
    if not 0 <= act.month < months:
        what = f"{act.month:g} is not within the {months} months to come."
        found.append(Problem(f"acts[{place}].month", what, "Choose a time within them, from 0 on."))
    if not found and _entry(model, act) is None:
        what = f"{act.kind} from {act.sender} to {act.receiver} cannot occur between actors of these classes."
        found.append(Problem(f"acts[{place}]", what, "Correct its kind, sender or receiver."))
    return found


def _entry(model: Model, act: Act) -> int | None:
    risk, kind = model.risk, KIND_NAMES.index(act.kind)
    one, other = model.actors.index(act.sender), model.actors.index(act.receiver)
    symmetric = KIND[act.kind].form == "symmetric"
    ways = {(one, other), (other, one)} if symmetric else {(one, other)}
    found = [np.flatnonzero((risk.kind == kind) & (risk.sender == i) & (risk.receiver == j)) for i, j in ways]
    return next((int(places[0]) for places in found if len(places)), None)
