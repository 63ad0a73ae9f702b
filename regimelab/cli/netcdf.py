"""Rows that form a grid as netCDF: a variable for each column, over the axes that the rows name."""

import io
from collections.abc import Mapping, Sequence

import numpy as np

Rows = Sequence[Mapping[str, object]]
TEXT = "utf-8"


def grid(rows: Rows, axes: Sequence[str]) -> bytes:
    """Spell rows in netCDF 3, which any tool of the field opens; cells without a row are not a number.

    Texts are arrays of characters; on an axis, a blank is where a row named none.
    """
    from scipy.io import netcdf_file

    sink = io.BytesIO()
    ticks = {axis: list(dict.fromkeys(row.get(axis) for row in rows)) for axis in axes}
    with netcdf_file(sink, "w", version=2) as file:
        file.Conventions = "CF-1.8"
        for axis, values in ticks.items():
            file.createDimension(axis, len(values))
            _variable(file, axis, (axis,), np.array(values, dtype=object))
        shape = tuple(len(values) for values in ticks.values())
        order = {axis: {value: at for at, value in enumerate(values)} for axis, values in ticks.items()}
        places = [tuple(order[axis][row.get(axis)] for axis in axes) for row in rows]
        for column in dict.fromkeys(name for row in rows for name in row if name not in axes):
            laid = np.full(shape, None, dtype=object)
            for place, row in zip(places, rows, strict=True):
                laid[place] = row.get(column)
            _variable(file, column, tuple(axes), laid)
        file.flush()
        content = sink.getvalue()
    return content


def _variable(file: object, name: str, dimensions: tuple[str, ...], values: np.ndarray) -> None:
    """Write numbers as numbers and all else as text; what is unknown is not a number, or blank."""
    known = [value for value in values.ravel() if value is not None]
    if known and all(isinstance(value, int | float) for value in known):
        numbers = np.array([np.nan if one is None else float(one) for one in values.ravel()])
        file.createVariable(name, "d", dimensions)[:] = numbers.reshape(values.shape)  # type: ignore[attr-defined]
        return
    words = np.array(["" if one is None else str(one).encode(TEXT) for one in values.ravel()], dtype=bytes)
    width = max(words.dtype.itemsize, 1)
    characters = words.astype(f"S{width}").view("S1").reshape(*values.shape, width)
    dimension = f"characters_{width}"
    if dimension not in file.dimensions:  # type: ignore[attr-defined]
        file.createDimension(dimension, width)  # type: ignore[attr-defined]
    variable = file.createVariable(name, "c", (*dimensions, dimension))  # type: ignore[attr-defined]
    variable[:] = characters
    variable._Encoding = TEXT
