"""Claims on the real record of the world, from extracts laid out as their producers do."""

import importlib.util
from dataclasses import replace
from datetime import date

import pytest

from regimelab.claims import test_claims as judged
from regimelab.claims.world import handovers
from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, View
from regimelab.evidence.outside import Outside
from regimelab.evidence.sources import SOURCE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def spells(root):
    spec = importlib.util.spec_from_file_location("shared_spells", root / "scripts" / "shared_spells.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def added(spells, shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    stated = {"published": date(2024, 1, 1), "version": "extract", "retrieved": date(2026, 11, 1)}
    with Store.open(folder / "evidence.duckdb") as store:
        library = Library(store, actor_codes())
        found = {
            name: library.add(convert(shared / "data", folder), SOURCE[name], **stated)
            for name, convert in spells.CONVERTERS.items()
        }
    return folder / "evidence.duckdb", found


def test_every_extract_is_read_as_its_producers_file(added):
    _, found = added
    assert all(one.rows > 400 for one in found.values())
    assert {name for name, one in found.items() if one.set_aside} <= {"powell_thyne"}
    assert found["powell_thyne"].set_aside <= 7  # states without a number of the Correlates of War


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
