"""The interface says what the command line and the brief say, and refuses what cannot be asked."""

import pytest

from regimelab.policy.portfolio import NOTHING
from regimelab.report.to_json import brief_json
from regimelab.study.compare import compare
from regimelab.study.evidence import Wanted, count_evidence, list_evidence
from regimelab.study.simulate import simulate

FUTURES = 120
SCENARIO, PORTFOLIO = "tajik_succession", "human_security_first"


@pytest.fixture(scope="module")
def asked(labs):
    return labs.asked


@pytest.fixture
def doses(region):
    return next(one for one in region["portfolios"] if one["name"] == PORTFOLIO)["doses"]


def posted(client, **question):
    answer = client.post("/api/v1/simulate", json={"futures": FUTURES, "members": True, **question})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_bands_are_those_that_simulate_prints(client, asked):
    found = posted(client)
    paths = {(path.name, path.actor): path for path in simulate(asked, 0, FUTURES, 24).data.outcomes}
    assert len(found["bands"]) == len(paths)
    for band in found["bands"]:
        path = paths[band["outcome"], band["actor"]]
        for name in ("q05", "q25", "q50", "q75", "q95"):
            assert band[name] == list(path.quantiles[name])


def test_the_record_before_the_fans_counts_the_acts_and_ends_where_they_begin(client, labs):
    told = {(one["outcome"], one["actor"]): one["values"] for one in client.get("/api/v1/recorded").json()}
    bands = {(one["outcome"], one["actor"]): one["q50"][0] for one in posted(client)["bands"]}
    assert told.keys() == bands.keys()
    assert all(values[-1] == bands[place] and len(values) == 25 for place, values in told.items() if values)
    whole = client.get("/api/v1/recorded", params={"months": 1200}).json()
    assert all(one["values"][-25:] == told[one["outcome"], one["actor"]] for one in whole)
    assert max(len(one["values"]) for one in whole) == round(labs.own.inquiry.history.length) - 12
    acts = labs.own.inquiry.evidence.acts.to_pylist()
    end = labs.own.inquiry.evidence.region.period.end
    clashes = [one for one in acts if one["kind"] == "border_clash"]
    last = sum(one["end"] > end.replace(year=end.year - 1) for one in clashes)
    before = sum(
        end.replace(year=end.year - 2) < one["start"] <= end.replace(year=end.year - 1) for one in clashes
    )
    assert (told["clashes", None][-1], told["clashes", None][12]) == (last, before)


def test_levels_and_differences_are_those_that_compare_prints(client, asked, doses):
    found = posted(client, scenario=SCENARIO, doses=doses)
    told = compare(asked, 0, FUTURES, 24).data
    cells = {
        cell.outcome: cell.estimate
        for cell in told.cells
        if (cell.scenario, cell.portfolio) == (SCENARIO, PORTFOLIO)
    }
    levels = {one["outcome"]: one for one in found["levels"] if one["actor"] is None}
    assert levels.keys() == cells.keys()
    for name, level in levels.items():
        assert (level["estimate"], level["low"], level["high"]) == (
            cells[name].estimate,
            cells[name].low,
            cells[name].high,
        )
    pairs = {
        pair.outcome: pair
        for pair in told.paired
        if (pair.scenario, pair.portfolio, pair.against) == (SCENARIO, PORTFOLIO, NOTHING)
    }
    changes = {one["outcome"]: one for one in found["changes"] if one["actor"] is None}
    assert changes.keys() == pairs.keys()
    for name, change in changes.items():
        assert change["estimate"] == pairs[name].difference.estimate
        assert change["probability_better"] == pairs[name].probability_better
        assert change["moves"] == pairs[name].moves


def test_a_portfolio_that_waits_for_triggers_gives_the_numbers_of_compare(client, asked, region):
    waiting = next(one for one in region["portfolios"] if one["triggers"])
    told = compare(asked, 0, FUTURES, 24).data
    pairs = {
        pair.outcome: pair.difference.estimate
        for pair in told.paired
        if (pair.scenario, pair.portfolio, pair.against) == (SCENARIO, waiting["name"], NOTHING)
    }
    found = posted(client, scenario=SCENARIO, doses=waiting["doses"], members=False)["changes"]
    assert {one["outcome"]: one["estimate"] for one in found if one["actor"] is None} == pairs


def test_side_by_side_agrees_with_what_is_moved(client, doses):
    moved = posted(client, scenario=SCENARIO, doses=doses)
    asked = {
        "portfolios": [{"name": "mine", "title": "Mine", "doses": doses}],
        "scenarios": [SCENARIO],
        "futures": FUTURES,
    }
    beside = client.post("/api/v1/compare", json=asked).json()
    theirs = {
        (one["outcome"], one["actor"]): one["estimate"]
        for one in beside["changes"]
        if (one["portfolio"], one["against"]) == ("mine", NOTHING)
    }
    own = {
        (one["outcome"], one["actor"]): one["estimate"] for one in moved["changes"] if one["actor"] is None
    }
    assert own.items() <= theirs.items()
    worst = {(one["portfolio"], one["outcome"]): one["regret"] for one in beside["regrets"]}
    levels = {
        (one["portfolio"], one["outcome"]): one["estimate"]
        for one in beside["levels"]
        if one["actor"] is None
    }
    gap = abs(levels["mine", "repression"] - levels[NOTHING, "repression"])
    assert max(worst["mine", "repression"], worst[NOTHING, "repression"]) == pytest.approx(gap)


def test_regret_over_all_scenarios_is_the_worst_of_each(client, region, doses):
    mine = {"name": "mine", "title": "Mine", "doses": doses}

    def worst(scenarios):
        asked = {"portfolios": [mine], "scenarios": scenarios, "futures": 40, "months": 12}
        return client.post("/api/v1/compare", json=asked).json()["regrets"]

    named = [one["name"] for one in region["scenarios"]]
    singly = [one for name in named for one in worst([name])]
    together = worst([])
    assert {one["scenario"] for one in together} <= set(named)
    for one in together:
        same = [
            each
            for each in singly
            if (each["portfolio"], each["outcome"]) == (one["portfolio"], one["outcome"])
        ]
        assert one["regret"] == pytest.approx(max(each["regret"] for each in same))
    assert len(together) == len({(one["portfolio"], one["outcome"]) for one in singly})


def test_without_members_the_region_alone_is_told_and_is_the_same(client, doses):
    whole, region = posted(client, doses=doses), posted(client, doses=doses, members=False)
    of_members = [
        one["name"] for one in client.get("/api/v1/region").json()["outcomes"] if not one["judged"]
    ][:1]
    assert of_members == ["support_in_crisis"], (
        "it counts acts towards members in crisis: not told without them"
    )
    shown = [one for one in whole["bands"] if one["actor"] is None and one["outcome"] not in of_members]
    assert region["bands"] == shown
    assert region["changes"] == [one for one in whole["changes"] if one["actor"] is None]


def test_moving_an_assumption_moves_the_difference_its_way(client, region, doses):
    label = next(
        one["label"]
        for one in region["assumptions"]
        if one["owner"] == "observation" and one["kinds"] == ["repress"]
    )
    low, high = (
        next(
            one["estimate"]
            for one in posted(client, doses=doses, assumed={label: mean})["changes"]
            if one["outcome"] == "repression" and one["actor"] is None
        )
        for mean in (-0.5, 0.5)
    )
    assert low < 0 < high


def test_the_brief_is_the_command_line_s_to_the_last_number(client, labs):
    assert client.get("/api/v1/brief").json() == brief_json(labs.own.content)


def test_claims_and_findings_print_the_brief_s_numbers(client, labs):
    claims = client.get("/api/v1/claims").json()
    findings = {one["id"]: one for one in brief_json(labs.own.content)["findings"]}
    assert [claim["id"] for claim in claims] == list(range(1, 14))
    for claim in (one for one in claims if one["effect"]):
        told = client.get(f"/api/v1/findings/{claim['effect']['finding']}").json()
        finding = findings[claim["effect"]["finding"]]
        assert claim["effect"]["text"] == told["text"] == finding["text"]
        assert [one["id"] for one in told["sources"]] == list(finding["sources"])


def test_counts_of_the_evidence_are_those_of_the_command_line(client, asked):
    wanted = Wanted(kind="extradite", state="TJK", since="2022")
    answer = client.get(
        "/api/v1/evidence", params={"kind": "extradite", "state": "TJK", "since": "2022"}
    ).json()
    counted = count_evidence(asked, wanted).data
    assert answer["total"] == counted.acts == len(list_evidence(asked, wanted).data.acts)
    assert answer["facets"] == counted.facets
    assert (
        client.get("/api/v1/evidence", params={"limit": 7}).json()["total"]
        == count_evidence(asked, Wanted()).data.acts
    )


def test_an_act_leads_to_its_pages_and_to_what_rests_on_it(client, labs):
    name = next(one for one in labs.own.content.findings if one.id == "claim-1").estimate.sources[0]
    told = client.get(f"/api/v1/evidence/{name}", params={"findings": True}).json()
    assert told["act"]["urls"][0].startswith("https://") and told["findings"]["claim-1"] == "claim 1"


def test_drivers_add_up(client):
    for one in client.get("/api/v1/drivers").json():
        assert sum(driver["mean"] for driver in one["drivers"]) == pytest.approx(one["total"], abs=1e-6)


def test_what_would_change_the_advice_does_change_it(client, doses):
    asked = {"doses": doses, "outcome": "clashes", "futures": FUTURES}
    found = client.post("/api/v1/tipping", json=asked).json()
    assert found["tippings"], "the packaged levers hang on their assumptions"
    first = found["tippings"][0]
    assert abs(first["there"]) < 0.2 * abs(found["difference"])
    beyond = first["mean"] + 1.3 * (first["tipped"] - first["mean"])
    there = posted(client, doses=doses, assumed={first["label"]: beyond})["changes"]
    (turned,) = (one["estimate"] for one in there if one["outcome"] == "clashes" and one["actor"] is None)
    assert turned * found["difference"] < 0


def test_ties_hold_every_dated_share_of_an_act_once(client, labs):
    ties = client.get("/api/v1/ties").json()["ties"]
    pairs = [one for one in labs.own.inquiry.evidence.pairs.to_pylist() if one["precision"] != "year"]
    paired = {(one["id"], one["sender"], one["receiver"]) for one in pairs}
    own = [one for one in ties if (one["act"], one["sender"], one["receiver"]) in paired]
    assert len(own) == len(pairs)
    assert sum(one["weight"] for one in own) == pytest.approx(sum(one["weight"] for one in pairs), abs=1e-3)


def test_the_same_answer_is_not_sent_twice(client):
    first = client.get("/api/v1/region")
    again = client.get("/api/v1/region", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_leaving_a_family_of_sources_out_moves_the_bands(client):
    assert posted(client, without=["media"])["bands"] != posted(client)["bands"]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ({"scenario": "no_such"}, "scenario"),
        ({"doses": [{"lever": "no_such", "level": 1}]}, "doses[0].lever"),
        ({"doses": [{"lever": "statements", "level": 99}]}, "doses[0].level"),
        ({"doses": [{"lever": "statements", "level": 1, "start": "2001-01-01"}]}, "doses[0].start"),
        ({"doses": [{"lever": "water_and_contacts", "level": 1, "hosts": ["KAZ"]}]}, "doses[0].hosts[0]"),
        ({"assumed": {"no such": 1}}, "assumed"),
        ({"futures": 10**9}, "futures"),
        ({"months": 0}, "months"),
        ({"without": ["no_such"]}, "--without"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_where_and_what_to_do(client, question, where):
    answer = client.post("/api/v1/simulate", json=question)
    assert answer.status_code == 422, answer.text
    problems = answer.json()["problems"]
    assert where in [one["where"] for one in problems], problems
    assert all(one["what"] and one["remedy"] for one in problems)


def test_more_than_four_portfolios_are_too_many(client):
    many = [{"name": f"p{n}", "title": "P", "doses": []} for n in range(5)]
    assert client.post("/api/v1/compare", json={"portfolios": many}).status_code == 422


def test_unknown_acts_findings_and_orders_are_refused(client):
    for path in ("/api/v1/evidence/CH9999", "/api/v1/findings/nothing", "/api/v1/evidence?sort=size"):
        answer = client.get(path)
        assert answer.status_code == 422 and answer.json()["problems"][0]["remedy"]


def test_the_description_names_every_answer(client):
    told = client.get("/api/v1/openapi.json").json()
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            good = next(told for code, told in one["responses"].items() if code.startswith("2"))
            assert "content" in good or path.endswith(("/enter", "/ahead")), (path, method)
