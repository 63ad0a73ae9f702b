"""Compare portfolios across scenarios; dispatch many experiments: what is added to the engine's own time."""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from row import Row, seconds

from regimelab.engine.forcing import Forcing
from regimelab.engine.simulate import Futures, Simulate, Start, Through, on_every_core
from regimelab.policy.compare import compare
from regimelab.policy.explore.experiments import DRAWS, Ground, tried
from regimelab.policy.explore.factors import factors_of
from regimelab.policy.explore.worlds import Space, spread
from regimelab.policy.known import known_of
from regimelab.policy.load import Options
from regimelab.policy.present import Present, pooled
from regimelab.policy.readings import reader
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked
from regimelab.types import FutureIndex

FUTURES, MONTHS, SCENARIOS = 1000, 24, 8
EXPERIMENTS = 100_000
REPETITIONS = 4


def measure() -> Iterable[Row]:
    """Measure a comparison and the dispatch of experiments."""
    with tempfile.TemporaryDirectory() as folder:
        inquiry = Inquiry(Asked("central_asia", Path(folder) / "store.duckdb", None))
        options, modelling = inquiry.options, inquiry.modelling
    present = modelling.present(FUTURES)
    eight = options._replace(scenarios=options.scenarios[:SCENARIOS])
    taken = seconds(lambda: compare(present, eight, MONTHS, 0), 3)
    portfolios = len(options.portfolios) - 1
    what = f"{portfolios} portfolios and nothing x {SCENARIOS} scenarios x {FUTURES:,} futures"
    yield Row(what, "s", taken, reach=20.0)
    begun = time.process_time()
    compare(present, eight, MONTHS, 0)
    yield Row("the same in processor time of all cores", "s", (time.process_time() - begun,))
    yield from _dispatch(pooled(modelling.present(DRAWS)), options)


def _dispatch(present: Present, options: Options) -> Iterable[Row]:
    """Time of experiments as a whole, and less what the engine took for the same futures."""
    engine = _Clocked(present.simulate)
    clocked = present._replace(simulate=engine)
    ground = Ground((clocked,), reader(present), options, MONTHS, REPETITIONS, 0)
    space = Space((1.0,), len(options.scenarios), DRAWS, factors_of(options, known_of(present.history)))
    tried(ground, spread(space, 0, 0), options.portfolios)  # compiles
    done, blocks, engine.taken, engine.futures, begun = 0, 0, 0.0, 0, time.perf_counter()
    own = time.thread_time()
    while done < EXPERIMENTS:
        worlds = spread(space, blocks, 0)
        tried(ground, worlds, options.portfolios, blocks)
        done, blocks = done + worlds.number * REPETITIONS * len(options.portfolios), blocks + 1
    whole, own = time.perf_counter() - begun, time.thread_time() - own
    yield Row(f"{done:,} experiments, all told", "µs each", (whole / done * 1e6,))
    beyond = (whole - engine.taken) / done * 1e6
    yield Row("the same beyond the engine's own time", "µs each", (beyond,), reach=64.0)
    yield Row("processor time of the thread that dispatches", "µs each", (own / done * 1e6,))
    yield Row("futures that the engine drew for one experiment", "", (engine.futures / done,))


class _Clocked(Simulate):
    """The engine with a clock."""

    def __init__(self, inner: Simulate) -> None:
        self.inner, self.taken, self.futures = inner, 0.0, 0

    def __call__(
        self,
        start: Start,
        forcing: Forcing,
        seed: int,
        numbers: FutureIndex | None = None,
        through: Through = on_every_core,
    ) -> Futures:
        """Draw the futures, and add up the time."""
        begun = time.perf_counter()
        found = self.inner(start, forcing, seed, numbers, through)
        self.taken += time.perf_counter() - begun
        self.futures += found.counts.shape[2]
        return found
