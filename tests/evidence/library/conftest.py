"""A small library: two event sources and a panel, made up, with a vocabulary of a few codes."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from made_sources import VOCABULARY

from regimelab.evidence import Store
from regimelab.evidence.library import Library


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "evidence.duckdb"


@pytest.fixture
def library(place):
    with Store.open(place) as store:
        yield Library(store, VOCABULARY)


@pytest.fixture
def added(library, tmp_path):
    """Add lines of a source, as if downloaded on a day."""

    def add(source, *lines: str, published=date(2024, 1, 1), version="1", **options):
        header = ",".join(column.theirs for column in source.columns)
        path = tmp_path / f"{source.name}.csv"
        path.write_text("\n".join((header, *lines)) + "\n")
        options = {"retrieved": date(2026, 11, 1), **options}
        return library.add(path, source, published=published, version=version, **options)

    return add


@pytest.fixture
def vocabulary() -> pa.Table:
    return VOCABULARY
