import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.study.forecast import calendar
from regimelab.study.forecast_score import NOT_KNOWN, day_until, score_forecast
from regimelab.study.sealed import EntryForecast, KindForecast, MadeFrom, Published, seal, unseal

ORIGIN = date(2023, 7, 1)
HEAD = (
    "id,date,date_precision,kind,actor,target,states,location,intensity,deaths_low,deaths_high,tone,description,"
    "mechanism,source_state,source_url,source_publisher,source_date,source_url_2,confidence,seed_cited"
)


def made(rate=0.5, naive=0.25, months=2):
    chances = tuple(float(p) for p in (np.exp(-rate), 1 - np.exp(-rate)))
    pairs = (("support", "UZB", "KAZ"), ("repress", "KAZ", "KAZ"))
    entries = tuple(
        EntryForecast(*pair, (rate,) * months, (chances,) * months, {"constant": (naive,) * months})
        for pair in pairs
    )
    kinds = tuple(KindForecast(kind, (rate,) * months, (chances,) * months) for kind, _, _ in pairs)
    about = MadeFrom(
        "central_asia", "release", ORIGIN, months, 100, 0, {"crisis": 1.0}, "code", {"numpy": "2"}
    )
    return Published(about, tuple(calendar(ORIGIN, months)), kinds, entries)


@pytest.fixture
def sealed(tmp_path):
    path = tmp_path / "forecast.json"
    path.write_bytes(seal(made())[0])
    return path


@pytest.fixture
def chronicle(tmp_path):
    def write(*acts):
        rows = [
            f"X{n},{day},{'day' if len(day) == 10 else 'month'},{kind},{actor},{target},KAZ,KAZ,2,,,1,An act,"
            "mutual_support,,https://example.org/page,Example,2023-07-05,,high,false"
            for n, (day, kind, actor, target) in enumerate(acts)
        ]
        path = tmp_path / "later.csv"
        path.write_text("\n".join([HEAD, *rows]) + "\n")
        return path

    return write


SUPPORT = ("2023-07-05", "support", "UZB", "KAZ")


def test_months_follow_the_origin_s_day():
    assert [month.first for month in calendar(date(2023, 11, 30), 4)] == [
        date(2023, 11, 30),
        date(2023, 12, 30),
        date(2024, 1, 30),
        date(2024, 2, 29),
    ]
    assert [month.last for month in calendar(ORIGIN, 2)] == [date(2023, 7, 31), date(2023, 8, 31)]


def test_what_was_sealed_is_read_back(sealed):
    assert unseal(sealed) == (made(), seal(made())[1])


@pytest.mark.parametrize(
    ("was", "now"),
    [('"horizon":2', '"horizon":3'), ("0.25", "0.26"), ("UZB", "TJK"), ('"sha256":"', '"sha256":"0')],
)
def test_an_altered_forecast_is_refused(sealed, was, now):
    sealed.write_text(sealed.read_text().replace(was, now, 1))
    with pytest.raises(InvalidInput, match="altered"):
        unseal(sealed)


def test_a_forecast_whose_rows_do_not_fit_its_months_is_refused(sealed):
    whole = made()
    sealed.write_bytes(seal(replace(whole, months=whole.months[:1]))[0])
    with pytest.raises(InvalidInput, match="does not speak of 1 months"):
        unseal(sealed)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other"}'])
def test_a_file_that_is_no_forecast_is_refused(sealed, text):
    sealed.write_text(text)
    with pytest.raises(InvalidInput):
        unseal(sealed)


def test_scores_are_those_worked_out_by_hand(sealed, chronicle):
    found = score_forecast(sealed, chronicle(SUPPORT, ("2023-08", *SUPPORT[1:]))).data
    assert found.acts == pytest.approx(2.0) and found.expected == pytest.approx(2.0)
    assert found.score == pytest.approx((2 * np.log(0.5) - 4 * 0.5) / 2)
    assert found.baselines["constant"] == pytest.approx((2 * np.log(0.25) - 4 * 0.25) / 2)
    assert found.gain.estimate == pytest.approx(found.score - found.baselines["constant"])
    cell = next(one for one in found.cells if (one.kind, one.first) == ("support", ORIGIN))
    assert cell.at_least_one == pytest.approx(1 - np.exp(-0.5))
    assert cell.brier == pytest.approx(np.exp(-0.5) ** 2) == pytest.approx(cell.crps)
    assert sum(one.acts for one in found.cells) == pytest.approx(found.acts)


def test_only_months_that_are_over_are_scored(sealed, chronicle):
    file = chronicle(SUPPORT, ("2023-08-02", *SUPPORT[1:]))
    found = score_forecast(sealed, file, until=day_until("2023-07")).data
    assert (found.months, found.acts, found.until) == (1, 1.0, date(2023, 7, 31))
    assert found.set_aside == {"reach past the last day scored": 1}
    with pytest.raises(UsageError, match="no month of the forecast was over"):
        score_forecast(sealed, file, until=date(2023, 7, 30))


def test_acts_of_which_the_forecast_does_not_speak_are_set_aside(sealed, chronicle):
    file = chronicle(
        SUPPORT, ("2023-07-06", "criticise", "UZB", "KAZ"), ("2023-06-06", "support", "UZB", "KAZ")
    )
    result = score_forecast(sealed, file)
    assert result.data.set_aside == {NOT_KNOWN: 1, "begin before the origin": 1}
    assert sum("set aside" in warning for warning in result.warnings) == 2


def test_every_unknown_actor_and_kind_is_named_at_once(sealed, chronicle):
    file = chronicle(("2023-07-05", "supportt", "UZB", "KAZ"), ("2023-07-05", "support", "UBZ", "KAZZ"))
    with pytest.raises(InvalidInput) as refused:
        score_forecast(sealed, file)
    assert [one.where.split(": ")[-1] for one in refused.value.problems] == ["kind", "actor", "target"]


def test_a_chronicle_that_ends_early_is_told_of(sealed, chronicle):
    assert any(
        "--until 2023-07-05" in warning for warning in score_forecast(sealed, chronicle(SUPPORT)).warnings
    )


def test_a_chronicle_without_later_acts_cannot_score(sealed, chronicle):
    with pytest.raises(EvidenceMissing, match="no act that can be scored"):
        score_forecast(sealed, chronicle(("2023-06-05", "support", "UZB", "KAZ")))


def test_a_forecast_of_a_region_of_one_s_own_asks_for_its_folder(sealed, chronicle):
    whole = made()
    other = replace(whole, made_from=replace(whole.made_from, region="elsewhere"))
    sealed.write_bytes(seal(other)[0])
    with pytest.raises(UsageError, match="not packaged"):
        score_forecast(sealed, chronicle(SUPPORT))
    with pytest.raises(UsageError, match="not of 'central_asia'"):
        score_forecast(sealed, chronicle(SUPPORT), "central_asia")


def test_the_file_is_plain_json(sealed):
    assert set(json.loads(sealed.read_text())) == {"schema", "sha256", "forecast"}
