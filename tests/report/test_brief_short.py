"""The brief in two pages: two pages in every language, the same words and numbers as in full."""

import io
import re
from types import SimpleNamespace as Made

import pytest
from made_brief import FORECAST as FORECAST_MADE
from made_brief import META, REGION, claim, inputs, member, path
from pypdf import PdfReader
from strict_page import Page

from regimelab.report.build import build_short
from regimelab.report.catalogue import languages
from regimelab.report.content import Meta
from regimelab.report.pdf.render import render_pdf
from regimelab.report.render import render_brief

TITLE = "A claim of some length, number {}, says so"
THIRTEEN = tuple(claim(number, "undetermined", 0.6, title=TITLE.format(number)) for number in range(1, 14))


def short(language="en", **more):
    members = (member("KAZ", "Kazakhstan"), member("KGZ", "Kyrgyzstan"))
    region = Made(**(vars(REGION) | {"members": members}))
    paths = (path(None, 4.0), path("KAZ", 2.0), path("KGZ", 1.0))
    forecast = Made(**(vars(FORECAST_MADE) | {"outcomes": paths}))
    told = {"region": region, "forecast": forecast, "claims": THIRTEEN}
    return build_short(inputs(**(told | more), meta=Meta(**(vars(META) | {"language": language}))))


@pytest.mark.parametrize("language", languages())
def test_a_short_brief_has_two_pages(language):
    read = PdfReader(io.BytesIO(render_pdf(short(language))))
    assert len(read.pages) == 2 and read.trailer["/Root"]["/Lang"] == language
    assert b"<pdfuaid:part>1" in read.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_short_brief_says_what_the_brief_says(page):
    told = " ".join(re.sub(r"<[^>]+>", "", render_brief(short(claims=()))).split())
    full = " ".join(re.sub(r"<[^>]+>", "", page).split())
    for sentence in (
        "cannot be told apart from simple rules of thumb",
        "The future is wide open",
        "does most",
    ):
        assert sentence in told and sentence in full


def test_a_short_page_has_no_link_to_what_it_does_not_hold():
    read = Page(render_brief(short()))
    assert all(link[1:] in read.ids for link in read.links if link.startswith("#"))
    assert read.numbers == []


def test_a_short_brief_of_a_run_without_results_says_so():
    told = render_brief(short(measures=(), claims=(), hindcast=None, forecast=None, comparison=None))
    for missing in ("No futures", "No options", "The past was not forecast"):
        assert missing in told
