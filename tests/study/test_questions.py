"""Each question of a study, asked of the packaged region."""

from dataclasses import replace

import pytest

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError, suggestion
from regimelab.interval import Estimate
from regimelab.region import load_region
from regimelab.study.claims import cautions
from regimelab.study.doctor import doctor
from regimelab.study.evidence import Wanted, list_evidence, show_evidence, verify_evidence
from regimelab.study.fit import EffectRow, mostly_prior
from regimelab.study.inquiry import Inquiry, computed
from regimelab.study.measure import measure
from regimelab.study.model import show_model
from regimelab.study.opening import Asked, open_evidence
from regimelab.study.options import options_of
from regimelab.study.region import EMPTY, list_regions, new_region, show_region, validate_region
from regimelab.study.spread import spread_notes
from tests.made_history import events, history


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return Asked("central_asia", tmp_path_factory.mktemp("store") / "evidence.duckdb")


def test_the_evidence_has_the_same_release_whoever_asks(asked):
    listed, verified = list_evidence(asked, Wanted()), verify_evidence(asked)
    assert listed.release == verified.release == open_evidence(asked).release
    assert len(listed.data.acts) == verified.data.acts


def test_conditions_narrow_the_list(asked):
    acts = list_evidence(asked, Wanted(kind="extradite", state="TJK", since="2022")).data.acts
    assert acts and all(act["kind"] == "extradite" and act["start"].year >= 2022 for act in acts)


def test_an_act_is_shown_with_where_it_comes_from(asked):
    view = show_evidence(asked, "CH0100").data
    assert view.act["id"] == "CH0100" and view.origin.licence


def test_an_unknown_act_is_refused(asked):
    with pytest.raises(UsageError, match="CH9999"):
        show_evidence(asked, "CH9999")


def test_measures_name_what_their_numbers_rest_on(asked):
    found = measure(asked)
    assert all(part["sources"] for part in found.data.parts if part["estimate"] is not None)
    assert not found.warnings


def test_the_regime_as_a_whole_is_told_by_quarter_with_its_onset_and_against_chance(asked):
    told = measure(asked).data
    assert len(told.strength.periods) == 18 and told.strength.loadings
    assert told.onset.earliest <= told.onset.date <= told.onset.latest
    chances = [told.onset.probability_none, *(row["estimate"] for row in told.onset.quarters)]
    assert sum(chances) == pytest.approx(1.0)
    assert told.chance.p == max(row["estimate"] for row in told.chance.nulls)
    assert len(told.chance.nulls) == 3 and len(told.chance.placebos) == 2 and told.profile


def test_every_mechanism_of_the_brief_has_acts_behind_it(asked):
    shown = show_model(asked).data
    assert len(shown.mechanisms) >= 9 and len(shown.threats) >= 7
    assert all(one.acts > 0 and sum(one.acts_by_kind.values()) <= one.acts for one in shown.mechanisms)


def test_inputs_are_the_files_of_the_region(asked):
    assert list_evidence(asked, Wanted()).inputs[0].name == "central_asia"


def test_packaged_regions_pass_their_own_check():
    for row in list_regions().data.regions:
        assert validate_region(row.code).data.region == row
        assert show_region(row.code).data.actors[: len(row.members)] == row.members


def test_a_new_region_passes_the_check_that_a_broken_one_fails(tmp_path):
    folder = new_region("gulf", tmp_path).data.folder
    assert validate_region(str(folder)).data.region.code == "gulf"
    (folder / "region.toml").write_text("code = 1\n")
    with pytest.raises(InvalidInput) as caught:
        validate_region(str(folder))
    assert len(caught.value.problems) > 3


def test_a_region_check_counts_and_places_the_examples_that_are_left(tmp_path):
    folder = new_region("somewhere", tmp_path).data.folder
    left = validate_region(str(folder))
    [told] = [warning for warning in left.warnings if "EXAMPLE" in warning]
    assert told.startswith(f"{left.data.blanks} lines")
    assert "states.csv 2-3" in told
    assert validate_region("central_asia").data.blanks == 0


def test_a_region_check_reads_the_chronicle_and_the_options(tmp_path):
    folder = new_region("gulf", tmp_path).data.folder
    assert EMPTY in validate_region(str(folder)).warnings
    (folder / "levers.toml").write_text("[[levers]]\nname = 3\n")
    with pytest.raises(InvalidInput) as caught:
        validate_region(str(folder))
    assert all("levers.toml" in problem.where for problem in caught.value.problems)
    assert validate_region("central_asia").warnings == ()


def test_a_spread_of_few_futures_is_warned_of():
    assert "no spread" in spread_notes(1)[0] and "19 futures" in spread_notes(19)[0] and not spread_notes(20)


def test_effects_that_are_mostly_prior_are_warned_of():
    known = Estimate(0.1, 0.0, 0.2, "log rate ratio", "", "")
    rows = [EffectRow("support", "inertia", replace(known, basis=basis), 0.5) for basis in ("assumed",) * 3]
    assert "3 of 4 effects" in mostly_prior([*rows, EffectRow("support", "volume", known, 0.5)])[0]
    assert mostly_prior([rows[0], EffectRow("support", "volume", known, 0.5)]) == ()


def test_nothing_known_suggests_nothing():
    assert suggestion("region.toml", ()) == ""


def test_what_is_known_is_listed_once_and_numbers_in_their_order():
    assert suggestion("99", map(str, range(13, 0, -1))) == "Known: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13."
    assert suggestion("TJX", ["XAA", "XAA"]) == "Known: XAA."
    assert suggestion("2", ["1", "0", "-1"]) == "Known: -1, 0, 1."


def test_a_file_of_options_that_is_not_there_is_named_by_its_path(tmp_path):
    region = load_region("central_asia")
    absent = str(tmp_path / "none.toml")
    with pytest.raises(UsageError) as caught:
        options_of(region, history(events()), (absent,), (absent,))
    assert [problem.where for problem in caught.value.problems] == [absent, absent]
    assert all("there is no such file" in problem.what for problem in caught.value.problems)


def test_a_step_that_cannot_be_taken_is_evidence_missing():
    with pytest.raises(EvidenceMissing, match="the fit"):
        computed(None, "the fit")
    assert computed(3, "three") == 3


def test_steps_of_an_inquiry_are_taken_once(asked):
    told = []
    inquiry = Inquiry(asked, progress=lambda stage, done: told.append((stage, done)))
    assert inquiry.history is inquiry.history and inquiry.evidence is inquiry.evidence
    assert told == [("evidence", 0.0), ("evidence", 1.0)]


def test_no_caution_without_claims():
    assert cautions(()) == ()


def test_the_doctor_finds_a_store_that_is_none(tmp_path):
    path = tmp_path / "store.duckdb"
    assert doctor(path, {"store": tmp_path}).data.healthy
    path.write_text("not a database, but long enough to look at")
    found = doctor(path, {"store": tmp_path})
    assert not found.data.healthy and "not a DuckDB file" in found.warnings[0]
