"""Experiments kept as Parquet, a file for each block of worlds: a second call goes on from there."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from regimelab.engine.forcing import Forcing
from regimelab.engine.simulate import Futures, Simulate, Start, simulator
from regimelab.policy.explore.experiments import (
    Ground,
    Raw,
    Tried,
    Try,
    assembled,
    cells,
    compared,
    run,
)
from regimelab.policy.explore.worlds import BLOCK, Space, Worlds, spread
from regimelab.policy.portfolio import Portfolio
from regimelab.study.cluster import carried_out
from regimelab.study.kept import DAMAGE, code_hash, folder, kept_file
from regimelab.study.result import Progress
from regimelab.study.sent import Named
from regimelab.theory.model import Model
from regimelab.types import FutureIndex

SETTINGS = ("theory", "scenario", "draw", "intensity")
PARTS = ("mean", "noise", "apart")


class Uncompiled(Named):
    """A simulation that travels as its model, and is compiled where it is first run."""

    def __init__(self, model: Model) -> None:
        super().__init__(uuid4().hex)
        self.model = model

    def __call__(
        self, start: Start, forcing: Forcing, seed: int, numbers: FutureIndex | None = None
    ) -> Futures:
        """Draw the futures."""
        return _compiled(self)(start, forcing, seed, numbers)


@lru_cache(maxsize=1)
def _compiled(one: Uncompiled) -> Simulate:
    return simulator(one.model)


@dataclass(frozen=True, eq=False)
class Given:
    """What experiments stand on, the space of worlds, and how a worker draws their futures.

    ``worlds`` are those that portfolios are tried in; without them, those of the blocks of the space.
    """

    ground: Ground
    space: Space
    drawing: Uncompiled
    size: int = BLOCK  # worlds of a block
    worlds: Worlds | None = None


Block = tuple[Worlds, tuple[Tried, ...], bool]
Piece = tuple[int, int, int]  # block, portfolio, cell


def experiments(
    given: Given, blocks: int, place: Path | None, progress: Progress, address: str = ""
) -> list[Block]:
    """Try all portfolios in the worlds of each block, or read back that they were; and whether they were.

    ``place`` is where blocks are kept: the beginning of their names; nothing is kept without one. Pieces go
    to the workers of the cluster at ``address``, if any.
    """
    worlds = [worlds_of(given, block) for block in range(blocks)]
    files = [None if place is None else Path(f"{place}-{block:04d}.parquet") for block in range(blocks)]
    held = [file and _read(file, given.ground, one) for file, one in zip(files, worlds, strict=True)]
    lacking = [block for block in range(blocks) if not held[block]]
    found: list[tuple[Tried, ...]] = [one or () for one in held]

    def say(share: float) -> None:
        progress("experiments", 1.0 - (1.0 - share) * len(lacking) / blocks)

    for block, came in _run(given, lacking, address, say):
        found[block] = came
        if file := files[block]:
            kept_file(file, _written(table_of(given.ground, worlds[block], came)))
    return [(worlds[block], found[block], bool(held[block])) for block in range(blocks)]


def trying(given: Given, address: str) -> Try:
    """Try some portfolios in worlds of one's own: here, or on the workers of a cluster."""

    def there(worlds: Worlds, portfolios: Sequence[Portfolio], block: int) -> tuple[Tried, ...]:
        options = given.ground.options._replace(portfolios=tuple(portfolios))
        own = replace(given, ground=given.ground._replace(options=options), worlds=worlds)
        ((_, found),) = _run(own, [block], address, lambda share: None)
        return found

    return there


def _run(
    given: Given, blocks: Sequence[int], address: str, say: Callable[[float], None]
) -> Iterator[tuple[int, tuple[Tried, ...]]]:
    """Run all portfolios in the worlds of some blocks; a piece of work is one portfolio in one cell."""
    ground, many = given.ground, range(len(given.ground.options.portfolios))
    laid = {block: worlds_of(given, block) for block in blocks}
    parts = {block: range(len(cells(ground, worlds))) for block, worlds in laid.items()}
    pieces = [(block, number, cell) for block in blocks for number in many for cell in parts[block]]
    say(1.0 - bool(pieces))
    arrived: dict[int, dict[tuple[int, int], Raw]] = {}
    work, sent = (ran_there, _to_travel(given)) if address else (ran, given)
    for done, ((block, *where), raw) in enumerate(carried_out(work, sent, pieces, address), start=1):
        came = arrived.setdefault(block, {})
        came[where[0], where[1]] = raw
        if len(came) == len(many) * len(parts[block]):
            whole = [[came[number, cell] for cell in parts[block]] for number in many]
            yield block, compared([assembled(ground, laid[block], one) for one in whole])
            del arrived[block]
        say(done / len(pieces))


def ran(given: Given, piece: Piece) -> Raw:
    """Run one portfolio in one cell of the worlds of one block."""
    (block, number, cell), ground = piece, given.ground
    worlds = worlds_of(given, block)
    return run(ground, worlds, cells(ground, worlds)[cell], ground.options.portfolios[number], (block, cell))


def worlds_of(given: Given, block: int) -> Worlds:
    """Lay out the worlds of a block."""
    return _laid_out(given, block) if given.worlds is None else given.worlds


@lru_cache(maxsize=1)
def _laid_out(given: Given, block: int) -> Worlds:
    return spread(given.space, block, given.ground.seed, given.size)


def ran_there(given: Given, piece: Piece) -> Raw:
    """Run it on a worker."""
    from regimelab.study.arrays import prepare

    prepare()
    return ran(given, piece)


def _to_travel(given: Given) -> Given:
    presents = tuple(one._replace(simulate=given.drawing) for one in given.ground.presents)
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
