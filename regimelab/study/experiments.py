"""Experiments kept as Parquet, a file for each block of worlds: a second call goes on from there."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from regimelab.engine.forcing import Forcing
from regimelab.engine.simulate import Futures, Simulate, Start, simulator
from regimelab.policy.explore.experiments import Ground, Raw, Tried, compared, run
from regimelab.policy.explore.worlds import BLOCK, Space, Worlds, spread
from regimelab.study.cluster import carried_out
from regimelab.study.given import Named
from regimelab.study.kept import DAMAGE, code_hash, folder, kept_file
from regimelab.study.result import Progress
from regimelab.theory.model import Model
from regimelab.types import FutureIndex

SETTINGS = ("theory", "scenario", "draw", "intensity")
PARTS = ("mean", "noise", "apart")


@dataclass(frozen=True, eq=False)
class Given(Named):
    """What experiments stand on, the space of worlds, and the model that draws their futures."""

    ground: Ground
    space: Space
    model: Model
    size: int = BLOCK  # worlds of a block


Block = tuple[Worlds, tuple[Tried, ...], bool]


def experiments(
    given: Given, blocks: int, place: Path | None, progress: Progress, address: str = ""
) -> list[Block]:
    """Try all portfolios in the worlds of each block, or read back that they were; and whether they were.

    ``place`` is where blocks are kept: the beginning of their names; nothing is kept without one. A piece
    of work is one portfolio in one block; pieces go to the workers of the cluster at ``address``, if any.
    """
    ground, many = given.ground, len(given.ground.options.portfolios)
    worlds = [worlds_of(given, block) for block in range(blocks)]
    files = [None if place is None else Path(f"{place}-{block:04d}.parquet") for block in range(blocks)]
    held = [file and _read(file, ground, one) for file, one in zip(files, worlds, strict=True)]
    pieces = [(block, number) for block in range(blocks) if not held[block] for number in range(many)]
    progress("experiments", 1.0 - len(pieces) / (blocks * many))
    found: list[tuple[Tried, ...]] = [one or () for one in held]
    arrived: dict[int, dict[int, Raw]] = {}
    work, sent = (ran_there, _to_travel(given)) if address else (ran, given)
    for done, ((block, number), raw) in enumerate(carried_out(work, sent, pieces, address)):
        part = arrived.setdefault(block, {})
        part[number] = raw
        if len(part) == many:
            found[block] = compared([part[number] for number in range(many)])
            del arrived[block]
            if file := files[block]:
                kept_file(file, _written(table_of(ground, worlds[block], found[block])))
        progress("experiments", 1.0 - (len(pieces) - done - 1) / (blocks * many))
    return [(worlds[block], found[block], bool(held[block])) for block in range(blocks)]


def ran(given: Given, piece: tuple[int, int]) -> Raw:
    """Run one portfolio in the worlds of one block."""
    (block, number), ground = piece, given.ground
    return run(ground, worlds_of(given, block), ground.options.portfolios[number], block)


def worlds_of(given: Given, block: int) -> Worlds:
    """Lay out the worlds of a block."""
    return spread(given.space, block, given.ground.seed, given.size)


def ran_there(given: Given, piece: tuple[int, int]) -> Raw:
    """Run it on a worker, where the first copy that came keeps what it compiled."""
    from regimelab.study.arrays import prepare

    prepare()
    return ran(_first_copy(given), piece)


@lru_cache(maxsize=1)
def _first_copy(given: Given) -> Given:
    return given


class Uncompiled:
    """A simulation that travels as its model, and is compiled where it is first run."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def __call__(
        self, start: Start, forcing: Forcing, seed: int, numbers: FutureIndex | None = None
    ) -> Futures:
        """Draw the futures."""
        return self._compiled(start, forcing, seed, numbers)

    @cached_property
    def _compiled(self) -> Simulate:
        return simulator(self.model)


def _to_travel(given: Given) -> Given:
    presents = tuple(one._replace(simulate=Uncompiled(given.model)) for one in given.ground.presents)
    return replace(given, ground=given.ground._replace(presents=presents))


def place_of(ground: Ground, space: Space, fit: str, where: Path | None) -> Path:
    """Name what experiments depend on: fit, options, how they are run, and the code that runs them."""
    options = ground.options
    said = (options, ground.months, ground.replications, ground.seed, space, len(ground.presents))
    digest = hashlib.sha256(f"{code_hash(('policy',))} {fit} {said!r}".encode()).hexdigest()
    return (where or folder().parent / "experiments") / digest[:24]


def table_of(ground: Ground, worlds: Worlds, found: tuple[Tried, ...]) -> pa.Table:
    """One row a world: its settings, then what every portfolio came to there."""
    columns = {name: np.asarray(worlds[place]) for place, name in enumerate(SETTINGS)}
    columns |= {f"even: {label}": even for label, even in worlds.even.items()}
    for portfolio, one in zip(ground.options.portfolios, found, strict=True):
        for part, values in zip(PARTS, one[:3], strict=True):
            for measured, row in zip(ground.measured, values, strict=True):
                columns[f"{part}: {portfolio.name}: {measured.outcome}: {measured.actor or ''}"] = row
        columns |= {f"driver: {portfolio.name}: {label}": row for label, row in one.drivers.items()}
    return pa.table(columns)


def _read(file: Path, ground: Ground, worlds: Worlds) -> tuple[Tried, ...] | None:
    """Read a block back if it is whole and of these worlds; otherwise it is run again."""
    with suppress(*DAMAGE, pa.ArrowException):
        table = parquet.read_table(file)
        columns = {name: table[name].to_numpy() for name in table.column_names}
        if not np.array_equal(columns["intensity"], worlds.intensity):
            return None
        return tuple(_back(columns, ground, one.name) for one in ground.options.portfolios)
    return None


def _back(columns: Mapping[str, np.ndarray], ground: Ground, portfolio: str) -> Tried:
    lead = f"driver: {portfolio}: "
    mean, noise, apart = (
        np.stack(
            [columns[f"{part}: {portfolio}: {one.outcome}: {one.actor or ''}"] for one in ground.measured]
        )
        for part in PARTS
    )
    return Tried(
        mean,
        noise,
        apart,
        {name.removeprefix(lead): row for name, row in columns.items() if name.startswith(lead)},
    )


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()
