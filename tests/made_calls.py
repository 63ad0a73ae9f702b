"""Random calls among four actors, one of whom joins half way, and terms to explain them by."""

import numpy as np

from regimelab.fit.events import Change, Event, EventHistory
from regimelab.theory.networks import NETWORK_EFFECT, Term
from regimelab.theory.networks.term import Factor

ACTORS = 4


def term(name, *names):
    return Term("1" if name == "1" else f"{name}({', '.join(names)})", (Factor(NETWORK_EFFECT[name], names),))


RATE = (term("1"), term("tie", "call"), term("recip", "call"), term("outdeg_ego", "call"))
CHOICE = (term("tie", "call"), term("recip", "call"), term("alter", "age"))


def made(events=40, seed=0, absent=()):
    """A history of random calls, with presence that changes half way."""
    random = np.random.default_rng(seed)
    times = np.cumsum(random.exponential(1.0, events))
    happened, changes = [], []
    for time in times:
        sender, receiver = (int(one) for one in random.choice(3, 2, replace=False))
        happened.append(Event(time, sender, receiver))
        changes.append(Change(time, "network", "call", sender, receiver, 1.0, add=True))
    changes.append(Change(float(times[events // 2]) + 1e-3, "present", "present", 3, 3, 1.0))
    age = np.array([1.0, 2.0, 4.0, 3.0])
    return EventHistory(
        ("a", "b", "c", "d"),
        tuple(happened),
        tuple(sorted(changes, key=lambda one: one.time)),
        {"call": None},
        {"age": age},
        absent=frozenset({3}),
    )
