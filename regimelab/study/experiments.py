"""Experiments kept as Parquet, a file for each block of worlds: a second call goes on from there."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from regimelab.policy.explore.experiments import Ground, Tried, tried
from regimelab.policy.explore.worlds import Space, Worlds, spread
from regimelab.study.kept import DAMAGE, code_hash, folder, kept_file
from regimelab.study.result import Progress

SETTINGS = ("theory", "scenario", "draw", "intensity")
PARTS = ("mean", "noise", "apart")


def experiments(
    ground: Ground, space: Space, blocks: int, place: Path | None, progress: Progress
) -> Iterator[tuple[Worlds, tuple[Tried, ...], bool]]:
    """Try all portfolios in the worlds of each block, or read back that they were; and whether they were.

    ``place`` is where blocks are kept: the beginning of their names; nothing is kept without one.
    """
    for block in range(blocks):
        progress("experiments", block / blocks)
        worlds = spread(space, block, ground.seed)
        file = None if place is None else Path(f"{place}-{block:04d}.parquet")
        found = None if file is None else _read(file, ground, worlds)
        resumed = found is not None
        if found is None:
            found = tried(ground, worlds, ground.options.portfolios, block, _within(progress, block, blocks))
            if file is not None:
                kept_file(file, _written(table_of(ground, worlds, found)))
        yield worlds, found, resumed
    progress("experiments", 1.0)


def _within(progress: Progress, block: int, blocks: int) -> Callable[[float], None]:
    return lambda done: progress("experiments", (block + done) / blocks)


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
