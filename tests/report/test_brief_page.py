"""The page: whole, closed, self-contained, escaped, the same every time."""

import base64
import hashlib
import re
from collections import Counter

import pytest
from made_brief import HOSTILE, inputs
from strict_page import Page

from regimelab.report.build import build_brief
from regimelab.report.render import external, render_brief

LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"}


@pytest.fixture(scope="module")
def read(page):
    return Page(page)


def test_every_element_is_closed_in_order(read):
    assert len(read.tags) > 100


def test_a_brief_without_results_is_a_whole_page_that_says_so(bare_brief):
    text = render_brief(bare_brief)
    ids = set(Page(text).ids)
    assert all(link[1:] in ids for link in Page(text).links if link.startswith("#"))
    for missing in ("No measures", "No futures", "No options", "The past was not forecast"):
        assert missing in text


def test_every_internal_link_leads_somewhere(read):
    missing = {link for link in read.links if link.startswith("#") and link[1:] not in read.ids}
    assert missing == set()


def test_no_id_is_given_twice(read):
    assert [name for name, count in Counter(read.ids).items() if count > 1] == []


def test_labels_name_elements_that_are_there(read):
    named = {
        one
        for _, given in read.tags
        for key in ("aria-labelledby", "aria-describedby")
        for one in (given.get(key) or "").split()
    }
    assert named and named <= set(read.ids)


def test_there_is_no_script_and_nothing_is_loaded(read, page):
    assert "script" not in {tag for tag, _ in read.tags}
    assert {tag for tag, _ in read.tags} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
    } == set()
    assert not [key for _, given in read.tags for key in given if key in LOADS or key.startswith("on")]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert "url(" not in style and "@import" not in style


def test_no_style_is_set_outside_the_style_sheet(read):
    assert not [given for _, given in read.tags if "style" in given]


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(read, page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(given["content"] for tag, given in read.tags if "http-equiv" in given)
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy


def test_what_others_wrote_is_escaped(page):
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_only_addresses_of_the_web_become_links(read):
    assert all(link.startswith(("#", "https://", "http://")) for link in read.links)
    assert external("javascript:alert(1)") == "#source-list"


def test_the_page_has_a_language_a_title_and_a_way_past_the_contents(read):
    assert ("html", {"lang": "en"}) in read.tags
    assert read.links[0] == "#summary"
    assert "title" in {tag for tag, _ in read.tags}


def test_headings_do_not_skip_a_level(read):
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(deeper - upper <= 1 for upper, deeper in zip(levels, levels[1:], strict=False))


def test_the_same_results_give_the_same_bytes(page):
    assert render_brief(build_brief(inputs())) == page


def test_sections_stand_in_the_order_of_the_policy_brief(brief):
    names = [section.id for section in brief.sections]
    order = ["summary", "challenge", "evidence", "futures", "options", "recommendations", "track-record"]
    assert names == [*order, "findings", "sources"]
