"""Reports of laws and screenings in Russian: no word of ours left, the same numbers, quotations marked."""

import io
import re
from collections import Counter

import pytest
from made_screening import BANK, DAY, answer, filled, opened, with_edits
from messages_said import english_left, words_of
from pypdf import PdfReader
from strict_page import Page

from regimelab.report.language import Foreign, other, speaking
from regimelab.report.screening.full import full_document
from regimelab.report.screening.page import page_of
from regimelab.report.screening.pdf import pdf_of
from regimelab.report.screening.public import public_document
from regimelab.screening.assess import assess
from regimelab.screening.effect import Alternative, EffectRow, RegimeEffect
from regimelab.screening.signing import standing
from regimelab.study.laws.compare import Pair, compare_laws
from regimelab.study.laws.files import scan_files
from regimelab.study.laws.scan import Asked, scan_laws
from tests.texts.made_laws import made_articles, made_law

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ROW = {"unit": "acts per year", "better": "low", "side": "who pays", "basis": "assumed"}


def numbers(page, language):
    """Every number of a page, however its language writes it."""
    text = words_of(page).replace("\u2009", "").replace("\u2212", "-")
    if language == "ru":
        text = re.sub(r"\b(\d\d)\.\d\d\.(\d{4})", r"\1 \2", text)
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return Counter(NUMBER.findall(text))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Laws of two states: an old and a new edition of a source, and one that has most of it."""
    place = tmp_path_factory.mktemp("laws")
    source = made_articles(1, 8)
    for name, articles in {
        "old": source[:6] + made_articles(3, 2),
        "new": source,
        "mine": source[:7] + made_articles(2, 2),
    }.items():
        (place / f"{name}.txt").write_text(made_law(articles))
    lines = (
        "file,title,state,law,adopted,edition,language,source",
        "old.txt,Kodeks,RUS,code,2000-01-01,,en,https://example.org/old",
        "new.txt,Kodeks,RUS,code,2000-01-01,2010-01-01,en,https://example.org/new",
        "mine.txt,Nomos,KGZ,,2005-05-05,,en,https://example.org/mine",
    )
    (place / "manifest.csv").write_text("\n".join(lines) + "\n")
    return place


@pytest.fixture(scope="module")
def reports(folder):
    """Pages of laws in both languages."""
    (folder.parent / "source").mkdir(exist_ok=True)
    one = folder.parent / "source"
    for name in ("old.txt", "new.txt"):
        (one / name).write_text((folder / name).read_text())
    listed = (folder / "manifest.csv").read_text().splitlines()
    (one / "manifest.csv").write_text("\n".join(listed[:3]) + "\n")
    pair = Pair(f"{folder}#mine", str(one))
    scanned = scan_laws(Asked(str(folder), workers=1))
    return {
        language: {
            "pair": compare_laws(pair, 0, language).page.decode(),
            "scan": scan_files(scanned, language)["report.html"].decode(),
        }
        for language in ("en", "ru")
    }


@pytest.mark.parametrize("name", ["pair", "scan"])
def test_a_report_of_laws_has_no_word_of_ours_in_english_and_the_same_numbers(reports, name):
    english, russian = reports["en"][name], reports["ru"][name]
    assert english_left(russian, ("laws", "compare")) == set()  # a command that it names
    assert ("html", {"lang": "ru"}) in Page(russian).tags
    assert numbers(russian, "ru") == numbers(english, "en")


def test_a_comparison_says_dates_and_shares_as_russian_writes_them(reports):
    page = reports["ru"]["pair"]
    assert "источник действовал с 1\u00a0января 2000" in page
    assert re.search(r"\d,\d\u00a0%", page) and not re.search(r"\d\.\d\s%", words_of(page))
    assert "с ней сопоставлено на этой странице" in page


def test_the_laws_keep_their_own_language(reports):
    tags = [given.get("lang") for tag, given in Page(reports["ru"]["pair"]).tags if tag in ("h2", "h3", "p")]
    assert "en" in tags
    assert '<span lang="en">Nomos</span>' in reports["ru"]["pair"]
    assert '<span lang="en">' not in reports["en"]["pair"]
    assert re.search(r'<text [^>]*lang="en">1\. ', reports["ru"]["scan"])


@pytest.fixture(scope="module")
def cases():
    """A case with a bar lowered to an override, one of a person, and one that is not complete."""
    risk = {"question": "Q3.7", "likelihood": 4, "severity": 4, "proximity": "direct", "rationale": "1"}
    override = {"reason": "2 2 2 2 2 2 2 2 2 2 2 2 2", "seconded_by": "3"}
    answers = [answer("Q3.7", "serious"), answer("Q1.6", "no_concern", ()), answer("Q5.4", "some")]
    own = {"watch": {"kinds": ["law"]}, "action": "pause", "days": 3, "title": "4"}
    overridden = filled(
        opened(),
        answers=answers,
        risks=[risk],
        mitigations=[{"key": "mou", "questions": ["Q3.7"], "owner": "5", "due": DAY}],
        triggers=[*({"key": one.key} for one in BANK.triggers), own],
        decision={"outcome": "approve", "reason": "6", "override": override},
    ).model_copy(update={"regime_effect": effect()})
    person = filled(
        opened("extradition"),
        answers=[answer("E1", "serious"), answer("E3", "unknown", ()), answer("E5", "some")],
        case={
            "pseudonym": "P-41",
            "facts": ["kept bees"],
            "requesting_state": "TJK",
            "treaty": BANK.treaties[0].id,
        },
    )
    return {"overridden": overridden, "person": person, "begun": with_edits(opened(), {"answers": answers})}


def effect():
    rows = tuple(
        EffectRow(
            scenario=scenario, outcome="repression", title="Repression", estimate=estimate, low=-0.5,
            high=2.5, probability_better=0.2, moves=-1, **ROW,
        )
        for scenario, estimate in (("baseline", 1.25), ("moscow_turns_inward", 0.5))
    )  # fmt: skip
    return RegimeEffect(
        run_id="8", portfolio="9", against="10", seed=0, futures=10, months=12, release="11", model="12",
        contains="13", made_on=DAY, rows=rows, alternatives=(Alternative(portfolio="14", title="15"),),
    )  # fmt: skip


def written(case, make, language):
    found = assess(case, BANK)
    with speaking(language):
        return make(case, found, standing(case, found), BANK, {"TJK": "Tajikistan"})


HANDED = {
    *("border", "service", "training", "centre", "interior", "ministry", "example", "proposal", "desk"),
    *("made", "test", "officer"),
}  # words of the cases themselves


@pytest.mark.parametrize("make", [full_document, public_document])
@pytest.mark.parametrize("name", ["overridden", "person", "begun"])
def test_a_screening_has_no_word_of_ours_in_english_and_the_same_numbers(cases, name, make):
    english, russian = (page_of(written(cases[name], make, language)) for language in ("en", "ru"))
    assert english_left(russian, HANDED) == set()
    assert '<html lang="ru">' in russian and '<html lang="en">' in english
    assert numbers(russian, "ru") == numbers(english, "en")


def test_the_pdf_of_a_screening_says_its_language_and_is_hyphenated_in_it(cases):
    read = PdfReader(io.BytesIO(pdf_of(written(cases["overridden"], full_document, "ru"), DAY)))
    assert read.trailer["/Root"]["/Lang"] == "ru"
    text = " ".join(page.extract_text() for page in read.pages)
    assert "Остаточный риск: ВЫСОКИЙ, понижен решением" in " ".join(text.split())
    assert re.search("[а-яё](?:-|\u00ad|\u2010)\\s*\\n\\s*[а-яё]{2}", text)


def test_every_text_of_the_bank_has_words_in_russian():
    def texts():
        for one in BANK.questions:
            yield from (one.title, one.question, *(each.text for each in one.basis))
            yield from (flag.question for flag in one.flags)
        for one in BANK.commitments:
            yield from (one.instrument, one.test, *(each.text for each in one.basis))
        for one in BANK.treaties:
            yield from (one.name, one.finding, one.article)
        for one in BANK.mitigations:
            yield from (one.title, one.shown_by)
        yield from (one.text for one in BANK.assurances)
        yield from (one.title for one in (*BANK.triggers, *BANK.rules.classes.values()))
        yield from (role for roles in BANK.rules.ladder.values() for role in roles)

    with speaking("ru"):
        assert [text for text in texts() if isinstance(other(text), Foreign)] == []
