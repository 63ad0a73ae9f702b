import pytest

from regimelab.claims import ClaimInputs
from regimelab.measures import build_history


@pytest.fixture(scope="session")
def given(evidence):
    """Inputs of a claim for some evidence; without a fit unless told."""

    def inputs(chosen, fit=None, seed=0):
        return ClaimInputs(chosen, (), build_history(chosen), fit, seed)

    return inputs
