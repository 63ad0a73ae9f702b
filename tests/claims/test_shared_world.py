"""Claims on the real record of the world, from extracts laid out as their producers do."""

from dataclasses import replace
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from regimelab.claims import test_claims as judged
from regimelab.claims.world import handovers
from regimelab.evidence.library import View
from regimelab.evidence.outside import Outside

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]


SOURCES = (
    *("archigos", "atop", "colpus", "cow_contiguity", "icews", "mass_mobilization", "powell_thyne", "reign"),
    *("sipri_tiv", "unhcr_decisions", "vdem"),
)


@pytest.fixture(scope="module")
def added(root, shared, tmp_path_factory):
    loader = SourceFileLoader("add_shared_data", str(root / "scripts" / "add-shared-data"))
    script = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(script)
    path = tmp_path_factory.mktemp("world") / "evidence.duckdb"
    return path, script.add(path, shared, SOURCES)


def test_every_extract_is_read_as_its_producers_file(added):
    _, found = added
    assert all(one.rows > 400 for one in found.values())
    assert not any(one.set_aside for one in found.values())


def test_coups_and_irregular_departures_follow_handovers_in_autocracies(added):
    outside = Outside.open(added[0], View())
    readings = {one.method: one for one in handovers.look(outside).readings}
    after = "in the 12 months after a departure by rule, death or illness"
    for danger in ("an attempted coup", "a leader's irregular departure"):
        effect = readings[f"world, autocracies: {danger} {after}"].effect
        assert 1.2 < effect.low < effect.estimate < effect.high < 5.0
    assert readings[f"world, autocracies: protest {after}"].effect.low < 1.0


def test_claims_with_the_worlds_record_rest_on_more_than_the_chronicle(added, evidence, given):
    inputs = replace(given(evidence), outside=Outside.open(added[0], View()))
    found = {claim.id: claim for claim in judged(inputs)}
    blind = {
        number
        for number, claim in found.items()
        if claim.probability is not None and not claim.chronicle_only
    }
    assert blind == {2, 3, 4, 5, 9, 10, 12, 13}
    assert all(not found[number].lacking for number in blind)


def test_without_the_experts_word_the_same_claims_say_what_they_lack(added, evidence, given):
    inputs = replace(given(evidence), outside=Outside.open(added[0], View(without=("experts",))))
    found = {claim.id: claim for claim in judged(inputs)}
    assert found[12].verdict == "not yet tested" and "--source vdem" in found[12].lacking
