import numpy as np
import pyarrow as pa
import pytest

from regimelab.measures import build_history


def test_reliability_becomes_exposure_beside_an_actors_own_best_year(evidence):
    table = pa.table({"actor": ["KAZ", "KAZ"], "year": [2019, 2020], "reliability": [0.3, 0.0]})
    found = build_history(evidence, table)
    kazakhstan = found.reporting[found.actors.index("KAZ")]
    assert kazakhstan.tolist() == [0.3, 0.05, 1.0, 1.0, 1.0]
    assert np.all(found.reporting[found.actors.index("UZB")] == 1.0)
    assert found.reported_until[0] == pytest.approx(12.0, abs=0.1)
    assert build_history(evidence).reported_until.size == 0
