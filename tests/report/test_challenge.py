"""What the brief says of a region of which little was gathered."""

from types import SimpleNamespace

from made_brief import REGION, inputs

from regimelab.report.findings.measures import tells
from regimelab.report.sections.challenge import challenge_section
from regimelab.report.sections.crises import timeline_figure

PATRON = SimpleNamespace(actor="RUS", shock=None, basis="assumed", reason="70% of arms delivered.")
LITTLE = SimpleNamespace(
    **{
        **vars(REGION),
        "patron": PATRON,
        "members": tuple(
            SimpleNamespace(**{**vars(one), "leader_office": None, "leader_since": None})
            for one in REGION.members
        ),
        "outside": tuple(SimpleNamespace(**{**vars(one), "offers": None}) for one in REGION.outside),
    }
)
TABLES = ("members", "outside-actors")


def challenge(region):
    return challenge_section(inputs(region=region), {})


def test_an_assumed_patron_stands_with_its_ground_and_what_is_not_asked_without_a_day():
    said = str(challenge(LITTLE))
    assert "The patron is assumed to be " in said and "70% of arms delivered" in said
    assert "No day is given from which its word is in doubt" in said
    assert "The patron is assumed to be " not in str(challenge(REGION))


def test_what_was_not_gathered_is_said_to_be_so_and_every_actor_is_named():
    members, outside = (block for block in challenge(LITTLE).blocks if getattr(block, "id", "") in TABLES)
    assert [row[2] for row in members.rows] == [("not gathered",)] * 2
    assert [row[1:] for row in outside.rows] == [(("not gathered",), ("not gathered",))] * 2


def test_a_timeline_without_a_day_of_shock_says_so():
    assert "No day is given" in str(timeline_figure([], LITTLE).caption)


def test_a_row_that_counted_nothing_tells_nothing():
    assert not tells({"label": "hosted: 0 of 0", "estimate": None, "n": 0, "sources": ()})
    assert tells({"label": "one", "estimate": None, "n": 2})
    assert tells({"label": "one", "estimate": 0.0, "n": 0})
