import numpy as np
import pytest

from regimelab.errors import InvalidInput
from regimelab.study.estimation import estimate

ACTORS = "label,present,age,role\na,True,1,x\nb,True,2,y\nc,True,4,x\nd,False,3,\n"
CALLS = "time,sender,receiver,increment\n1,a,b,1\n2,b,a,1\n3,a,c,1\n4,c,a,1\n5,b,c,1\n6,a,b,1\n7,c,b,1\n"
EVENTS = 'events = "calls.csv"'
SPEC = """
[actors]
file = "actors.csv"
[networks.call]
changes = "calls.csv"
[dependent]
network = "call"
events = "calls.csv"
[model]
kind = "choice"
effects = ["recip(call)"]
"""


@pytest.fixture
def attempt(tmp_path):
    """Write the three files, changed in places, and estimate."""

    def run(spec=None, actors=None, calls=None):
        texts = {"model.toml": (SPEC, spec), "actors.csv": (ACTORS, actors), "calls.csv": (CALLS, calls)}
        for name, (text, change) in texts.items():
            for old, new in change or ():
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / name).write_text(text)
        return estimate(tmp_path / "model.toml")

    return run


@pytest.fixture
def told(attempt):
    """Say what is told of a wrong specification."""

    def run(**changes):
        with pytest.raises(InvalidInput) as caught:
            attempt(**changes)
        return str(caught.value)

    return run


def test_the_files_as_they_stand_can_be_estimated(attempt):
    found = attempt().data
    assert found.events == 7 and found.converged and found.coefficients[0].effect == "recip(call)"


def test_every_problem_of_the_form_is_told_at_once(told):
    said = told(
        spec=[('kind = "choice"', 'kind = "chioce"'), ("[dependent]", "[dependant]"), ("file =", "fyle =")]
    )
    assert "Did you mean 'choice'?" in said and "Did you mean 'dependent'?" in said and "actors.file" in said


def test_every_problem_of_the_effects_is_told_at_once(told):
    wrong = ("inertya(call)", "tie(frend)", "same(ago)", "tie(call, windo=3)", "indeg(call", "ego(role)")
    effects = ", ".join(f'"{effect}"' for effect in ("recip(call)", *wrong))
    said = told(spec=[('"recip(call)"', effects)])
    for part in (
        "'inertya' is not an effect. Did you mean 'inertia'?",
        "no network 'frend'",
        "Did you mean 'age'?",
        "'windo' is not an option. Did you mean 'window'?",
        "'indeg(call' cannot be read",
        "'role' is words",
    ):
        assert part in said


def test_a_degree_must_say_whose_in_a_model_of_pairs(told):
    said = told(spec=[('"choice"', '"rem"'), ('"recip(call)"', '"indeg(call)"')])
    assert "whose degree" in said and "indeg(…, ego)" in said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"calls": [("3,a,c,1", "3,a,C,1")]}, "calls.csv:4: receiver: 'C' is not one of the actors"),
        ({"calls": [("3,a,c,1", "3,a,a,1")]}, "calls.csv:4: sender and receiver are the same actor"),
        ({"calls": [("3,a,c,1", "1.5,a,c,1")]}, "calls.csv:4: time goes back"),
        ({"calls": [("3,a,c,1", "soon,a,c,1")]}, "calls.csv:4: time: 'soon' is not a number"),
        ({"calls": [("3,a,c,1", "3,a,c")]}, "calls.csv:4: has 3 cells"),
        ({"calls": [("3,a,c,1", "3,a,d,1")]}, "d takes part but is not present"),
        ({"calls": [("increment", "incremnt")]}, "neither a column 'increment' nor 'replace'"),
        ({"actors": [("b,True", "a,True")]}, "actors.csv:3: label: 'a' appears more than once"),
        ({"spec": [('"actors.csv"', '"actor.csv"')]}, "Did you mean 'actors.csv'?"),
        ({"spec": [('network = "call"', 'network = "calls"')]}, "there is no network 'calls'"),
        ({"spec": [(EVENTS, EVENTS + '\nwhere = "increment = 1"')]}, "is no condition"),
        ({"spec": [(EVENTS, EVENTS + '\nwhere = "kind == 1"')]}, "no column 'kind'"),
        ({"spec": [(EVENTS, EVENTS + '\nwhere = "time > 99"')]}, "holds no event"),
        ({"spec": [("effects =", "start = 9\neffects =")]}, "the observation would end"),
        ({"spec": [('"recip(call)"', '"tie(call)", "inertia(call)"')]}, "combinations of each other"),
        ({"spec": [('"recip(call)"', '"tie(call, 0)"')]}, "no stretch of time"),
        ({"spec": [("recip(call)", "recip(call, half_life=soon)")]}, "or 'estimate'"),
        ({"spec": [("recip(call)", "recip(call, 3, half_life=2)")]}, "goes with no window"),
        ({"spec": [("recip(call)", "alter(age, half_life=2)")]}, "only what is added to a network"),
        ({"spec": [('"choice"', '"rem"'), ('"recip(call)"', '"1", "tie(call, half_life=estimate)"')]},
         "not with exact times"),
        ({"spec": [("effects =", 'standard_errors = "sendr"\neffects =')]}, "Did you mean 'sender'?"),
        ({"spec": [("effects =", 'standard_errors = "period"\neffects =')]}, "is the length of a period"),
        ({"spec": [("[model]", '[priors]\n"recip(cal)" = { sd = 1 }\n[model]')]}, "'recip(call)'?"),
        ({"spec": [("[model]", '[priors]\n"recip(call)" = { sd = 0 }\n[model]')]}, "greater than 0"),
        ({"spec": [("effects =", "memory_gb = 1e-6\nstreaming = false\neffects =")]}, "GB are allowed"),
        ({"spec": [("effects =", "streaming = true\nposterior = true\neffects =")]}, "in memory"),
        ({"spec": [("effects =", "period = 3\neffects =")]}, "is the length of a period"),
    ],
)  # fmt: skip
def test_wrong_input_is_told_by_place(told, changes, expected):
    assert expected in told(**changes)


def test_missing_covariates_are_filled_by_a_stated_rule(attempt):
    effects = ('"recip(call)"', '"recip(call)", "diff(age)"')
    result = attempt(actors=[("b,True,2", "b,True,")], spec=[effects])
    assert any(
        "1 of 4 actors have no 'age': they are given the mean of the others, 2.67" in one
        for one in result.warnings
    )


def test_a_condition_keeps_some_of_the_rows(attempt):
    where = 'events = "calls.csv"\nwhere = "time >= 2 and receiver != c"'
    change = [('events = "calls.csv"', where), ("recip(call)", "alter(age)")]
    assert attempt(spec=change).data.events == 4


def test_the_base_rate_may_be_written_in_words(attempt):
    numbers, words = (
        attempt(spec=[('"choice"', '"rem"'), ('"recip(call)"', f'"{name}", "recip(call)"')]).data
        for name in ("1", "intercept")
    )
    assert [one.estimate for one in words.coefficients] == [one.estimate for one in numbers.coefficients]


@pytest.mark.parametrize("kind", ["choice", "rem", "choice_coordination"])
def test_events_outside_the_observation_are_not_explained(attempt, kind):
    narrow = [('"choice"', f'"{kind}"'), ("effects =", "start = 2\nend = 6\neffects =")]
    assert attempt(spec=[*narrow, ('"recip(call)"', '"alter(age)"')]).data.events == 5


def test_robust_errors_are_named_in_the_result_and_few_groups_are_told(attempt):
    effect = ('"recip(call)"', '"alter(age)"')
    plain = attempt(spec=[effect]).data
    result = attempt(spec=[effect, ("effects =", 'standard_errors = "sender"\neffects =')])
    assert (plain.standard_errors, plain.groups) == ("model", None)
    assert (result.data.standard_errors, result.data.groups) == ("sender", 3)
    assert result.data.coefficients[0].estimate == plain.coefficients[0].estimate
    assert result.data.coefficients[0].se != plain.coefficients[0].se
    assert any("only 3 groups" in one for one in result.warnings)


def test_a_half_life_may_be_given_or_estimated(attempt):
    given = attempt(spec=[("recip(call)", "recip(call, half_life=2)")]).data
    estimated = [("recip(call)", "recip(call, half_life=estimate)")]
    assert given.half_lives == () and given.converged
    random, weight, calls = np.random.default_rng(0), np.zeros((3, 3)), ""
    for time in range(8, 200):
        weight *= 0.5 ** (1 / 3)
        a = int(random.integers(3))
        others = [b for b in range(3) if b != a]
        odds = np.exp(2 * weight[others, a])
        b = int(random.choice(others, p=odds / odds.sum()))
        weight[a, b] += 1
        calls += f"{time},{'abc'[a]},{'abc'[b]},1\n"
    found = attempt(calls=[("7,c,b,1\n", "7,c,b,1\n" + calls)], spec=estimated)
    (one,) = found.data.half_lives
    assert one.network == "call" and one.low < 3.0 < one.high


def test_a_history_may_be_streamed_which_the_result_says(attempt):
    plain, streamed = attempt(), attempt(spec=[("effects =", "streaming = true\neffects =")])
    assert plain.data.coefficients[0].estimate == pytest.approx(streamed.data.coefficients[0].estimate)
    assert streamed.data.rows is None and any("streaming" in one for one in streamed.warnings)
