import csv
from collections import Counter
from pathlib import Path

import pytest

from regimelab.evidence import publishers
from regimelab.evidence.publishers import FAMILIES, UNLISTED, family_of

FILE = Path(publishers.__file__).with_name("publishers.csv")


def test_every_publisher_of_the_packaged_chronicle_has_a_family(evidence):
    named = set(evidence.acts.column("source_publisher").to_pylist())
    assert {name for name in named if family_of(name) == UNLISTED} == set()


def test_the_table_names_each_publisher_once_and_no_unknown_family():
    with FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [name for name, n in Counter(row["publisher"].casefold() for row in rows).items() if n > 1] == []
    assert {row["family"] for row in rows} == set(FAMILIES) - {UNLISTED}
    names = [row["publisher"] for row in rows]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


@pytest.mark.parametrize(
    ("publisher", "family"),
    [
        ("Human Rights Watch (via Tolerance.ca)", "rights"),
        ("Dawn (AFP)", "media"),
        ("Sardegnagol (EU statement)", "organisations"),
        ("Europe Diplomatic (EEAS)", "organisations"),
        ("UzA (via EIN Presswire)", "state_media"),
        ("kabar", "state_media"),
        ("Kremlin", "official"),
        ("Nobody's Gazette", UNLISTED),
        ("Nobody's Gazette (Reuters)", "media"),
    ],
)
def test_a_text_belongs_to_who_wrote_it_not_to_who_carried_it(publisher, family):
    assert family_of(publisher) == family
