import pytest

from regimelab.evidence.findings import death_bucket, find


def checks(loaded, name):
    return [finding for finding in find(loaded) if finding.check == name]


@pytest.mark.parametrize(
    ("low", "high", "intensity"),
    [
        (1, 1, 3),
        (2, 2, 4),
        (4, 4, 4),
        (5, 5, 5),
        (9, 9, 5),
        (10, 11, 6),
        (24, 24, 6),
        (25, 25, 7),
        (26, 50, 7),
        (49, 55, 8),
        (98, 104, 9),
        (249, 249, 9),
        (250, 300, 10),
        (None, 7, 5),
        (7, None, 5),
        (0, 0, None),
        (None, None, None),
    ],
)
def test_deaths_give_the_intensity_of_the_codebook(low, high, intensity):
    assert death_bucket(low, high) == intensity


def test_an_intensity_that_does_not_fit_its_deaths_is_found(load):
    deaths = {"kind": "terror", "actor": "ISKP", "target": "TJK", "states": "TJK", "location": "TJK"}
    [finding] = checks(load({**deaths, "deaths_low": "30", "deaths_high": "40", "intensity": "3"}), "deaths")
    assert finding.acts == ("CH0001",)
    assert "intensity 3, but the codebook gives 7" in finding.what


def test_a_refused_extradition_that_is_not_coded_as_one_is_found(load):
    returned = {"kind": "extradite", "intensity": "1", "tone": "1"}
    assert len(checks(load(returned, {**returned, "tone": "-1"}), "extradition")) == 1


def test_states_that_do_not_follow_from_the_act_are_found(load):
    [finding] = checks(load({"states": "KAZ"}, {}), "states")
    assert "states say KAZ, but actor, target and location name KAZ;UZB" in finding.what


def test_a_page_older_than_its_act_is_found(load):
    assert [finding.acts for finding in checks(load({"source_date": "2022-01-04"}, {}), "page")] == [
        ("CH0001",)
    ]


def test_a_long_description_is_found(load):
    [finding] = checks(load({"description": "word " * 31}), "description")
    assert "31 words" in finding.what


def test_an_act_told_twice_is_found(load):
    assert checks(load({}, {}, {"kind": "criticise"}), "repeated")[0].acts == ("CH0001", "CH0002")


def test_a_vote_that_the_table_of_votes_denies_is_found(load):
    hedge = {"kind": "hedge", "actor": "KAZ;KGZ", "target": "RUS", "location": "UN", "date": "2022-04-07"}
    abstains, opposes = load({**hedge, "intensity": "4"}), load({**hedge, "intensity": "6"})
    assert [f.what for f in checks(abstains, "votes")] == [
        "intensity 4 says abstain or absent, but KAZ on ES-11/3: against",
        "intensity 4 says abstain or absent, but KGZ on ES-11/3: against",
    ]
    assert checks(opposes, "votes") == []


def test_a_vote_that_nobody_settled_is_found(load):
    hedge = {
        "kind": "hedge",
        "actor": "TKM",
        "target": "RUS",
        "location": "UN-New York",
        "date": "2022-10-12",
    }
    [finding] = checks(load({**hedge, "intensity": "4"}), "votes")
    assert "leaves unknown" in finding.what


def test_a_plain_act_gives_no_finding(load):
    assert find(load({})) == ()


def test_the_packaged_chronicle_holds_its_own_rules_of_deaths_and_states(evidence):
    assert not [f for f in find(evidence) if f.check in ("deaths", "states", "extradition", "description")]
