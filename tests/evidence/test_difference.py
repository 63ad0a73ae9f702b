from regimelab.evidence.difference import difference

ACTS = ({"id": "A1", "tone": "0"}, {"id": "A2"}, {"id": "A3"})


def test_acts_are_added_removed_and_changed_column_by_column(load):
    first = load(*ACTS)
    second = load({"id": "A1", "tone": "1", "intensity": "5"}, {"id": "A2"}, {"id": "A4"})
    found = difference(first, second)
    assert (found.first, found.second) == (first.release, second.release)
    assert [row["id"] for row in found.acts.added] == ["A4"]
    assert [row["id"] for row in found.acts.removed] == ["A3"]
    assert {(one.key, one.column, one.was, one.now) for one in found.acts.changed} == {
        ("A1", "tone", 0, 1),
        ("A1", "intensity", 2, 5),
    }
    assert found.counts["acts"] == {"added": 1, "removed": 1, "changed": 1}
    assert found.counts["borders"] == {"added": 0, "removed": 0, "changed": 0}


def test_a_release_does_not_differ_from_itself(evidence):
    found = difference(evidence, evidence)
    assert {number for counts in found.counts.values() for number in counts.values()} == {0}


def test_structure_rows_are_compared_by_their_keys(evidence):
    from dataclasses import replace

    fewer = replace(evidence, memberships=evidence.memberships.slice(1))
    found = difference(fewer, evidence)
    assert len(found.structure["memberships"].added) == 1
    assert found.acts.changed == ()
