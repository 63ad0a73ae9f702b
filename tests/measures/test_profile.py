from made_evidence import act, evidence_of

from regimelab.measures.profile import profile


def shares(evidence, acts):
    found = profile(evidence_of(evidence, acts))
    return found, {row["label"]: row for row in found.rows}


def test_each_common_act_shows_one_type(evidence):
    acts = [
        act("summit", "KAZ;UZB;RUS", "", "2020-01-05"),
        act("agreement", "KAZ;UZB", "", "2020-02-05", intensity=7),
        act("agreement", "KAZ;KGZ", "", "2020-03-05", intensity=3),
        act("law", "KGZ", "", "2020-04-05", source_state="RUS"),
        act("law", "KGZ", "", "2020-05-05"),
        act("summit", "KAZ;RUS", "", "2020-06-05"),
    ]
    found, rows = shares(evidence, acts)
    counted = [rows[f"all common acts: {name}"]["acts"] for name in ("spontaneous", "negotiated", "imposed")]
    assert counted == [1, 1, 2] and "1 spontaneous, 1 negotiated, 2 imposed" in found.summary


def test_what_is_no_text_cannot_be_negotiated(evidence):
    _, rows = shares(evidence, [act("summit", "KAZ;UZB", "", "2020-01-05")])
    assert "who convenes: meetings and services: negotiated" not in rows
    assert rows["who convenes: meetings and services: spontaneous"]["low"] > 0


def test_a_question_without_an_act_is_undetermined(evidence):
    found, rows = shares(evidence, [act("summit", "KAZ;UZB", "", "2020-01-05")])
    row = rows["who copies: law with a model: undetermined, nothing is on record"]
    assert row["estimate"] is None and row["sources"] == () and found.estimate.known


def test_no_common_act_is_no_type(evidence):
    found, _ = shares(evidence, [act("support", "RUS", "KAZ", "2020-01-05")])
    assert not found.estimate.known and found.summary.startswith("Undetermined")
