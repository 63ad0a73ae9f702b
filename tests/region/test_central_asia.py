"""What the packaged region promises to everyone who builds on it."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from regimelab.codebook import KIND_NAMES
from regimelab.region import Region, check_region, load_region, packaged_regions


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("central_asia")


@pytest.fixture(scope="module")
def chronicle(region: Region) -> list[dict[str, str]]:
    text = (region.folder / region.chronicle.file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_every_packaged_region_has_no_problem():
    assert "central_asia" in packaged_regions()
    assert {name: check_region(name) for name in packaged_regions()} == {
        name: [] for name in packaged_regions()
    }


def test_members_come_first_and_every_actor_has_a_class(region):
    assert region.actors[:5] == ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    assert region.classes[:7] == ("member",) * 5 + ("patron",) * 2
    assert len(region.actors) == len(region.classes) == len(set(region.actors)) == 25


@pytest.mark.parametrize(
    ("code", "actor"),
    [
        ("KAZ", "KAZ"),
        ("KAZ:government", "KAZ"),
        ("CHN:company", "CHN"),
        ("DEU", "EU"),
        ("HRW", "RIGHTS"),
        ("AFG", "AFG"),
        ("AFG:armed_groups", "ARMED"),
        ("ISKP", "ARMED"),
        ("MNG", None),
        ("", None),
    ],
)
def test_a_code_of_the_evidence_stands_for_one_actor_or_none(region, code, actor):
    assert region.resolve(code) == actor


def test_every_code_of_the_chronicle_stands_for_an_actor(region, chronicle):
    codes = {code for row in chronicle for side in ("actor", "target") for code in row[side].split(";")}
    assert {code for code in codes if region.resolve(code) is None} == set()


def test_every_cited_row_of_the_chronicle_is_there(region, chronicle):
    ids = {row["id"] for row in chronicle}
    assert set(re.findall(r"CH\d+", region.model_dump_json())) <= ids


def test_dependence_on_the_patron_counts_full_memberships_only(region):
    shares = region.dependence()
    assert shares["KAZ"] == shares["KGZ"] == 1.0
    assert shares["TJK"] == pytest.approx(2 / 3)  # CSTO and CIS, no part of the EAEU
    assert shares["UZB"] == pytest.approx(1 / 3)  # the CIS alone: an observer of the EAEU, out of the CSTO
    assert shares["TKM"] == 0.0  # an associate of the CIS is not a full member


def test_an_actor_whose_memberships_are_unknown_has_no_dependence_rather_than_none(region):
    assert "GBR" not in region.dependence()


def test_dependence_follows_the_dates_of_memberships(region):
    assert region.dependence(date(2007, 1, 1))["UZB"] == pytest.approx(
        1 / 3
    )  # the former membership holds no more
    assert region.dependence(date(2014, 12, 31))["KAZ"] == pytest.approx(2 / 3)  # a day before the EAEU


def test_there_are_nineteen_borders_and_the_longest_is_kazakhstan_with_russia(region):
    assert len(region.borders()) == 19
    assert max(region.borders(), key=lambda border: border[2]) == ("KAZ", "RUS", 7644.0)


def test_an_unknown_vote_stays_unknown_and_a_corrected_one_is_corrected(region):
    votes = {(vote.resolution, vote.actor): vote.vote for vote in region.un_votes()}
    assert votes["ES-11/2", "KGZ"] is None
    assert votes["ES-11/2", "TKM"] == "absent"
    assert votes["ES-11/1", "KAZ"] == "abstain"


def test_corrections_change_the_tables_and_leave_the_files_alone(region):
    membership = next(m for m in region.memberships() if (m.actor, m.organisation) == ("UZB", "OTS"))
    assert membership.since == date(2019, 10, 15)
    assert "UZB,OTS,member,2019-10,," in (region.folder / "memberships.csv").read_text(encoding="utf-8")


def test_every_correction_has_a_reason_and_meets_the_value_it_corrects(region, chronicle):
    rows = {row["id"]: row for row in chronicle}
    for correction in region.corrections():
        assert correction.reason
        assert correction.was != correction.now
        if correction.file == region.chronicle.file:
            assert rows[correction.key][correction.column] == correction.was


def test_hedges_on_un_votes_agree_with_the_table_of_votes(region, chronicle):
    votes = {(vote.day.isoformat(), vote.actor): vote.vote for vote in region.un_votes()}
    ballots = {day for day, _ in votes}
    at_the_un = [row for row in chronicle if row["kind"] == "hedge" and row["location"].startswith("UN")]
    hedges = [row for row in at_the_un if row["id"] != "CH0027"]  # letters on Xinjiang, not a ballot
    assert len(hedges) == 7
    for row in hedges:
        assert row["date"] in ballots
        wanted = {"CH0300": "against", "CH0438": None, "CH0476": "absent"}.get(row["id"], "abstain")
        assert {votes[row["date"], actor] for actor in row["actor"].split(";")} == {wanted}


def test_leaders_since_agree_with_the_table_of_states(region):
    rows = csv.DictReader((region.folder / "states.csv").read_text(encoding="utf-8").splitlines())
    stated = {row["iso3"]: row["head_of_state_since"] for row in rows}
    for member in region.members:
        assert f"{member.leader_since.day} {member.leader_since:%B %Y}" == stated[member.code]


def test_windows_of_transition_are_dated_by_the_rows_they_cite(region, chronicle):
    days = {row["id"]: row["date"] for row in chronicle}
    for window in region.transitions:
        cited = [days[source] for source in window.sources if source in days]
        assert window.start.isoformat() == min(cited)
        assert window.end is None or window.end.isoformat() == max(cited)


def test_the_registers_hold_the_seven_threats_and_the_nine_mechanisms(region):
    assert [threat.name for threat in region.threats] == [
        "radicalism_extremism",
        "terrorism_armed_groups",
        "separatism",
        "opposition_colour_revolution",
        "water_climate",
        "adventurous_patron",
        "leadership_transition",
    ]
    assert [mechanism.name for mechanism in region.mechanisms] == [
        "mutual_support",
        "restraint",
        "extradition",
        "legal_harmonisation",
        "intelligence_sharing",
        "legitimacy_by_summits",
        "coup_proofing",
        "hedging",
        "transnational_repression",
    ]


def test_every_mechanism_has_rows_of_the_chronicle_to_show_for_each_of_its_kinds(region, chronicle):
    counted = Counter((row["mechanism"], row["kind"]) for row in chronicle)
    for mechanism in region.mechanisms:
        for kind in mechanism.kinds:
            assert sum(counted[code, kind] for code in mechanism.codes), (mechanism.name, kind)


def test_every_threat_is_realised_by_kinds_that_the_chronicle_has(region, chronicle):
    seen = {row["kind"] for row in chronicle}
    assert seen == set(KIND_NAMES)
    assert all(set(threat.kinds) <= seen for threat in region.threats)


def test_every_passage_stands_on_its_line_of_the_brief(region, shared: Path):
    lines = (shared / "brief" / "policy-brief-86.txt").read_text(encoding="utf-8").splitlines()
    for entry in (*region.threats, *region.mechanisms):
        assert entry.passage in lines[entry.line - 1], (entry.name, entry.line)


def test_every_line_of_the_brief_that_is_cited_has_text(region, shared: Path):
    lines = (shared / "brief" / "policy-brief-86.txt").read_text(encoding="utf-8").splitlines()
    cited = {int(line) for line in re.findall(r"brief:(\d+)", region.model_dump_json())}
    assert cited
    assert all(lines[line - 1].strip() for line in cited)


def test_doctrines_of_the_brief_cite_its_line_and_a_guess_says_why(region):
    doctrines = {member.code: member.doctrine for member in region.members}
    assert doctrines["KAZ"].sources == ("brief:29",)
    assert str(doctrines["UZB"]).startswith("Mustaqillik")
    assert [code for code, doctrine in doctrines.items() if doctrine.basis == "assumed"] == ["TJK"]
    assert doctrines["TJK"].reason


def test_the_region_names_no_leader_by_name(region):
    rows = csv.DictReader((region.folder / "states.csv").read_text(encoding="utf-8").splitlines())
    surnames = {
        word for row in rows for word in row["head_of_state"].split() if word.isupper() and len(word) > 3
    }
    said = (region.folder / "region.toml").read_text(encoding="utf-8").upper()
    assert surnames
    assert {name for name in surnames if name in said} == set()
