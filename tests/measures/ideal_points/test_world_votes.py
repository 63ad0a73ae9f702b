"""Our ideal points beside the published ones, on the votes of 1946-2024, to which nothing is fitted."""

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from regimelab.measures.ideal_points import ballots_of, ideal_points


@pytest.fixture(scope="module")
def both(shared):
    """Ours, from the mean of the year's states, and theirs by year, for states that have both."""
    data = shared / "data"
    votes = pq.read_table(data / "un_votes_1946_2024.parquet")
    calls = pq.read_table(data / "un_roll_calls_1946_2024.parquet", columns=["rcid", "date"])
    days = dict(zip(calls["rcid"].to_pylist(), calls["date"].to_pylist(), strict=True))
    words = {"yes": "for", "no": "against", "abstain": "abstain", "absent": "absent"}
    laid = {
        "actor": pc.cast(votes["iso3"], "string"),
        "day": pa.array([days[one] for one in votes["rcid"].to_pylist()]).cast(pa.date32()),
        "roll_call": pc.cast(votes["rcid"], "string"),
        "vote": [words[one] for one in votes["vote"].to_pylist()],
    }
    found = ideal_points(ballots_of(pa.table(laid)))
    _, year = np.unique(found.years, return_inverse=True)
    centred = found.mean - (np.bincount(year, found.mean) / np.bincount(year))[year]
    ours = dict(zip(zip(found.states, found.years, strict=True), centred, strict=True))
    published = pq.read_table(
        data / "un_ideal_points_jul2025.parquet", columns=["iso3", "year", "idealpointall"]
    ).to_pylist()
    by_year = defaultdict(list)
    for row in published:
        key = row["iso3"], int(row["year"])
        if row["idealpointall"] is not None and key in ours:
            by_year[key[1]].append((ours[key], row["idealpointall"]))
    return {year: np.array(pairs) for year, pairs in by_year.items() if len(pairs) > 2}


def correlation(pairs):
    return np.corrcoef(pairs.T)[0, 1]


@pytest.mark.slow
def test_they_agree_with_the_published_ones_within_every_year_after_1992(both):
    low = {year: correlation(pairs) for year, pairs in both.items() if correlation(pairs) < 0.95}
    assert len(both) > 70 and not {year for year in low if year > 1992}


@pytest.mark.slow
def test_they_agree_over_the_whole_time(both):
    assert correlation(np.concatenate([pairs for year, pairs in both.items() if year > 1991])) > 0.98
    assert correlation(np.concatenate(list(both.values()))) > 0.96
    assert np.mean([correlation(pairs) for pairs in both.values()]) > 0.97
