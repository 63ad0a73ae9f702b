"""The evidence of a question: of a release, as of a day, without a family; each is told apart."""

from dataclasses import replace

import pytest

from regimelab.errors import EvidenceMissing, UsageError
from regimelab.measures import build_history
from regimelab.study.evidence import (
    Part,
    Wanted,
    count_evidence,
    list_evidence,
    search_evidence,
    show_evidence,
)
from regimelab.study.kept import key_of
from regimelab.study.measure import measure
from regimelab.study.opening import Asked, open_evidence
from regimelab.study.releases import compare_releases, list_releases
from tests.made_history import HALF_LIVES


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return Asked("central_asia", tmp_path_factory.mktemp("store") / "evidence.duckdb")


def views(asked):
    known = open_evidence(asked).release
    return [
        asked,
        replace(asked, as_of="2022-01"),
        replace(asked, without=("media",)),
        replace(asked, as_of="2022-01", without=("media",)),
        replace(asked, as_of="2022-01-31", release=known[-12:-4]),
    ]


def test_every_view_has_its_own_release_and_the_same_view_the_same(asked):
    releases = [open_evidence(one).release for one in views(asked)]
    assert len(set(releases)) == 4 and releases[1] == releases[4]
    assert releases[3] == f"{releases[0]}@2022-01-31-media"


def test_no_fit_of_one_view_is_read_back_for_another(asked):
    keys = {key_of(build_history(open_evidence(one)), HALF_LIVES, 0) for one in views(asked)}
    assert len(keys) == 4


def test_a_view_that_leaves_the_pairs_alone_is_still_another_fit(asked):
    histories = [build_history(open_evidence(replace(asked, as_of=day))) for day in (None, "2100")]
    assert histories[0].events.start.tolist() == histories[1].events.start.tolist()
    assert len({key_of(history, HALF_LIVES, 0) for history in histories}) == 2


def test_measures_before_the_shock_and_without_the_media_are_made(asked):
    found = measure(replace(asked, as_of="2021-06", without=("media",)))
    assert found.release.endswith("@2021-06-30-media")


def test_a_release_is_opened_though_the_store_may_not_be_written(asked):
    known = open_evidence(asked).release
    asked.store.chmod(0o444)
    try:
        assert open_evidence(replace(asked, release=known)).release == known
    finally:
        asked.store.chmod(0o644)


def test_a_release_without_a_store_is_evidence_missing(tmp_path):
    with pytest.raises(EvidenceMissing, match="there is no store"):
        open_evidence(Asked("central_asia", tmp_path / "none.duckdb", release="ab12"))


def test_a_release_and_a_chronicle_exclude_each_other(asked, tmp_path):
    with pytest.raises(UsageError, match="Give one of the two"):
        open_evidence(replace(asked, release="ab12", chronicle=tmp_path / "own.csv"))


def test_releases_are_listed_and_compared(asked, tmp_path):
    first = open_evidence(asked)
    own = tmp_path / "own.csv"
    lines = (first.region.folder / "chronicle.csv").read_text(encoding="utf-8").splitlines()
    own.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    second = open_evidence(replace(asked, chronicle=own)).release
    listed = list_releases(asked).data
    assert [one.release for one in listed.releases] == [first.release, second]
    assert [one.acts for one in listed.releases] == [515, 514]
    found = compare_releases(asked, first.release, second)
    assert len(found.data.acts.removed) == 1 and found.data.acts.added == ()
    assert {row["what"] for row in found.rows} == {"removed", "changed"}


def test_lists_are_sorted_and_cut_and_say_how_many_there_are(asked):
    whole = list_evidence(asked, Wanted(), "-date").data
    part = list_evidence(asked, Wanted(), "-date", Part(limit=5, offset=10)).data
    assert part.acts == whole.acts[10:15] and part.total == whole.total == 515
    assert search_evidence(asked, "border", Part(limit=1)).data.total > 1


def test_counts_meet_the_same_conditions_as_lists(asked):
    wanted = Wanted(family="rights", since="2022")
    counted = count_evidence(asked, wanted).data
    assert counted.acts == list_evidence(asked, wanted).data.total
    assert counted.facets["family"] == {"rights": counted.acts}


def test_an_act_is_shown_with_the_line_it_was_read_from(asked):
    view = show_evidence(asked, "CH0100").data
    assert view.row and view.row.values["id"] == "CH0100" and view.pages[0].family
