"""What was answered is kept under all that it depends on, and what gave way goes on where it was."""

import time
from dataclasses import replace

import pytest

from regimelab.study.lab import answers as module
from regimelab.study.lab.ahead import Ahead, Along
from regimelab.study.lab.answered import answered
from regimelab.study.lab.answers import Answers
from regimelab.study.lab.compared import Named, side_by_side
from regimelab.study.lab.labs import View
from regimelab.study.lab.tipped import tipped
from regimelab.study.lab.wanted import Dose, Wanted
from regimelab.web.app import make_app
from regimelab.web.held import Held
from tests.web.conftest import BASE, TestClient

ONE = Wanted(doses=(Dose("statements", 1.0),), futures=20)
LARGE = replace(ONE, futures=200)  # two chunks of the packaged region


class Asked(Exception):
    """Somebody else asked."""


@pytest.fixture
def simulated():
    """What was simulated so far."""
    return []


@pytest.fixture
def answers(labs, simulated):
    def simulate(wanted, through):
        simulated.append(wanted)
        return labs.own.simulate(wanted, through)

    return Answers(simulate, lambda: "release")


def after(chunks):
    """A way that is free for so many chunks."""
    passed = []

    def way():
        if len(passed) == chunks:
            raise Asked
        passed.append(1)

    return way


def test_an_answer_is_worked_out_once_and_is_that_of_the_lab(answers, simulated, labs):
    assert answers.known(ONE) is None
    found = answers.answer(ONE)
    assert answers.answer(ONE) is found is answers.known(ONE) and simulated == [ONE]
    assert found == answered(labs.own.simulate(ONE), "release")


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, seed=1),
        replace(ONE, futures=21),
        replace(ONE, months=25),
        replace(ONE, scenario="tajik_succession"),
        replace(ONE, doses=(Dose("statements", 1.1),)),
        replace(ONE, doses=(Dose("statements", 1.0, hosts=("TJK",)),)),
        replace(ONE, doses=(Dose("statements", 1.0, start="2024-01-01"),)),
        replace(ONE, assumed={"lever statements: what is said": 0.1}),
        replace(ONE, members=True),
    ],
)
def test_only_the_very_same_question_has_the_answer(answers, other):
    answers.answer(ONE)
    assert answers.known(other) is None


def test_another_seed_has_other_futures_and_another_view_its_own_answers(answers, labs):
    mine, other = answers.answer(ONE), answers.answer(replace(ONE, seed=1))
    assert mine.bands != other.bands and answers.answer(ONE) is mine
    assert labs.of(View(as_of="2022-06-30")).answers is not labs.own.answers
    assert labs.standing(View()) is labs.own and labs.standing(View(as_of="2022-06-30")) is None


def test_those_not_asked_for_longest_go_first(answers, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 2)
    first, second, third = (replace(ONE, seed=seed) for seed in (1, 2, 3))
    answers.answer(first)
    answers.answer(second)
    answers.known(first)
    answers.answer(third)
    assert [answers.known(one) is None for one in (first, second, third)] == [False, True, False]


def test_what_gave_way_goes_on_where_it_was(answers, labs):
    with pytest.raises(Asked):
        answers.ahead(LARGE, after(1))
    assert answers.known(LARGE) is None
    found = answers.answer(LARGE, after(1))  # of two chunks one is left
    assert found == answered(labs.own.simulate(LARGE), "release")


def test_chunks_are_kept_of_two_questions_at_most(answers):
    for seed in range(4):
        with pytest.raises(Asked):
            answers.ahead(replace(LARGE, seed=seed), after(1))
    with pytest.raises(Asked):
        answers.answer(replace(LARGE, seed=0), after(1))
    answers.answer(replace(LARGE, seed=3), after(1))
    assert len(answers._begun) <= module.BEGUN


def test_futures_that_wait_for_triggers_are_never_put_together_from_chunks(answers, labs, region):
    name = next(name for one in region["portfolios"] for name in one["triggers"])
    waiting = replace(ONE, doses=(Dose("statements", 1.0, when=name),))
    assert answers.answer(waiting) == answered(labs.own.simulate(waiting), "release")
    assert not answers._begun


def test_the_places_nearest_to_the_hand_come_first_and_those_it_moves_to(answers, simulated):
    row = Along("statements", None, (0.0, 0.5, 1.0, 1.5, 2.0)).row(ONE)
    assert row[0].doses == () and row[2] == ONE
    work = Ahead(answers, row, ONE)
    assert work.step(lambda: None) and simulated[-1] == ONE
    work.heard(row[3])
    work.step(lambda: None)
    assert simulated[-1] == row[4]  # it came from 2 to 3
    assert [work.step(lambda: None) for _ in range(3)] == [True, True, False]
    assert {one.doses for one in simulated} == {one.doses for one in row} and len(simulated) == 5


def test_a_step_that_gave_way_is_taken_again(answers):
    work = Ahead(answers, [LARGE], LARGE)
    with pytest.raises(Asked):
        work.step(after(1))
    assert work.step(after(1)) is False and answers.known(LARGE) is not None


def test_an_assumption_is_moved_by_its_label():
    row = Along(None, "a label", (-0.1, 0.2)).row(ONE)
    assert [one.assumed for one in row] == [{"a label": -0.1}, {"a label": 0.2}]


def test_a_comparison_and_a_tipping_point_give_way_too(labs):
    for seed, ask in enumerate(
        (
            lambda wanted, way: side_by_side(
                labs.own, (Named("a", "A", ONE.doses),), ("baseline",), wanted, way
            ),
            lambda wanted, way: tipped(labs.own, ONE.doses, (), "repression", wanted, way),
        )
    ):
        with pytest.raises(Asked):
            ask(replace(LARGE, seed=20 + seed), after(1))


@pytest.fixture
def own(labs, door, static):
    """A server of one's own, that may end: one loop for all questions, so that there are moments between."""
    with TestClient(
        make_app(Held(labs, door), static), base_url=BASE, headers={"authorization": f"Bearer {door.token}"}
    ) as client:
        yield client


def test_a_hand_finds_what_was_worked_out_ahead_and_clients_do_not_meet(own, labs):
    dose = {"lever": "observation", "level": 0.7}
    headers = {"x-client": "ahead"}
    asked = {"doses": [dose], "futures": 20, "seed": 5}
    told = own.post(
        "/api/v1/ahead", json={**asked, "lever": "observation", "places": [0.6, 0.7]}, headers=headers
    )
    assert told.status_code == 202 and not told.content
    wanted = Wanted(doses=(Dose("observation", 0.7),), futures=20, seed=5)
    for _ in range(600):
        if labs.own.answers.known(wanted):
            break
        time.sleep(0.05)
    found = own.post("/api/v1/simulate", json=asked, headers={**headers, "x-number": "1"})
    other = own.post("/api/v1/simulate", json={**asked, "seed": 6}, headers={"x-client": "other"})
    assert found.headers["server-timing"].startswith("kept") and "engine" in other.headers["server-timing"]
    assert found.json()["bands"] != other.json()["bands"]
    fresh = answered(labs.own.simulate(wanted), labs.own.inquiry.evidence.release)
    assert found.json()["levels"] == [vars(one) for one in fresh.levels]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ({"lever": "statements", "places": [0.1]}, "body"),  # not among the doses
        ({"places": [0.1]}, "body"),
        ({"label": "one", "lever": "two", "places": [0.1]}, "body"),
        ({"label": "one", "places": [0.1] * 101}, "places"),
        ({"label": "one", "places": [-4.0]}, "places.0"),
        ({"label": "one"}, "places"),
    ],
)
def test_what_cannot_be_foreseen_is_refused(client, question, where):
    answer = client.post("/api/v1/ahead", json=question)
    assert answer.status_code == 422 and answer.json()["problems"][0]["where"] == where
