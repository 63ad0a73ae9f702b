import json

import pytest

ANSWER = {"schema", "ok", "data", "warnings", "meta"}
META = {"version", "evidence_release", "seed", "elapsed_ms"}


@pytest.mark.parametrize(
    ("words", "schema", "keys"),
    [
        (("claims",), "regimelab.claims/1", {"claims"}),
        (("measure",), "regimelab.measure/1", {"parts", "strength", "onset"}),
        (("evidence", "list"), "regimelab.evidence.list/1", {"sources", "release", "acts"}),
        (("evidence", "show", "CH0100"), "regimelab.evidence.show/1", {"act", "pairs", "origin"}),
        (("evidence", "verify"), "regimelab.evidence.verify/1", {"acts", "by_kind", "second_source"}),
        (("region", "list"), "regimelab.region.list/1", {"regions"}),
        (("region", "show"), "regimelab.region.show/1", {"members", "outside", "patron"}),
        (("region", "check", "central_asia"), "regimelab.region.check/1", {"region"}),
        (("model", "show", "--no-fit"), "regimelab.model.show/1", {"mechanisms", "threats"}),
        (("config", "show"), "regimelab.config.show/1", {"settings"}),
        (("doctor",), "regimelab.doctor/1", {"healthy", "checks"}),
    ],
)
def test_every_answer_is_one_object_of_the_documented_shape(ask, words, schema, keys):
    answer, done = ask(*words)
    assert done.exit_code == 0
    assert set(answer) == ANSWER and set(answer["meta"]) == META
    assert (answer["schema"], answer["ok"]) == (schema, True)
    assert keys <= set(answer["data"])


def test_a_claim_carries_what_others_rely_on(ask):
    answer, _ = ask("claims")
    claims = answer["data"]["claims"]
    assert [claim["id"] for claim in claims] == list(range(1, 14))
    wanted = {"passage", "verdict", "probability", "effect", "data", "sources", "alternatives"}
    assert all(wanted <= set(claim) for claim in claims)
    assert all({"estimate", "low", "high", "unit"} <= set(claim["effect"]) for claim in claims)


def test_a_measure_carries_what_others_rely_on(ask):
    answer, _ = ask("measure")
    wanted = {"name", "estimate", "low", "high", "unit", "from", "sources"}
    assert all(wanted <= set(part) for part in answer["data"]["parts"])


def test_the_release_goes_with_every_answer_that_rests_on_evidence(ask):
    listed, _ = ask("evidence", "list")
    claimed, _ = ask("claims")
    assert (
        listed["meta"]["evidence_release"] == claimed["meta"]["evidence_release"] == listed["data"]["release"]
    )


@pytest.mark.parametrize(
    ("words", "schema", "code"),
    [
        (("claims", "--bogus"), "regimelab.claims/1", 2),
        (("claims", "nowhere"), "regimelab.claims/1", 2),
        (("evidence", "lst"), "regimelab.evidence/1", 2),
        (("evidence",), "regimelab.evidence/1", 2),
        (("nonsense",), "regimelab.regimelab/1", 2),
        (("claims", "--seed", "-1"), "regimelab.claims/1", 2),
        (("claims", "--seed", "one"), "regimelab.claims/1", 2),
        (("rerun", "absent.json"), "regimelab.rerun/1", 3),
    ],
)
def test_every_error_is_the_same_object_and_a_line_on_stderr(ask, words, schema, code):
    answer, done = ask(*words)
    assert done.exit_code == code
    assert (answer["schema"], answer["ok"], answer["data"]) == (schema, False, None)
    assert {"where", "what", "remedy"} <= set(answer["error"])
    assert set(answer["meta"]) == META
    assert done.stderr.startswith("error: ")


def test_format_json_is_the_same_as_json(run):
    done = run("region", "list", "--format", "json")
    assert json.loads(done.stdout)["ok"] is True


def test_without_json_an_error_leaves_stdout_empty(run):
    done = run("claims", "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Known: central_asia" in done.stderr
