from typing import NamedTuple

import numpy as np
import pytest
from made_evidence import act, evidence_of

from regimelab.measures.convergence import MONTH, RATIO, convergence, crises_of, entropy, spread

CODES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


class Put(NamedTuple):
    act: str
    struck: str
    month: float


class Answer(NamedTuple):
    put: Put
    responders: tuple[str, ...]
    support: np.ndarray
    blame: np.ndarray


class Predicted(NamedTuple):
    standard: tuple[Answer, ...]
    crises: tuple[Answer, ...]


def answer(put, support, blame=0.01):
    others = tuple(code for code in CODES if code != put.struck)
    rates = np.broadcast_to(np.asarray(support, float), (4,))[:, None] * np.ones(3)
    return Answer(put, others, rates, np.full((4, 3), blame))


def test_members_that_would_answer_alike_have_no_spread_and_factors_have_theirs():
    assert spread(answer(Put("crisis", "KAZ", 6.0), 0.3)) == pytest.approx(np.zeros(3))
    rates = np.exp([1.0, -1.0, 1.0, -1.0])
    assert spread(answer(Put("crisis", "KAZ", 6.0), rates)) == pytest.approx(np.ones(3))


def test_entropy_of_an_even_choice_between_support_and_neither_is_that_of_a_coin():
    even = np.log(2) / MONTH
    assert entropy(answer(Put("crisis", "KAZ", 6.0), even, 0.0)) == pytest.approx(np.full(3, np.log(2)))


def test_recorded_support_is_held_against_what_was_expected(evidence):
    unrest = act("unrest_violence", "KAZ:crowd", "KAZ", "2022-01-05", tone=-1, intensity=6)
    made = evidence_of(evidence, [unrest, act("support", "UZB", "KAZ", "2022-01-09")])
    (crisis,) = crises_of(made)
    even = np.log(2) / MONTH
    standard = tuple(
        answer(Put("crisis", code, month), even) for code in CODES for month in (6.0, 12.0, 18.0)
    )
    found = convergence(made, Predicted(standard, (answer(Put("", *crisis), even),)))
    row = next(row for row in found.rows if row["unit"] == RATIO)
    assert (row["recorded"], row["n"]) == (1, 4) and row["expected"] == pytest.approx(2.0)
    assert row["low"] < 0.5 < row["high"]
    trend = next(row for row in found.rows if "change a year" in row["label"])
    assert trend["estimate"] == pytest.approx(0.0)


def test_without_a_model_or_a_crisis_it_is_said(evidence):
    assert convergence(evidence).summary == "Undetermined: no model was fitted."
    made = evidence_of(evidence, [act("support", "UZB", "KAZ", "2022-01-09")])
    standard = tuple(answer(Put("crisis", code, 6.0), 0.3) for code in CODES)
    found = convergence(made, Predicted(standard, ()))
    row = next(row for row in found.rows if row["unit"] == RATIO)
    assert row["estimate"] is None and "no crisis tells" in found.summary
