import pytest

from regimelab.evidence import Store, load_evidence
from regimelab.region import load_region


@pytest.fixture(scope="session")
def region():
    return load_region("central_asia")


@pytest.fixture(scope="session")
def evidence(tmp_path_factory, region):
    with Store.open(tmp_path_factory.mktemp("store") / "evidence.duckdb") as store:
        return load_evidence(store, region)
