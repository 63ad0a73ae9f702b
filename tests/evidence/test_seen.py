"""What was known by a day, and what is left without a family of sources."""

from datetime import date

import pytest

from regimelab.errors import EvidenceMissing, UsageError
from regimelab.evidence.schemas import TABLES
from regimelab.evidence.seen import day_of, region_by, seen


def ids(evidence):
    return evidence.acts.column("id").to_pylist()


def test_nothing_asked_is_the_evidence_itself(evidence):
    assert seen(evidence) is evidence


@pytest.fixture
def dated(load):
    return load(
        {"source_date": "2022-01-05"},
        {"source_date": "2022-01"},
        {"source_date": "2022"},
        {"source_date": ""},
        {"source_date": "", "date": "2022-02", "date_precision": "month"},
        {"source_date": "2022-01-04", "date": "2022-03-01"},
    )


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2022-01-05", ["CH0001", "CH0004"]),
        ("2022-01-30", ["CH0001", "CH0004"]),
        ("2022-01-31", ["CH0001", "CH0002", "CH0004"]),
        ("2022-02-27", ["CH0001", "CH0002", "CH0004"]),
        ("2022-02-28", ["CH0001", "CH0002", "CH0004", "CH0005"]),
        ("2022-03-01", ["CH0001", "CH0002", "CH0004", "CH0005", "CH0006"]),
        ("2022-12-31", ["CH0001", "CH0002", "CH0003", "CH0004", "CH0005", "CH0006"]),
    ],
)
def test_an_act_is_known_once_it_has_begun_and_its_page_was_surely_out(dated, day, known):
    assert ids(seen(dated, date.fromisoformat(day))) == known


def test_the_period_ends_with_the_day_and_no_pair_lies_after_it(evidence):
    view = seen(evidence, date(2022, 1, 31))
    assert view.region.period.end == date(2022, 1, 31)
    assert max(view.pairs.column("end").to_pylist()) <= date(2022, 2, 1)
    assert view.release == f"{evidence.release}@2022-01-31"
    assert set(view.pairs.column("id").to_pylist()) <= set(ids(view))
    assert all(getattr(view, name).schema == TABLES[name] for name in TABLES)


def test_a_day_after_the_period_changes_only_what_was_not_published(evidence):
    view = seen(evidence, date(2100, 1, 1))
    assert view.region.period == evidence.region.period
    assert ids(view) == ids(evidence)
    assert view.pairs.equals(evidence.pairs)


def test_earlier_days_never_know_more(evidence):
    days = [date(2019, 6, 1), date(2020, 12, 31), date(2022, 1, 31), date(2023, 6, 30)]
    views = [set(ids(seen(evidence, day))) for day in days]
    assert all(one < other for one, other in zip(views, views[1:], strict=False))


def test_structure_had_begun_by_the_day(evidence):
    day = date(2021, 6, 30)
    then = region_by(evidence.region, day)
    assert all(row.day <= day for row in then.un_votes())
    assert all(window.start <= day for window in then.transitions)
    assert all(window.end is None or window.end <= day for window in then.transitions)
    assert all(str(row.since) <= "2021-06-30" for row in then.memberships() if row.since)
    assert len(then.memberships()) < len(evidence.region.memberships())
    assert all(row.population is None for row in then.states())
    assert seen(evidence, day).memberships.num_rows == len(then.memberships())


def test_a_membership_that_ended_later_was_still_open(evidence):
    (one,) = [row for row in evidence.region.memberships() if row.since and row.full][:1]
    ended = one.model_copy(update={"since": date(2000, 1, 1), "until": date(2022, 6, 1)})
    structure = evidence.region.structure.model_copy(update={"memberships": (ended,)})
    region = evidence.region.model_copy(update={"structure": structure})
    assert region_by(region, date(2022, 5, 31)).memberships()[0].until is None
    assert region_by(region, date(2022, 6, 1)).memberships() == [ended]


def test_a_day_before_the_evidence_is_refused(evidence):
    with pytest.raises(EvidenceMissing, match="before the evidence begins"):
        seen(evidence, date(1999, 1, 1))


@pytest.mark.parametrize(("text", "day"), [("2022-02", date(2022, 2, 28)), ("2022", date(2022, 12, 31))])
def test_a_month_or_a_year_ends_with_its_last_day(text, day):
    assert day_of(text) == day


def test_what_is_no_date_is_refused():
    with pytest.raises(UsageError, match="--as-of: 'soon' is not a date"):
        day_of("soon")


@pytest.fixture
def mixed(load):
    return load(
        {"source_publisher": "AFP (via The News)"},
        {"source_publisher": "Human Rights Watch"},
        {"source_publisher": "Khovar"},
        {"source_publisher": "My own notes"},
    )


@pytest.mark.parametrize(
    ("without", "left"),
    [
        (("media",), ["CH0002", "CH0003", "CH0004"]),
        (("state_media", "rights"), ["CH0001", "CH0004"]),
        (("unlisted",), ["CH0001", "CH0002", "CH0003"]),
    ],
)
def test_a_family_is_dropped_with_its_acts_and_their_pairs(mixed, without, left):
    view = seen(mixed, without=without)
    assert ids(view) == left == view.pairs.column("id").to_pylist()


def test_the_release_says_what_was_left_out_however_it_was_asked(mixed):
    one = seen(mixed, date(2022, 12, 31), ("rights", "media"))
    other = seen(mixed, date(2022, 12, 31), ("media", "rights", "media"))
    assert one.release == other.release == f"{mixed.release}@2022-12-31-media-rights"


def test_corrections_go_with_their_acts(evidence):
    view = seen(evidence, date(2019, 6, 1))
    assert {known.key for known in view.corrections} <= set(ids(view))
    assert len(view.corrections) < len(evidence.corrections)


def test_an_unknown_family_is_refused_with_the_list(evidence):
    with pytest.raises(UsageError, match="Did you mean 'media'.*state_media"):
        seen(evidence, without=("medai",))


def test_nothing_left_is_evidence_missing(mixed):
    with pytest.raises(EvidenceMissing, match="no act is left"):
        seen(mixed, without=("media", "rights", "state_media", "unlisted"))
