"""Relational event models: goldfish's own examples, warm and cold, and a large made history.

goldfish's seconds are those that the reference data state (version 1.7.0, two cores of a shared
machine); it is not run here.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from row import Row, seconds

from regimelab.fit.events import Change, Event, EventHistory, fit_events, windowed
from regimelab.study.estimation import estimate
from regimelab.theory.networks import NETWORK_EFFECT, Term
from regimelab.theory.networks.term import Factor

TWELVE = (
    "1",
    "indeg(call, ego)",
    "outdeg(call, ego)",
    "indeg(friend, ego)",
    "inertia(call)",
    "recip(call)",
    "inertia(call, 300)",
    "recip(call, 300)",
    "tie(friend)",
    "recip(friend)",
    "same(gradeType)",
    "same(floor)",
)
SIX = ("inertia(call)", "recip(call)", "tie(friend)", "recip(friend)", "same(gradeType)", "same(floor)")
ACTORS, EVENTS = 200, 100_000


def measure() -> Iterable[Row]:
    """Estimate goldfish's examples where the reference data are, then a history of 100,000 events."""
    named = os.environ.get("REGIMELAB_SHARED")
    shared = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if (shared / "reference").is_dir():
        yield from _reference(shared / "reference" / "social_evolution")
    yield from _large()


def _reference(folder: Path) -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as place:
        rem = _specified(folder, Path(place) / "rem.toml", "rem", TWELVE)
        choice = _specified(folder, Path(place) / "choice.toml", "choice", SIX)
        cold = (sys.executable, "-m", "regimelab.cli", "estimate", str(rem), "--json", "--quiet")
        run = seconds(lambda: subprocess.run(cold, check=True, stdout=subprocess.DEVNULL), 3)
        yield Row("REM, 12 effects, 439 events, the whole command (goldfish: 56.6 s)", "s", run, reach=5)
        yield Row("the same, warm, reading included", "s", seconds(lambda: estimate(rem)), reach=1)
        warm = seconds(lambda: estimate(choice))
        yield Row("choice, 6 effects, warm, reading included (goldfish: 2.5 s)", "s", warm, reach=0.1)


def _specified(folder: Path, file: Path, kind: str, effects: Iterable[str]) -> Path:
    listed = ", ".join(f'"{effect}"' for effect in effects)
    file.write_text(
        f'[actors]\nfile = "{folder}/actors.csv"\n[networks.call]\nchanges = "{folder}/calls.csv"\n'
        f'[networks.friend]\nchanges = "{folder}/friendship.csv"\n[dependent]\n'
        f'events = "{folder}/calls.csv"\n'
        f'[model]\nkind = "{kind}"\neffects = [{listed}]\n'
    )
    return file


def _large() -> Iterable[Row]:
    """A made history: 200 actors, 100,000 events, twelve effects, two of them in windows."""
    history, terms = _made(), _twelve()
    begun = time.perf_counter()
    fit_events(history, terms, "rem", 0.0, float(EVENTS))
    run = (time.perf_counter() - begun,)
    yield Row(f"REM, {ACTORS} actors, {EVENTS:,} events, 12 effects", "s", run, reach=60)
    unit = 2**30 if sys.platform == "darwin" else 2**20  # bytes there, kilobytes here
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    yield Row("peak memory of the benchmarks so far", "GB", (peak,), reach=4)


def _made() -> EventHistory:
    random = np.random.default_rng(0)
    favour = random.dirichlet(np.full(ACTORS, 0.3), ACTORS)
    senders = random.integers(0, ACTORS, EVENTS)
    draws = random.random(EVENTS)
    np.fill_diagonal(favour, 0.0)
    ladder = (favour / favour.sum(axis=1, keepdims=True)).cumsum(axis=1)
    receivers = [int(np.searchsorted(ladder[i], u * 0.999999)) for i, u in zip(senders, draws, strict=True)]
    times = np.sort(random.random(EVENTS)) * EVENTS
    rows = list(zip(times.tolist(), senders.tolist(), receivers, strict=True))
    events = tuple(Event(*row) for row in rows if row[1] != row[2])
    changes = tuple(
        Change(one.time, "network", "call", one.sender, one.receiver, 1.0, True) for one in events
    )
    floor = random.integers(0, 5, ACTORS).astype(float)
    history = EventHistory(
        tuple(map(str, range(ACTORS))), events, changes, {"call": None}, {"floor": floor, "age": floor % 3}
    )
    return windowed(history, "call", 50.0, "call@50")


def _twelve() -> tuple[Term, ...]:
    wanted = [("1",), ("indeg_ego", "call"), ("outdeg_ego", "call"), ("indeg_alter", "call")]
    wanted += [("outdeg_alter", "call"), ("inertia", "call"), ("recip", "call"), ("inertia", "call@50")]
    wanted += [("recip", "call@50"), ("trans", "call@50"), ("same", "floor"), ("same", "age")]
    return tuple(
        Term(
            "1" if name == "1" else f"{name}({','.join(rest)})", (Factor(NETWORK_EFFECT[name], tuple(rest)),)
        )
        for name, *rest in wanted
    )
