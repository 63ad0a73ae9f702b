import re

import pytest
from rich.console import Console

from regimelab.cli.shown import verification as print_verification
from regimelab.evidence import verify
from regimelab.evidence.publishers import families, host


@pytest.fixture(scope="module")
def verification(evidence):
    return verify(evidence)


def test_the_counts_are_those_of_the_codebook(verification):
    assert verification.acts == 515
    assert verification.by_precision == {"day": 423, "month": 86, "year": 6}
    assert verification.by_state == {"KGZ": 221, "TJK": 207, "KAZ": 179, "UZB": 155, "TKM": 102}
    assert verification.by_kind["support"] == 81
    assert verification.by_kind["sanctions"] == 4
    assert {year: n for year, n in verification.by_year.items() if year >= "2019"} == {
        "2019": 42,
        "2020": 69,
        "2021": 115,
        "2022": 231,
        "2023": 55,
    }
    assert verification.second_source == pytest.approx(125 / 515)
    assert verification.before_period == 3


def test_acts_after_the_period_are_counted_and_shown(load):
    found = verify(load({}, {"date": "2024-01-05"}))
    assert found.after_period == 1
    console = Console(width=160)
    with console.capture() as shown:
        print_verification(console, found)
    assert re.search(r"acts after the period\W+1\b", shown.get())


def test_coverage_adds_up(verification):
    for counts in (
        verification.by_kind,
        verification.by_year,
        verification.by_confidence,
        verification.by_mechanism,
        verification.families,
    ):
        assert sum(counts.values()) == verification.acts
    crossed = {state: sum(years.values()) for state, years in verification.state_by_year.items()}
    assert crossed == verification.by_state
    assert {kind: sum(years.values()) for kind, years in verification.kind_by_year.items()} == (
        verification.by_kind
    )


def test_acts_without_a_pair_and_corrections_are_listed(verification, evidence):
    assert {one.id for one in verification.unpaired} == {"CH0001", "CH0002", "CH0003", "CH0267"}
    assert verification.corrections == evidence.corrections
    assert verification.release == evidence.release


def test_what_the_model_leaves_out_is_listed_and_weighed(verification):
    assert verification.left_out == (("CH0314", "hedge", "IRN", "TJK", 0.5),)
    assert verification.acts_left_out == 0.5


def test_rows_that_nobody_rated_are_counted(verification):
    assert verification.unrated["acts"] == 0
    assert verification.unrated["memberships"] == verification.tables["memberships"]


def test_a_family_is_the_outlet_that_wrote_whoever_carried_it():
    written = ["AP (via MyNews24x7)", "AP", "Babel (AP)", "Babel", "Wikipedia (IPFS mirror)"]
    assert list(families(written).values()) == ["AP", "AP", "AP", "Babel", "Wikipedia (IPFS mirror)"]


def test_a_site_is_one_host_however_it_is_addressed():
    pages = ["https://www.rferl.org/a", "http://rferl.org/b", "https://rferl.org./c", "https://amp.rferl.org"]
    assert {host(page) for page in pages} == {"rferl.org"}
