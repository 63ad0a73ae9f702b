"""The same brief for machines."""

import json

import pytest
from strict_page import Page

from regimelab.report.numbers import estimate_text
from regimelab.report.to_json import brief_json


@pytest.fixture(scope="module")
def plain(brief):
    return json.loads(json.dumps(brief_json(brief), allow_nan=False))


def numbers_in(value):
    """Every reference to a finding anywhere in the sections, as (finding, printed text)."""
    if isinstance(value, dict):
        if {"finding", "text"} <= value.keys() and value["finding"]:
            yield value["finding"], value["text"]
        for one in value.values():
            yield from numbers_in(one)
    if isinstance(value, list):
        for one in value:
            yield from numbers_in(one)


def test_numbers_on_the_page_are_the_numbers_in_the_json(page, plain):
    printed = set(Page(page).numbers)
    assert printed
    assert printed <= set(numbers_in(plain["sections"]))


def test_every_number_is_a_finding_with_method_data_and_basis(plain):
    found = {finding["id"]: finding for finding in plain["findings"]}
    for name, _ in numbers_in(plain["sections"]):
        assert found[name]["method"] and found[name]["data"]
        assert found[name]["basis"] in ("estimated", "pooled", "assumed")


def test_every_finding_prints_in_the_json_as_on_the_page(brief, plain, page):
    for finding, one in zip(brief.findings, plain["findings"], strict=True):
        assert one["text"] == estimate_text(finding.estimate)
        assert one["text"] in page
        assert one["estimate"] == finding.estimate.estimate


def test_every_source_that_a_finding_cites_is_listed(plain):
    listed = {source["id"] for source in plain["sources"]}
    cited = {source for finding in plain["findings"] for source in finding["sources"]}
    assert cited <= listed


def test_every_act_that_is_cited_has_date_kind_words_address_and_confidence(plain):
    acts = [source for source in plain["sources"] if source["id"].startswith("CH")]
    assert acts
    assert all(
        act["dated"] and act["kind"] and act["title"] and act["urls"] and act["confidence"] for act in acts
    )
