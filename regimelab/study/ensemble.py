"""Ensembles on disk: a zarr array that pieces stream into, opened lazily.

The array is by scenario, portfolio, outcome, actor and future, as the field keeps ensembles (xarray). Each
piece of futures is a chunk of its own, written once; a marker says that it is whole.
"""

import errno
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from regimelab.errors import InvalidInput, Problem, UsageError, first_line, on_request

if TYPE_CHECKING:
    import xarray

STATED: Final = "sweep.json"
ARRAY: Final = "ensemble.zarr"
DONE: Final = "done"
DIMENSIONS: Final = ("scenario", "portfolio", "outcome", "actor", "future")
NAME: Final = "acts"
TITLE: Final = "outcomes of simulated futures"
UNIT: Final = "acts in twelve months, mean over the months simulated"
REGION: Final = "region"  # where an outcome is of the region as a whole
Piece = tuple[str, str, int]


@dataclass(frozen=True)
class Ensemble:
    """A folder that pieces stream into; ``stated`` says of which run, so that no other is mixed in."""

    folder: Path
    stated: Mapping[str, Any]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece of the run: scenario, portfolio, number of the batch."""
        batches = -(-self.stated["futures"] // self.stated["batch"])
        return tuple(
            (scenario, portfolio, number)
            for number in range(batches)
            for scenario in self.stated["scenario"]
            for portfolio in self.stated["portfolio"]
        )

    def lacking(self) -> tuple[Piece, ...]:
        """Pieces that are not whole yet."""
        done = {path.name for path in (self.folder / DONE).iterdir()}
        return tuple(piece for piece in self.pieces if _marker(piece) not in done)

    def write(self, piece: Piece, values: np.ndarray) -> None:
        """Write a piece (outcome, actor, future), then mark it as whole."""
        try:
            self._array[self._place(piece)] = values
            (self.folder / DONE / _marker(piece)).touch()
        except OSError as error:
            raise _unwritten(self.folder, error) from error

    def read(self, piece: Piece) -> np.ndarray:
        """Read one piece back: outcome, actor, future."""
        return np.asarray(self._array[self._place(piece)])

    def _place(self, piece: Piece) -> tuple[int | slice, ...]:
        scenario, portfolio, number = piece
        first = number * self.stated["batch"]
        last = min(first + self.stated["batch"], self.stated["futures"])
        at = (self.stated["scenario"].index(scenario), self.stated["portfolio"].index(portfolio))
        return (*at, slice(None), slice(None), slice(first, last))

    @cached_property
    def _array(self) -> Any:  # noqa: ANN401 - an array of zarr, which may be absent
        zarr = on_request("zarr", "large", "sweep")
        return zarr.open_group(str(self.folder / ARRAY), mode="r+")[NAME]


def begin(folder: Path, stated: Mapping[str, Any], force: bool = False) -> Ensemble:
    """Begin an ensemble in a folder, or go on with the one that lies there if it is of the same run."""
    there = folder / STATED
    try:
        if there.is_file() and not force:
            before = _stated(there)
            _refuse_other(folder, before, json.loads(json.dumps(stated)))
            return Ensemble(folder, before)
        if folder.exists() and not force and {path.name for path in folder.iterdir()} - {DONE, ARRAY}:
            what = "is not empty, and holds no sweep."
            raise UsageError(Problem(str(folder), what, "Name another folder."))
        _begin_anew(folder, stated)
    except OSError as error:
        raise _unwritten(folder, error) from error
    return Ensemble(folder, stated)


def _begin_anew(folder: Path, stated: Mapping[str, Any]) -> None:
    """Lay out the array, and state last of which run it is: without that it holds nothing."""
    (folder / STATED).unlink(missing_ok=True)
    (folder / DONE).mkdir(parents=True, exist_ok=True)
    for marker in (folder / DONE).iterdir():
        marker.unlink()
    _lay_out(folder / ARRAY, stated)
    beside = folder / DONE / STATED
    beside.write_text(json.dumps(stated, indent=1), encoding="utf-8")
    os.replace(beside, folder / STATED)


def _stated(file: Path) -> dict[str, Any]:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        what = f"cannot be read ({first_line(error)})."
        remedy = "Name another folder, or begin this one anew with --force."
        raise UsageError(Problem(str(file), what, remedy)) from error


def _unwritten(folder: Path, error: OSError) -> InvalidInput:
    what = f"could not be written ({error.strerror or error})."
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    remedy = "What was finished is kept: make room, and run it again." if full else "Name another folder."
    return InvalidInput(Problem(str(folder), what, remedy))


def opened(folder: Path) -> "xarray.Dataset":
    """Open an ensemble lazily: nothing is read before it is asked for."""
    xarray = on_request("xarray", "large", "sweep")
    return xarray.open_zarr(folder / ARRAY, chunks=None, consolidated=False)


def _lay_out(path: Path, stated: Mapping[str, Any]) -> None:
    """Make the empty array, with its names as coordinates, as xarray reads them (zarr's format 2)."""
    zarr = on_request("zarr", "large", "sweep")
    group = zarr.create_group(str(path), overwrite=True, zarr_format=2, attributes={"title": TITLE})
    names = [list(stated[name]) for name in DIMENSIONS[:-1]]
    shape = (*map(len, names), stated["futures"])
    chunks = (1, 1, *shape[2:4], min(stated["batch"], stated["futures"]))
    said = {"units": UNIT, **_along(DIMENSIONS)}
    group.create_array(NAME, shape=shape, chunks=chunks, dtype="float32", fill_value=np.nan, attributes=said)
    for name, values in zip(DIMENSIONS, names, strict=False):
        text = np.array(values)
        along = _along((name,))
        group.create_array(name, shape=text.shape, dtype=text.dtype, chunks=text.shape, attributes=along)[
            :
        ] = text


def _along(dimensions: Sequence[str]) -> dict[str, list[str]]:
    return {"_ARRAY_DIMENSIONS": list(dimensions)}


def _refuse_other(folder: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    differs = [name for name in now if before.get(name) != now[name]]
    if differs:
        what = f"holds the sweep of another run: {', '.join(differs)} differ(s)."
        remedy = "Name another folder, or begin this one anew with --force."
        raise UsageError(Problem(str(folder), what, remedy))


def _marker(piece: Sequence[object]) -> str:
    return "__".join(map(str, piece))
