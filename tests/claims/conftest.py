import pytest

from regimelab.claims import ClaimInputs
from regimelab.evidence import Store, load_evidence
from regimelab.measures import build_history
from regimelab.region import load_region


@pytest.fixture(scope="session")
def region():
    return load_region("central_asia")


@pytest.fixture(scope="session")
def evidence(tmp_path_factory, region):
    with Store.open(tmp_path_factory.mktemp("store") / "evidence.duckdb") as store:
        return load_evidence(store, region)


@pytest.fixture(scope="session")
def given(evidence):
    """Inputs of a claim for some evidence; without a fit unless told."""

    def inputs(chosen, fit=None, seed=0):
        return ClaimInputs(chosen, (), build_history(chosen), fit, seed)

    return inputs
