"""The script that adds extracts of public data sets to a store, and the measures that rest on them."""

from datetime import date
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pyarrow.parquet as pq
import pytest

from regimelab.errors import UsageError
from regimelab.evidence import Store, load_evidence
from regimelab.evidence.library import View
from regimelab.evidence.outside import Outside
from regimelab.measures import measure_region
from regimelab.region import load_region


@pytest.fixture(scope="module")
def script(root):
    loader = SourceFileLoader("add_shared_data", str(root / "scripts" / "add-shared-data"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def store(script, shared, tmp_path_factory):
    path = tmp_path_factory.mktemp("shared") / "evidence.duckdb"
    return path, script.add(path, shared)


def test_a_source_without_an_extract_is_refused(script, tmp_path):
    with pytest.raises(UsageError, match="Did you mean 'un_votes'"):
        script.add(tmp_path / "evidence.duckdb", tmp_path, ["un_vote"])


@pytest.mark.slow
def test_every_vote_and_every_delivery_arrives_once(store, shared):
    path, added = store
    votes = pq.read_metadata(shared / "data" / "un_votes_1946_2024.parquet").num_rows
    arms = pq.read_metadata(shared / "data" / "sipri_tiv_dyad_year.parquet").num_rows
    assert (added["un_votes"].rows, added["sipri_tiv"].rows) == (votes, arms)
    assert not any(one.set_aside for one in added.values())
    known = Outside.open(path, View()).votes("un_votes")
    assert known.num_rows == votes and known["day"].to_pylist()[0] >= date(1946, 1, 1)


@pytest.mark.slow
def test_measures_of_the_region_rest_on_them(store):
    path, _ = store
    region = load_region("central_asia")
    with Store.open(path) as opened:
        evidence = load_evidence(opened, region)
    found = {one.name: one for one in measure_region(evidence, 0, Outside.open(path, View()))}
    assert found["principles"].estimate.sources == ("un_votes",)
    near, far = (
        next(
            row
            for row in found["principles"].rows
            if row["label"] == f"ideal points: members to {code}, 2019-2023"
        )
        for code in ("RUS", "USA")
    )
    assert near["high"] < far["low"]
    assert 0 < found["repression"].estimate.estimate < 1 and found["repression"].estimate.low is None
    for name in ("exile", "dependence"):
        assert found[name].estimate.low < found[name].estimate.estimate < found[name].estimate.high
