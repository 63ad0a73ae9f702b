"""What changed since an earlier release: what moved, and which of its acts differ."""

import re
from types import SimpleNamespace as Made

import pytest
from made_brief import ACTS, FORECAST, META, act, claim, estimate, inputs, measure, path
from strict_page import Page

from regimelab.report.build import build_brief, build_short
from regimelab.report.content import Meta, Table
from regimelab.report.pdf.render import render_pdf
from regimelab.report.render import render_brief

CHANGE = Made(key="CH0002", column="intensity", was=3, now=5)
GONE = act(9, "protest", ACTS[0]["start"], "AAA", description="An act that was taken out.")


def before(claims=None, measures=None, forecast=None, added=(ACTS[0],), removed=(GONE,), changed=(CHANGE,)):
    return Made(
        release="2022-12-31+0123456789ab",
        acts=Made(added=added, removed=removed, changed=changed),
        claims=inputs().claims if claims is None else claims,
        measures=inputs().measures if measures is None else measures,
        forecast=FORECAST if forecast is None else forecast,
    )


def section(then):
    told = build_brief(inputs(before=then))
    return next(one for one in told.sections if one.id == "changes"), told


def words(block):
    rows = [[part for cell in row for part in cell] for row in block.rows]
    return [" ".join(part if isinstance(part, str) else part.text for part in row) for row in rows]


def table(then, name):
    return next(one for one in section(then)[0].blocks if isinstance(one, Table) and one.id == name)


def test_without_an_earlier_release_nothing_is_said_of_changes(brief):
    assert "changes" not in [one.id for one in brief.sections]
    assert not [one for one in brief.findings if one.id.startswith(("before-", "change-"))]


def test_a_claim_that_moved_stands_then_and_now_with_the_acts_behind_it():
    was = (claim(1, "undetermined", 0.6), *inputs().claims[1:])
    (row,) = words(table(before(claims=was), "changed-claims-table"))
    assert "undetermined ,  0.60" in row and "supported ,  0.93" in row
    assert "added: CH0001" in " ".join(row.split())


def test_verdicts_that_changed_are_named_with_both_before_any_table():
    was = (claim(1, "undetermined", 0.6), *inputs().claims[1:])
    told = "".join(part for part in section(before(claims=was))[0].blocks[0].body if isinstance(part, str))
    assert told.startswith("Verdicts that changed: claim 1 (undetermined, now supported).")
    same = section(before())[0].blocks[0].body
    assert same[0].startswith("No verdict changed.")


def test_a_measure_and_a_future_that_moved_stand_with_their_intervals():
    weaker = Made(**(vars(measure()) | {"estimate": estimate(0.5, 0.4, 0.6, sources=("CH0002",))}))
    (row,) = words(table(before(measures=(weaker,)), "changed-measures-table"))
    assert (
        "0.50 (0.40–0.60)" in row
        and "0.81 (0.68–0.90)" in row
        and "corrected: CH0002" in " ".join(row.split())
    )
    later = Made(**(vars(FORECAST) | {"outcomes": (path(None, 8.0), *FORECAST.outcomes[1:])}))
    (row,) = words(table(before(forecast=later), "changed-futures-table"))
    assert row.startswith("Unrest, the region 8 (2–21) 4.0 (0.8–10.4)") and "through the model" in row


def test_where_nothing_moved_it_says_so_and_still_lists_the_acts_that_differ():
    told, _ = section(before())
    assert "nothing that this brief says has moved" in told.blocks[0].lead[0]
    names = [one.id for one in told.blocks if isinstance(one, Table)]
    assert names == ["acts-added", "acts-removed", "acts-changed"]
    assert words(table(before(), "acts-changed")) == ["CH0002 intensity 3 5"]


def test_an_act_that_is_gone_is_named_and_not_linked():
    _, told = section(before())
    page = render_brief(told)
    read = Page(page)
    assert "An act that was taken out." in page and "#source-ch0009" not in read.links
    assert all(link[1:] in read.ids for link in read.links if link.startswith("#"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_changes_are_told_in_every_form_and_language(language):
    meta = Meta(**(vars(META) | {"language": language}))
    given = inputs(before=before(), meta=meta)
    assert render_pdf(build_brief(given)).startswith(b"%PDF")
    short = re.sub(r"<[^>]+>", "", render_brief(build_short(given)))
    assert "2022-12-31+0123456789ab" in short
