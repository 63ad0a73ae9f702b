"""Every release is kept: nothing that was once counted is lost by loading something else."""

import shutil

import pytest

from regimelab.errors import EvidenceMissing, UsageError
from regimelab.evidence import load_evidence
from regimelab.evidence.releases import find_release, held, open_release
from regimelab.evidence.schemas import TABLES
from regimelab.evidence.store import Loaded
from regimelab.region import load_region


def test_a_release_opens_as_it_was_after_others_were_loaded(store, region, write):
    first = load_evidence(store, region)
    load_evidence(store, region, write({}))
    again = open_release(store, region, first.release)
    same = ("region", "origins", "release", "refused", "corrections")
    assert all(getattr(again, name) == getattr(first, name) for name in same)
    assert all(getattr(again, name).equals(getattr(first, name)) for name in TABLES)


def test_an_own_chronicle_opens_again_without_its_file_and_without_the_corrections(store, region, write):
    path = write({"actor": "KGZ"})
    own = load_evidence(store, region, path)
    path.unlink()
    again = open_release(store, region, own.release.partition("+")[2][:4])
    assert (again.release, again.origins, again.corrections) == (own.release, own.origins, ())


def test_the_region_of_a_release_is_that_of_its_day(store, tmp_path, region):
    first = load_evidence(store, region)
    folder = shutil.copytree(region.folder, tmp_path / "later")
    (folder / "memberships.csv").write_text(
        "\n".join((folder / "memberships.csv").read_text().splitlines()[:-1]) + "\n"
    )
    later = load_region(folder)
    assert load_evidence(store, later).release != first.release
    assert open_release(store, later, first.release).region.memberships() == region.memberships()
    assert open_release(store, later, first.release).region.folder == later.folder


def test_the_same_contents_are_one_release_however_often_loaded(store, region, write):
    acts = [{"id": "A1"}, {"id": "A2", "tone": "0"}]
    one = load_evidence(store, region, write(*acts)).release
    assert load_evidence(store, region, write(*acts)).release == one
    assert load_evidence(store, region, write(*acts[::-1])).release == one
    assert [load.release for load in held(store, region)] == [one]
    assert len(store.releases(region.code)) == 2


def test_a_release_not_held_is_refused_with_those_that_are(store, region):
    with pytest.raises(EvidenceMissing, match="None is held yet"):
        open_release(store, region, "ab12")
    release = load_evidence(store, region).release
    with pytest.raises(EvidenceMissing) as refused:
        open_release(store, region, "zz")
    assert release in str(refused.value)


def load(release):
    return Loaded("one", release, "", "", "{}")


LOADS = [load("2023-06-30+ab12cd34ef56"), load("2023-06-30+ab99cd34ef56"), load("2024-06-30+ab12cd34ef56")]


@pytest.mark.parametrize(
    ("name", "place"), [("ab9", 1), ("2023-06-30+ab1", 0), ("2024-06-30+ab12cd34ef56", 2)]
)
def test_the_beginning_of_a_hash_is_enough(name, place):
    assert find_release(LOADS, name) is LOADS[place]


def test_a_beginning_that_several_share_is_refused():
    with pytest.raises(UsageError, match="begins 2 releases"):
        find_release(LOADS, "ab12")


@pytest.mark.parametrize("view", ["2023-06-30+ab12cd34ef56@2022-01-31", "2023-06-30+ab12cd34ef56-media"])
def test_the_name_of_a_view_leads_to_its_release(view):
    with pytest.raises(UsageError, match="Say --release 2023-06-30.ab12cd34ef56"):
        find_release(LOADS, view)


def test_a_release_that_somebody_changed_is_not_believed(store, region):
    release = load_evidence(store, region).release
    schema = f"central_asia__{release[-12:]}"
    store.backend.raw_sql(f"UPDATE {schema}.acts SET intensity = 10 WHERE id = 'CH0010'")
    with pytest.raises(EvidenceMissing, match="no longer what it was"):
        open_release(store, region, release)


def test_a_release_of_an_unreadable_region_is_refused(store, region):
    release = load_evidence(store, region).release
    store.backend.raw_sql("UPDATE regimelab.releases SET described = '{\"code\": 1}'")
    with pytest.raises(EvidenceMissing, match="cannot read"):
        open_release(store, region, release)
