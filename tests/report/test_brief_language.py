"""The brief in Russian: no message missing, what others wrote marked, numbers as Russian writes them."""

import html
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import made_brief
import pytest
from made_brief import inputs
from messages_said import english_left, messages, plurals
from pypdf import PdfReader
from strict_page import Page

from regimelab.cli.options import ReportLanguage
from regimelab.interval import Estimate
from regimelab.report.build import build_brief
from regimelab.report.catalogue import catalogue, languages
from regimelab.report.content import Meta
from regimelab.report.dates import day_text, month_text, short_day_text, short_month_text
from regimelab.report.language import Foreign, other, say, say_count, say_text, speaking
from regimelab.report.numbers import estimate_text, probability_text
from regimelab.report.pdf.render import render_pdf
from regimelab.report.render import render_brief
from regimelab.report.slug import slug
from regimelab.report.to_json import brief_json

OTHERS = [language for language in languages() if language != "en"]
SLOTS = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def russian():
    meta = Meta("0.1.0", "2023-06-30+ab12cd34ef56", 7, 1000, "regimelab brief made_up", "manifest.json")
    return build_brief(inputs(meta=Meta(**(vars(meta) | {"language": "ru"}))))


def test_the_command_offers_the_languages_that_there_are():
    assert tuple(ReportLanguage) == languages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_every_language_and_none_is_left_over(language):
    said, known = messages(), catalogue(language)
    assert {text: path for text, path in said.items() if text not in known.messages} == {}
    assert set(known.messages) - set(said) == set()
    assert set(known.plurals) == plurals()


@pytest.mark.parametrize("language", OTHERS)
def test_a_message_keeps_its_parts(language):
    known = catalogue(language)
    told = known.messages | {many: form for many, forms in known.plurals.items() for form in forms}
    assert [text for text, form in told.items() if set(SLOTS.findall(text)) != set(SLOTS.findall(form))] == []
    lost = [form for text, form in known.patterns if set(SLOTS.findall(form)) - set(text.groupindex)]
    assert lost == []


def test_a_part_may_stand_elsewhere_in_another_language():
    with speaking("ru"):
        assert say("More repression, {unit}", unit="x") == "Прирост репрессий, x"
        assert say_text("{outcome}, last month", outcome=Foreign("Unrest")) == ("Unrest", ", последний месяц")


def test_the_form_of_a_noun_follows_the_number():
    with speaking("ru"):
        counts = [say_count("{count} outcome", "{count} outcomes", count) for count in (1, 3, 5, 11, 21)]
    assert counts == ["1 показатель", "3 показателя", "5 показателей", "11 показателей", "21 показатель"]
    assert say_count("{count} outcome", "{count} outcomes", 1) == "1 outcome"


def test_numbers_and_dates_have_the_form_of_the_language():
    day, number = date(2022, 2, 4), Estimate(0.17, -0.07, 0.37, "nats per act", "", "")
    assert (day_text(day), month_text(day)) == ("4 February 2022", "February 2022")
    assert estimate_text(Estimate(0.81, 0.68, 0.9, "share", "", "")) == "0.81 (0.68–0.90)"
    with speaking("ru"):
        assert day_text(day) == "4\u00a0февраля 2022"
        assert (month_text(day), short_month_text(day)) == ("февраль 2022", "февр. 2022")
        assert short_day_text(day) == "04.02.2022"
        assert estimate_text(Estimate(0.81, 0.68, 0.9, "share", "", "")) == "0,81 (0,68–0,90)"
        assert estimate_text(number) == "0,17 (от \u22120,07 до 0,37)"
        assert probability_text(0.995) == "> 0,99"


def test_texts_of_other_rooms_are_said_by_name_by_pattern_or_sentence_by_sentence():
    with speaking("ru"):
        assert other("Kazakhstan") == "Казахстан"
        assert other("members with RUS") == "участники и RUS"
        assert other("crisis at a member, July 2019") == "кризис у участника, июль 2019"
        bound = "36 of 46 joint acts of members among themselves bind nobody"
        assert other(f"{bound} (share, smoothed: 0.80 (0.68 to 0.88)).").endswith("доля: 0,80 (0,68–0,88)).")
        twice = "Nothing held is not nothing there. An onset is a lasting rise of the parts together."
        assert other(twice).count("явления.") == 1 and "рост" in other(twice)


def test_what_the_catalogue_does_not_know_stays_as_it_was_written_and_is_marked():
    with speaking("ru"):
        assert isinstance(other("Hundreds rally in the capital and demand an inquiry."), Foreign)
        assert not isinstance(other("KAZ"), Foreign)
    assert not isinstance(other("Hundreds rally in the capital."), Foreign)


def test_a_page_in_russian_says_so_and_marks_what_is_not(russian):
    page = render_brief(russian)
    read = Page(page)
    assert ("html", {"lang": "ru"}) in read.tags
    assert "Основные выводы" in page and "Executive summary" not in page
    assert '<span lang="en">Act 2.</span>' in page
    assert [name for name, count in Counter(read.ids).items() if count > 1] == []
    assert {given["lang"] for _, given in read.tags if "lang" in given} == {"ru", "en"}


def test_no_english_word_stands_unmarked_but_names_that_were_handed_over(russian, page):
    handed = re.findall(r"[a-z]+", Path(made_brief.__file__).read_text(encoding="utf-8").lower())
    assert english_left(render_brief(russian), handed) == set()


def test_the_json_of_a_brief_in_russian_has_its_findings_in_russian(russian):
    told = brief_json(russian)
    assert told["meta"]["language"] == "ru"
    assert told["sections"][0]["title"] == "Основные выводы"
    assert any("," in finding["text"] for finding in told["findings"])


def test_the_pdf_of_a_brief_in_russian_is_in_russian(russian):
    read = PdfReader(io.BytesIO(render_pdf(russian)))
    assert read.trailer["/Root"]["/Lang"] == "ru"
    assert "Основные выводы" in read.pages[0].extract_text()


def test_anchors_do_not_depend_on_the_language(russian, brief):
    assert [section.id for section in russian.sections] == [section.id for section in brief.sections]
    assert [finding.id for finding in russian.findings] == [finding.id for finding in brief.findings]
    assert slug("Основные выводы") == ""


@pytest.mark.slow
def test_of_the_packaged_region_only_quotations_and_acts_stay_in_english(tmp_path):
    from regimelab.report.recommendations import RECOMMENDATIONS
    from regimelab.study.brief import Form, brief
    from regimelab.study.inquiry import Inquiry
    from regimelab.study.opening import Asked

    asked = Asked("central_asia", tmp_path / "evidence.duckdb")
    page = brief(asked, futures=20, months=6, form=Form("ru")).files["brief.html"].decode()
    inquiry = Inquiry(asked)
    region = inquiry.evidence.region
    quoted = [act["description"] for act in inquiry.evidence.acts.to_pylist()]
    quoted += [one.passage for one in (*inquiry.claims, *region.threats, *RECOMMENDATIONS)] + [
        region.brief.title
    ]
    known = {one.rstrip(".") for one in quoted}
    marked = {html.unescape(one).rstrip(".") for one in re.findall(r'<span lang="en">(.*?)</span>', page)}
    assert {one for one in marked if one not in known and not re.search(r"\(\d{4}\), |^; |_", one)} == set()
