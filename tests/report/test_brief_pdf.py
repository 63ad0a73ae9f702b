"""The PDF: tagged, titled, the same bytes every time, with every letter that the states need."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
import typst
from made_brief import HOSTILE, inputs
from pypdf import PdfReader

from regimelab.report.build import build_brief
from regimelab.report.content import Paragraph
from regimelab.report.pdf.data import typeset_data
from regimelab.report.pdf.render import render_pdf

LETTERS = {
    "Kazakh": "ӘәҒғҚқҢңӨөҰұҮүҺһІі",
    "Kyrgyz": "ҢңӨөҮү",
    "Tajik": "ҒғӢӣҚқӮӯҲҳҶҷ",
    "Uzbek": "OʻoʻGʻgʻSʼsʼ",
    "Turkmen": "ÄäÇçŽžŇňÖöŞşÜüÝý",
    "Russian": "ЁёЩщЪъЫыЭэЮюЯя«»№",
}


@pytest.fixture(scope="module")
def pdf(brief):
    return render_pdf(brief)


@pytest.fixture(scope="module")
def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def tags_of(read):
    """List the tags of the structure tree in the order of reading, with the alternative text of each."""
    found, waiting = [], [read.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            found += [(str(one["/S"]), one.get("/Alt"))] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_the_file_says_that_it_follows_pdf_ua_and_in_what_language_it_is(read, brief):
    root = read.trailer["/Root"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == brief.title


def test_headings_go_down_step_by_step_and_every_figure_says_what_it_shows(read):
    tags = tags_of(read)
    levels = [int(tag[2:]) for tag, _ in tags if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels and levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    shown = [alt for tag, alt in tags if tag == "/Figure"]
    assert len(shown) > 5 and all(shown)
    assert ("/TH", None) in tags and ("/TD", None) in tags


def test_the_same_results_give_the_same_pdf(pdf):
    assert render_pdf(build_brief(inputs())) == pdf


def test_what_others_wrote_is_printed_and_never_run(pdf):
    assert HOSTILE in text_of(pdf)


def test_every_section_and_every_finding_is_printed(pdf, brief):
    printed = " ".join(text_of(pdf).split())
    assert all(section.title in printed for section in brief.sections)
    assert all(finding.estimate.unit in printed for finding in brief.findings)


def test_a_brief_without_results_is_a_whole_pdf_that_says_so(bare_brief):
    printed = " ".join(text_of(render_pdf(bare_brief)).split())
    for missing in ("No measures", "No futures", "No options", "The past was not forecast"):
        assert missing in printed


@pytest.mark.parametrize("language", LETTERS)
def test_the_letters_of_each_language_are_in_the_fonts_of_text_and_figures(language, brief):
    said = f"{LETTERS[language]} in words"
    with_letters = replace(brief.sections[0], blocks=(Paragraph((said,), lead=(said,)),))
    whole = replace(brief, title=LETTERS[language], sections=(with_letters,))
    assert said in text_of(render_pdf(whole))


def test_a_letter_that_no_font_has_is_refused_and_not_left_out(brief):
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        render_pdf(replace(brief, title="\U0001f34e"))


def test_numbers_lead_to_findings_that_are_there(brief):
    data = typeset_data(brief)
    told = str(data)
    anchors = {f"finding-{finding.id}" for finding in brief.findings}
    assert all(f"'anchor': '{anchor}'" in told for anchor in anchors)
    numbers = [one for one in _numbers(data)]
    assert numbers and {one["to"] for one in numbers} <= anchors


def _numbers(value):
    if isinstance(value, dict):
        if value.get("is") == "number":
            yield value
        for one in value.values():
            yield from _numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one)


def test_how_findings_were_made_is_said_once_for_those_that_were_made_alike(brief):
    groups = [found for block in brief.sections[-2].blocks for _, found in block.groups]
    data = typeset_data(brief)["sections"][-2]["blocks"][0]["groups"]
    for found, (_, told) in zip(groups, data, strict=True):
        assert not told[0]["again"]
        for before, one, printed in zip(found, found[1:], told[1:], strict=False):
            alike = ("basis", "level", "method", "data", "sources")
            same = all(getattr(one.estimate, name) == getattr(before.estimate, name) for name in alike)
            assert printed["again"] <= same
