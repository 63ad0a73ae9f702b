import io

import numpy as np
import pytest

from regimelab.cli.formats import Format, encode, from_name
from regimelab.errors import UsageError

ROWS = [
    {"place": None, "month": 0, "value": 1.5, "unit": "acts"},
    {"place": None, "month": 1, "value": None, "unit": "acts"},
    {"place": "Хатлон", "month": 0, "value": 2.0, "unit": "faits"},
]


def test_a_grid_reads_back_with_axes_numbers_and_letters_of_any_alphabet():
    xarray = pytest.importorskip("xarray")
    content = encode(ROWS, Format.NETCDF, ("place", "month"))
    with xarray.open_dataset(io.BytesIO(content), engine="scipy") as read:
        assert read.place.values.tolist() == ["", "Хатлон"]
        assert read.month.values.tolist() == [0.0, 1.0]
        assert np.isnan(read["value"].values).tolist() == [[False, True], [False, True]]
        assert read["value"].sel(place="Хатлон", month=0).item() == 2.0
        assert read.unit.values.tolist() == [["acts", "acts"], ["faits", ""]]


def test_the_same_rows_make_the_same_bytes():
    assert encode(ROWS, Format.NETCDF, ("place", "month")) == encode(ROWS, Format.NETCDF, ("place", "month"))


def test_rows_that_are_no_grid_are_refused_and_the_ending_is_known():
    assert from_name("futures.nc") is Format.NETCDF
    with pytest.raises(UsageError, match="no grid"):
        encode(ROWS, Format.NETCDF)
