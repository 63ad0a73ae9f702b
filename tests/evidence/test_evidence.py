import shutil

import pytest

import regimelab.evidence.evidence as loading
from regimelab.errors import EvidenceMissing, InvalidInput
from regimelab.evidence import Store, load_evidence
from regimelab.evidence.schemas import PROVENANCE, TABLES
from regimelab.evidence.store import schema_of
from regimelab.region import load_region


def tables_of(loaded):
    return {name: getattr(loaded, name) for name in TABLES}


@pytest.fixture
def place(tmp_path):
    return tmp_path / "evidence.duckdb"


@pytest.fixture
def makings(monkeypatch):
    """Count how often the tables are made rather than read from the store."""
    made = []
    make = loading._made
    monkeypatch.setattr(loading, "_made", lambda *given: made.append(1) or make(*given))
    return made


def test_every_table_carries_its_provenance(evidence):
    for name, table in tables_of(evidence).items():
        assert set(PROVENANCE) <= set(table.column_names), name
        assert table.num_rows
        assert table.column("source").null_count == 0
        assert table.column("licence").null_count == 0
        assert table.schema == TABLES[name]


def test_every_source_has_an_origin_and_the_chronicle_the_hash_of_its_bytes(evidence):
    origins = {origin.source: origin for origin in evidence.origins}
    assert {table.column("source")[0].as_py() for table in tables_of(evidence).values()} == set(origins)
    assert len(origins["chronicle"].sha256) == 64
    assert all(origin.producer and origin.licence and origin.citation for origin in origins.values())


def test_the_release_names_the_last_day_and_the_contents(evidence):
    day, _, digest = evidence.release.partition("+")
    assert day == evidence.region.period.end.isoformat()
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


def test_a_second_load_reads_what_the_first_wrote(place, region, makings):
    loaded = []
    for _ in range(2):
        with Store.open(place) as store:
            loaded.append(load_evidence(store, region))
    first, second = loaded
    assert len(makings) == 1
    assert first.release == second.release
    assert first.refused == second.refused
    assert first.origins == second.origins
    for name, table in tables_of(first).items():
        assert table.equals(tables_of(second)[name]), name


def test_a_store_that_somebody_changed_is_made_anew(place, region, makings):
    with Store.open(place) as store:
        before = load_evidence(store, region)
        schema = schema_of(region.code, before.release)
        store.backend.raw_sql(f"UPDATE {schema}.acts SET intensity = 10 WHERE id = 'CH0010'")
        after = load_evidence(store, region)
    assert len(makings) == 2
    assert after.release == before.release
    assert after.acts.equals(before.acts)


def test_a_store_for_reading_serves_what_it_holds_and_refuses_the_rest(place, region, write):
    with Store.open(place) as store:
        before = load_evidence(store, region)
    with Store.open(place, read_only=True) as store:
        assert load_evidence(store, region).release == before.release
        with pytest.raises(EvidenceMissing, match="lacks this evidence"):
            load_evidence(store, region, write({}))


def test_an_own_chronicle_has_its_own_release_and_source(evidence, load):
    own = load({"actor": "UZB"}, {"actor": "RUS", "kind": "criticise", "target": "OSCE"})
    assert own.release != evidence.release
    assert set(own.acts.column("source").to_pylist()) == {"own"}
    assert [refused.id for refused in own.refused] == ["CH0002"]
    assert own.borders.equals(evidence.borders)


def test_the_same_acts_in_another_order_are_the_same_release(load):
    acts = [{"id": "A1", "date": "2022-01-05"}, {"id": "A2", "date": "2022-01-06"}, {"id": "A3", "tone": "0"}]
    first = load(*acts)
    second = load(*reversed(acts))
    assert {origin.sha256 for origin in first.origins} != {origin.sha256 for origin in second.origins}
    assert first.release == second.release
    assert first.acts.equals(second.acts)


def test_a_byte_order_mark_does_not_change_the_release(region, write, tmp_path):
    path = write({}, {"tone": "0"})
    with Store.open(tmp_path / "evidence.duckdb") as store:
        first = load_evidence(store, region, path)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        second = load_evidence(store, region, path)
    assert first.origins != second.origins
    assert first.release == second.release


def test_any_change_of_a_value_is_another_release(load):
    releases = {
        load({**{"description": "A ministry speaks."}, **change}).release
        for change in ({}, {"tone": "0"}, {"date": "2022-01-06"}, {"source_url_2": "https://example.org/2"})
    }
    assert len(releases) == 4


def test_a_bad_chronicle_leaves_the_store_as_it_was(place, region, write):
    with Store.open(place) as store:
        before = load_evidence(store, region)
        with pytest.raises(InvalidInput):
            load_evidence(store, region, write({"kind": "protst"}))
        assert store.read("central_asia", before.release, "acts").num_rows == before.acts.num_rows


def test_the_release_does_not_depend_on_where_the_region_lies(tmp_path, evidence, place):
    folder = shutil.copytree(evidence.region.folder, tmp_path / "moved")
    with Store.open(place) as store:
        moved = load_evidence(store, load_region(folder))
    assert moved.release == evidence.release


def test_acts_before_the_period_are_kept_but_have_no_pair(evidence):
    before = {act["id"] for act in evidence.acts.to_pylist() if act["start"] < evidence.region.period.start}
    assert before == {"CH0001", "CH0002", "CH0003"}
    assert before <= {refused.id for refused in evidence.refused}
    assert not before & set(evidence.pairs.column("id").to_pylist())
