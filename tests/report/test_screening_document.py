"""Documents of a screening: escaped, marked, red where overridden, redacted where a person stands."""

from io import BytesIO

import pypdf
import pytest
from made_screening import BANK, DAY, answer, filled, opened, with_edits

from regimelab.report.screening.full import full_document
from regimelab.report.screening.page import page_of
from regimelab.report.screening.pdf import pdf_of
from regimelab.report.screening.public import public_document
from regimelab.screening import NOTICE
from regimelab.screening.assess import assess
from regimelab.screening.signing import standing

NAMES = {"TJK": "Tajikistan"}
HIGH_RISK = {
    "question": "Q3.7",
    "likelihood": 4,
    "severity": 4,
    "proximity": "direct",
    "rationale": "for the test",
}
PLANNED = {"key": "mou", "questions": ["Q3.7"], "owner": "desk", "due": DAY}


def written(make, case):
    assessed = assess(case, BANK)
    return make(case, assessed, standing(case, assessed), BANK, NAMES)


def pages(case, make=full_document):
    return pypdf.PdfReader(BytesIO(pdf_of(written(make, case), DAY))).pages


def text(case, make=full_document):
    return " ".join(" ".join(page.extract_text() for page in pages(case, make)).split())


@pytest.fixture(scope="module")
def overridden():
    override = {"reason": "a reason that is long enough to be one", "seconded_by": "Adviser 12"}
    decision = {"outcome": "approve", "reason": "for the test", "override": override}
    answers = [answer("Q3.7", "serious")]
    return filled(opened(), answers=answers, risks=[HIGH_RISK], mitigations=[PLANNED], decision=decision)


@pytest.mark.parametrize("make", [full_document, public_document])
def test_an_override_stands_in_red_in_every_form(overridden, make):
    page = page_of(written(make, overridden))
    assert '<p class="override">' in page and "p.override{" in page
    assert "HIGH, overridden to MEDIUM" in page and "HIGH, overridden to MEDIUM" in text(overridden, make)


@pytest.mark.parametrize("make", [full_document, public_document])
def test_the_notice_stands_on_every_page(overridden, make):
    page = page_of(written(make, overridden))
    assert page.count(NOTICE) >= 2
    assert all(NOTICE[:50] in " ".join(one.extract_text().split()) for one in pages(overridden, make))


def test_every_question_that_nobody_read_the_text_of_shows_its_mark(overridden):
    document = written(full_document, overridden)
    rows = [
        row for part in document.parts[:-4] for block in part.blocks for row in getattr(block, "rows", ())
    ]
    asked = {one.id: one for one in BANK.asked(overridden.depth, False)}
    shown = {row[0]: "[unverified]" in row[1] for row in rows if row[0] in asked}
    assert shown == {name: one.unverified for name, one in asked.items()}
    assert page_of(document).count("<mark>unverified</mark>") >= sum(shown.values())


def test_what_is_written_by_hand_is_never_run():
    sly = "<script>alert(1)</script> #panic() $x$ @ref *b*"
    case = with_edits(opened("dialogue"), {"answers": [{**answer("Q1.4", "some"), "rationale": sly}]})
    page = page_of(written(full_document, case))
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "#panic() $x$" in text(case)


def test_the_public_summary_is_one_page_and_names_nobody(overridden):
    assert len(pages(overridden, public_document)) == 1
    told = text(overridden, public_document)
    assert "Tajikistan" in told and "Desk officer" not in told and "border service" not in told


def test_the_public_summary_counts_what_was_written_by_hand_and_does_not_show_it(overridden):
    own = {"title": "Ask the deputy in room nine", "watch": {"kinds": ["law"]}, "action": "pause", "days": 3}
    case = with_edits(overridden, {"triggers": [own]})
    assert "room nine" in text(case)
    assert "room nine" not in text(case, public_document) and "1 of its own" in text(case, public_document)


def test_pseudonym_and_facts_stay_in_the_case():
    case = filled(
        opened("extradition"),
        case={"pseudonym": "P-41", "facts": ["kept bees"], "requesting_state": "TJK"},
        answers=[{**answer("E3", "some"), "rationale": "P-41 kept bees and a paper"}],
    )
    for make in (full_document, public_document):
        page = page_of(written(make, case))
        assert "P-41" not in page and "kept bees" not in page
        assert "P-41" not in text(case, make)


def test_letters_of_the_region_are_set():
    case = with_edits(
        opened("dialogue"),
        {"answers": [{**answer("Q1.4", "some"), "rationale": "ңөүғқұһі ҷӯҳӣ ňşçýž oʻzbek"}]},
    )
    assert "ңөүғқұһі" in text(case) and "ҷӯҳӣ" in text(case)
