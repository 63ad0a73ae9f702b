import json

import pytest

ANSWER = {"schema", "ok", "data", "warnings", "meta"}
META = {"version", "evidence_release", "seed", "elapsed_ms"}


@pytest.mark.parametrize(
    ("words", "schema", "keys"),
    [
        (("claims",), "regimelab.claims/1", {"claims"}),
        (("measure",), "regimelab.measure/1", {"parts", "strength", "onset", "chance", "profile"}),
        (("evidence", "list"), "regimelab.evidence.list/1", {"sources", "release", "acts"}),
        (
            ("evidence", "show", "CH0100"),
            "regimelab.evidence.show/1",
            {"act", "pairs", "origin", "pages", "row"},
        ),
        (("evidence", "search", "border"), "regimelab.evidence.search/1", {"sources", "total", "acts"}),
        (("evidence", "facets"), "regimelab.evidence.facets/1", {"release", "acts", "facets"}),
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
        (("evidence", "list", "--limit", "0"), "regimelab.evidence.list/1", 2),
        (("evidence", "diff", "ab12"), "regimelab.evidence.diff/1", 2),
        (("claims", "--without", "press"), "regimelab.claims/1", 2),
        (("measure", "--as-of", "soon"), "regimelab.measure/1", 2),
        (("measure", "--as-of", "1999"), "regimelab.measure/1", 6),
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


def test_an_answer_names_the_view_that_it_rests_on(ask):
    plain, _ = ask("evidence", "list", "--limit", "1")
    viewed, _ = ask("evidence", "list", "--as-of", "2022-01", "--without", "media", "--without", "official")
    release = plain["meta"]["evidence_release"]
    assert viewed["meta"]["evidence_release"] == f"{release}@2022-01-31-media-official"
    listed, _ = ask("evidence", "releases")
    assert release in {one["release"] for one in listed["data"]["releases"]}
    found, _ = ask("evidence", "diff", release[-12:-3], release)
    assert found["data"]["counts"]["acts"] == {"added": 0, "removed": 0, "changed": 0}


def test_a_release_that_the_store_lacks_ends_with_those_it_holds(ask):
    held, _ = ask("evidence", "list", "--limit", "1")
    answer, done = ask("claims", "--release", "0000000000")
    assert done.exit_code == 6 and held["meta"]["evidence_release"] in answer["error"]["remedy"]


def test_format_json_is_the_same_as_json(run):
    done = run("region", "list", "--format", "json")
    assert json.loads(done.stdout)["ok"] is True


def test_without_json_an_error_leaves_stdout_empty(run):
    done = run("claims", "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Known: central_asia" in done.stderr
