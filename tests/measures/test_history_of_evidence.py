from datetime import date

import numpy as np
import pytest
from made_evidence import act, evidence_of

from regimelab.codebook import DAYS_PER_MONTH, KIND_NAMES
from regimelab.measures.history import build_history, dated, patron_dependence
from regimelab.theory.risk_set import risk_set


@pytest.fixture(scope="module")
def history(evidence):
    return build_history(evidence)


def test_period_is_counted_in_months_with_its_last_day(history, region):
    days = (region.period.end - region.period.start).days + 1
    assert history.length == pytest.approx(days / DAYS_PER_MONTH)


def test_weights_of_an_act_add_up_to_one_but_for_what_cannot_occur(history, evidence):
    totals = np.bincount(history.events.row, weights=history.events.weight)
    half = history.rows.index("CH0314")
    assert totals[half] == 0.5
    assert np.delete(totals, half) == pytest.approx(np.ones(len(history.rows) - 1))
    assert history.events.weight.sum() == pytest.approx(
        sum(row["weight"] for row in evidence.pairs.to_pylist() if row["in_risk_set"])
    )


def test_every_event_of_a_history_has_its_entry_in_the_models_risk_set(history):
    risk = risk_set(history.actors, history.classes, history.kinds, history.contiguous)
    events = history.events
    entries = set(zip(*(column.tolist() for column in risk[:3]), strict=True))
    found = zip(events.kind.tolist(), events.sender.tolist(), events.receiver.tolist(), strict=True)
    assert set(found) <= entries


def test_events_lie_within_the_period_and_last(history):
    events = history.events
    assert (events.start >= 0).all() and (events.end <= history.length).all()
    assert (events.end > events.start).all()


def test_kinds_are_numbered_as_the_codebook_has_them(history, evidence):
    assert history.kinds == KIND_NAMES
    row = history.rows.index("CH0241")
    kinds = {history.kinds[kind] for kind in history.events.kind[history.events.row == row]}
    assert kinds == {"unrest_violence"}


def test_dependence_is_the_share_of_the_patrons_organisations(region):
    shares = dict(zip(region.actors, patron_dependence(region), strict=True))
    assert shares["KAZ"] == 1.0 and shares["TKM"] == 0.0
    assert shares["TJK"] == pytest.approx(2 / 3) and shares["UZB"] == pytest.approx(1 / 3)


def test_patron_does_not_depend_on_itself(history):
    assert history.dependence[history.patron] == 0.0


def test_contiguity_is_mutual_and_not_with_oneself(history):
    assert np.array_equal(history.contiguous, history.contiguous.T)
    assert not history.contiguous.diagonal().any()
    assert history.contiguous[history.actors.index("KGZ"), history.actors.index("TJK")] == 1.0


def test_only_full_members_hold_memberships_and_no_date_is_an_open_start(history):
    spells = history.memberships
    clubs = {
        (history.actors[actor], history.organisations[group])
        for actor, group in zip(spells.actor, spells.group, strict=True)
    }
    assert ("UZB", "SCO") in clubs and ("UZB", "EAEU") not in clubs
    assert np.isinf(spells.end).any() and (spells.start < spells.end).all()


def test_window_without_an_end_stays_open(history, region):
    ends = dict(zip(region.transitions, history.transitions.end, strict=True))
    assert all(np.isinf(end) == (window.end is None) for window, end in ends.items())


def test_window_keeps_its_last_day(history, region):
    first = region.transitions[0]
    days = (first.end - region.period.start).days + 1
    assert history.transitions.end[0] == pytest.approx(days / DAYS_PER_MONTH)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        (date(2019, 10, 5), date(2019, 10, 5)),
        ("2019-10", date(2019, 10, 16)),
        ("2023", date(2023, 7, 2)),
    ],
)
def test_partial_date_stands_at_its_middle(value, day):
    assert dated(value) == day


def test_order_of_rows_does_not_change_the_history(evidence):
    acts = [act("support", "UZB", "KAZ", day) for day in ("2022-01-06", "2021-01-06")]
    one, other = build_history(evidence_of(evidence, acts)), build_history(evidence_of(evidence, acts[::-1]))
    assert np.array_equal(one.events.start, other.events.start) and one.rows == other.rows
