import csv
from pathlib import Path

import pytest

from regimelab.evidence import Store, load_evidence
from regimelab.evidence.schemas import CHRONICLE_COLUMNS

ACT = {
    "id": "CH0001",
    "date": "2022-01-05",
    "date_precision": "day",
    "kind": "support",
    "actor": "UZB",
    "target": "KAZ",
    "states": "KAZ;UZB",
    "location": "KAZ",
    "intensity": "2",
    "deaths_low": "",
    "deaths_high": "",
    "tone": "1",
    "description": "A ministry voices support.",
    "mechanism": "mutual_support",
    "source_state": "",
    "source_url": "https://example.org/page",
    "source_publisher": "Example",
    "source_date": "2022-01-05",
    "source_url_2": "",
    "confidence": "high",
    "seed_cited": "false",
}


@pytest.fixture
def store(tmp_path):
    """Open a store of its own."""
    with Store.open(tmp_path / "evidence.duckdb") as opened:
        yield opened


@pytest.fixture
def write(tmp_path):
    """Write a chronicle of acts that differ from one plain act as told."""

    def written(*changes: dict[str, str], columns=CHRONICLE_COLUMNS, name="own.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, columns, extrasaction="ignore")
            rows.writeheader()
            rows.writerows({**ACT, "id": f"CH{n:04d}"} | change for n, change in enumerate(changes, start=1))
        return path

    return written


@pytest.fixture
def load(tmp_path, region, write):
    """Load a small chronicle through a store of its own."""

    def loaded(*changes: dict[str, str]):
        with Store.open(tmp_path / "evidence.duckdb") as store:
            return load_evidence(store, region, write(*changes))

    return loaded
