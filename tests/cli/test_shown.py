"""Findings as tables: whatever a study returns can be read by a person."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from rich.console import Console

from regimelab.cli import compare, fit, hindcast, simulate
from regimelab.cli.tables import cell, probability, with_interval
from regimelab.fit.hindcast import Hindcast, Origin
from regimelab.fit.verification import Bin, Calibration, Marks
from regimelab.fit.worth import Worth
from regimelab.interval import Estimate, unknown
from regimelab.policy.comparison import Paired
from regimelab.policy.outcomes import OUTCOME
from regimelab.study.compare import Compared
from regimelab.study.fit import EffectRow, Fitted
from regimelab.study.result import Result

NUMBER = Estimate(0.25, 0.1, 0.4, "nats per act", "bootstrap", "100 acts")


@dataclass(frozen=True)
class Named:
    name: str
    title: str = ""
    description: str = ""


PAIR = Paired("rights", "arms", "quiet", "unrest", NUMBER, 0.7, 0.01, 1.0, 0.5)


@dataclass(frozen=True)
class Futures:
    futures: int = 200
    seed: int = 1
    outcomes: tuple = field(default=())


def printed(show, *arguments, width=160):
    console = Console(width=width, record=True, file=None, quiet=False)
    with console.capture() as capture:
        show(console, *arguments)
    return capture.get()


def test_an_interval_is_always_beside_its_number():
    assert with_interval(NUMBER) == "0.25 (0.1 to 0.4) nats per act"
    assert with_interval(replace(NUMBER, basis="assumed")).endswith("[assumed]")
    assert with_interval(replace(NUMBER, low=None, high=None)) == "0.25 (no interval) nats per act"


def test_the_unknown_is_a_dash_and_never_a_zero():
    assert {with_interval(unknown("share", "", "")), cell(None), cell(()), probability(None)} == {"–"}


@pytest.mark.parametrize(("value", "text"), [(1.0, "> 0.99"), (0.0, "< 0.01"), (0.456, "0.46")])
def test_a_probability_is_never_certain(value, text):
    assert probability(value) == text


def test_a_hindcast_shows_every_origin_and_the_pooled_gain():
    scores = {"constant": -5.4, "last_twelve_months": -5.1, "self_excitation": -4.9}
    far = replace(NUMBER, estimate=-0.3)
    origin = Origin(date(2020, 12, 31), date(2021, 6, 30), 58.4, -4.6, scores, NUMBER, far)
    found = Hindcast((origin,), "self_excitation", NUMBER, far, "constant")
    text = printed(hindcast.show, Result(found), width=80)
    assert "2020-12-31" in text and "Pooled gain over self excitation: 0.25 (0.1 to 0.4)" in text
    assert "half a year ahead over constant: -0.3 (0.1 to 0.4)" in text
    heads = next(line.split() for line in text.splitlines() if "model" in line)
    assert heads == ["fitted", "to", "acts", "model", "constant", "12", "months", "self-exc."]


def test_a_hindcast_shows_counts_calibration_and_what_effects_are_worth_where_they_were_computed():
    marks = Marks(
        {"model": 0.3, "constant": 0.4, "other": 0.6}, {"model": 0.2, "constant": 0.1, "other": 0.3}
    )
    origin = Origin(date(2020, 12, 31), date(2021, 6, 30), 58.4, -4.6, {}, NUMBER, NUMBER, marks, marks)
    bins = Calibration((Bin(0.1, 0.2, 0.15, 0.25, 12),), {"90%": 0.97}, (0.1,) * 10)
    worth = Worth("inertia", NUMBER, (0.5, -0.25), 0.0123, 0.0)
    found = Hindcast(
        (origin,), "constant", NUMBER, ahead_marks=marks, ahead_calibration=bins, effects=(worth,)
    )
    text = printed(hindcast.show, Result(found))
    assert all(number in text for number in ("0.250", "-1.000", "0.1 to 0.2", "97% of counts in 90%"))
    assert "+0.50 -0.25" in text and "0.0123" in text


def test_a_fit_shows_effects_and_half_lives():
    found = Fitted((EffectRow("support", "inertia", NUMBER, 0.98, 0.83),), {"inertia": NUMBER}, True, -1.0)
    text = printed(fit.show, found)
    assert "support" in text and "83%" in text and "Half-lives" in text


def test_futures_are_shown_at_their_last_month():
    rows = tuple(
        {"outcome": "unrest", "actor": "KAZ", "month": month, "q50": month / 10} for month in (1, 2, 3)
    )
    text = printed(simulate.show, Result(Futures(), rows), 3)
    assert "0.3" in text and "0.2" not in text and "200 futures, seed 1" in text


def test_portfolios_are_shown_by_scenario_and_side():
    found = Compared(
        (Named("rights", "Rights first"), Named("arms", "Arms"), Named("do_nothing", "Do nothing")),
        (Named("quiet", "Moscow is quiet"),),
        (OUTCOME["unrest"],),
        (),
        (PAIR, replace(PAIR, against="do_nothing", probability_better=0.8)),
        (),
        (),
        (),
        (),
        "chance",
        500,
    )
    row = {"scenario": "quiet", "portfolio": "rights", "outcome": "unrest", "basis": "assumed"} | vars(NUMBER)
    result = Result(found, tuple({**row, "side": side} for side in ("stability", "who pays")))
    text = printed(compare.show, result)
    assert "Moscow is quiet: stability, 500 futures" in text and "Moscow is quiet: who pays" in text
    assert "Rights first" in text and "Unrest and violence" in text and "rights" not in text
    assert "less Do nothing" in text and "0.80" in text and "0.70" not in text and "--all-pairs" in text
    every = printed(compare.show, result, True)
    assert "less Arms" in every and "0.70" in every


def test_no_act_that_matches_is_said(run):
    done = run("evidence", "list", "--text", "xylophone")
    assert done.exit_code == 0 and "no act matches" in done.stdout


def test_pairs_that_the_model_leaves_out_are_listed(run):
    done = run("evidence", "verify")
    assert "pairs that the model leaves out" in done.stdout and "Left out by the model" in done.stdout
    assert "CH0314" in done.stdout.split("Left out by the model")[1].split("To look at again")[0]
