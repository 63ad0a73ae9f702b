"""The packaged region on an accelerator and on this machine's cores: how fast, and whether numbers are equal.

Each runs in a process of its own, since JAX chooses once. Without an accelerator it says so.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from row import Row, seconds

if TYPE_CHECKING:
    from regimelab.engine.forcing import Forcing
    from regimelab.engine.simulate import Start
    from regimelab.study.modelling import Modelling

MONTHS, COMPARED, MANY = 60, 2000, 20_000
KINDS = ("accelerator", "cores")


def measure() -> Iterable[Row]:
    """Measure both, and hold them against each other."""
    import jax

    from regimelab.theory.device import accelerated

    if not accelerated():
        print("bench_accelerator: no accelerator (JAX finds none here).", file=sys.stderr)
        return
    print(f"bench_accelerator: {jax.devices()[0].device_kind}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            yield from _apart(kind, Path(folder))
        yield from compared(*(np.load(Path(folder) / f"{kind}.npz") for kind in KINDS))


def _apart(kind: str, folder: Path) -> Iterable[Row]:
    """Measure one kind in a process of its own."""
    platform = {"JAX_PLATFORMS": "cpu"} if kind == "cores" else {}
    environment = {**os.environ, **platform, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = (sys.executable, __file__, kind, str(folder))
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    for what, taken in json.loads(done.stdout.splitlines()[-1]):
        yield Row(f"{what}, {kind}", "s", tuple(taken))


def compared(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> Iterable[Row]:
    """How far two devices are apart, in what a user sees."""
    for name, unit in (("log_likelihood", "nats"), ("slope", "of the pair-months' log-likelihood")):
        yield Row(f"{name}: largest difference", unit, (float(np.max(np.abs(one[name] - other[name]))),))
    apart = float(np.max(np.abs(one["mode"] - other["mode"]) / other["deviation"]))
    yield Row("estimates: largest difference", "deviations", (apart,), reach=0.001)
    differ = np.any(one["counts"] != other["counts"], axis=(0, 1))
    yield Row("futures of which some act differs", "of all", (float(differ.mean()),), reach=0.01)
    acts = (float(part["counts"].sum(dtype=np.int64)) for part in (one, other))
    yield Row("acts in all, relative difference", "", (abs(next(acts) / next(acts) - 1),), reach=1e-4)


def _measured(folder: Path, kind: str) -> Iterable[tuple[str, tuple[float, ...]]]:
    """What is timed on either; results are left in the folder."""
    from regimelab.study.inquiry import Inquiry
    from regimelab.study.opening import Asked

    modelling = Inquiry(Asked("central_asia", folder / f"{kind}.duckdb", None)).modelling
    observed = np.ones(len(modelling.laid.start))
    yield "fit, from priors", seconds(lambda: modelling.estimate(modelling.laid, observed, None), 3)
    yield from _futures(modelling)
    slope = _world()
    yield "slope over the world's pair-months", seconds(slope, 3)
    fitted = modelling.estimate(modelling.laid, observed, None)
    np.savez(
        folder / f"{kind}.npz",
        mode=fitted.mode,
        deviation=fitted.deviation(),
        log_likelihood=fitted.log_likelihood,
        counts=modelling.simulate(*_begun(modelling, COMPARED), 0).counts,
        slope=slope()[1],
    )


def _futures(modelling: "Modelling") -> Iterable[tuple[str, tuple[float, ...]]]:
    """Futures of the region, with all acts and with what they come to, and of five actors."""
    from bench_model import alone, begin

    from regimelab.engine.simulate import narrowed, simulator
    from regimelab.policy.readings import reader, yearly_futures

    read = yearly_futures(modelling.model, reader(modelling.present(1)))
    for futures in (200, 1000, MANY):
        start, forcing = _begun(modelling, futures)
        held, what = narrowed(start), f"{futures:,} futures x {MONTHS} months"
        ways = {"acts fetched": modelling.simulate, "outcomes read": read}
        for way, draw in ways.items():
            taken = seconds(lambda draw=draw, held=held, forcing=forcing: draw(held, forcing, 0), 3)
            yield f"{what}, {way}", taken
    five = alone(modelling.history, modelling.half_lives)
    start, forcing = begin(five, modelling.history, MANY)
    draw = simulator(five)
    yield f"{MANY:,} futures x {MONTHS} months of five actors", seconds(lambda: draw(start, forcing, 0), 3)


def _world() -> Callable[[], tuple[float, np.ndarray]]:
    """The slope of the world's log-likelihood, away from the mode."""
    from bench_world import MONTHS as WORLD_MONTHS
    from bench_world import STATES, world

    from regimelab.fit.world import whole_months
    from regimelab.fit.world.estimate import gradient

    data, theta = world(), np.random.default_rng(0).normal(0.0, 0.3, 7 + 2 * STATES)
    months = range(WORLD_MONTHS)
    return lambda: gradient(theta, (rows for _, rows in whole_months(data, "conflict", 6.0, months)))


def _begun(modelling: "Modelling", futures: int) -> "tuple[Start, Forcing]":
    from regimelab.engine.forcing import unforced
    from regimelab.theory.covariates import covariates

    present, risk = modelling.present(futures), modelling.model.risk
    paths = covariates(modelling.history, risk, modelling.history.length + np.arange(MONTHS, dtype=float))
    return present.start, unforced(paths, risk.size, futures)


if __name__ == "__main__":
    print(json.dumps(list(_measured(Path(sys.argv[2]), sys.argv[1]))))
