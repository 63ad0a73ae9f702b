"""The net for personal data: what it catches, and what it lets through."""

import csv

import pytest
from made_screening import BANK, SUPPORT, answer, opened, with_edits

from regimelab.errors import InvalidInput
from regimelab.region.load import PACKAGED
from regimelab.screening.personal import looks_personal

CAUGHT = (
    "Karim Rahimov was detained",
    "karim rahimov was detained",
    "KARIM RAHIMOV",
    "a certain Jonathan Whitfield",
    "Mr Smith called",
    "Colonel Baxter signed",
    "J. Smith reports",
    "Smith J. reports",
    "Рахимов Карим Алиевич",
    "гражданин Петров",
    "Dilnoza said so",
    "Aibek uulu Nurlan",
    "call +996 312 54-32-00",
    "tel. 93 555 12 34",
    "992 93 555 1234",
    "(0312) 543-21-00",
    "passport AC1234567",
    "N 12345678",
    "ИИН 880101300123",
    "PIN 20101198012345",
    "write to a.b@c.org",
    "see @some_account",
)
LET_THROUGH = (
    "",
    "P-1 is in Germany",
    "born in 1980, arrested 2021-03-01",
    "A/67/775-S/2013/110, para. 14; S/RES/1373 (2001)",
    "20 000 people, 3 500 officers; 2015/16; EUR 250000000",
    "The Committee for National Security of Tajikistan",
    "the OSCE Border Management Staff College in Dushanbe",
    "Training in Vienna and Tashkent, June 2023",
    "Министерство внутренних дел Республики Таджикистан",
    "CH0310 and CH0297 of the chronicle",
    "Q3.13 at +1 band, 90 % of 1000 futures",
)


@pytest.mark.parametrize("text", CAUGHT)
def test_what_looks_personal_is_caught(text):
    assert looks_personal(text)


@pytest.mark.parametrize("text", LET_THROUGH)
def test_what_names_no_person_is_let_through(text):
    assert looks_personal(text) == []


def test_the_bank_itself_passes():
    texts = [
        part
        for one in BANK.questions
        for part in (one.title, one.question, one.why, *vars(one.meaning).values())
    ]
    texts += [one.title for one in (*BANK.mitigations, *BANK.triggers)]
    assert {text: found for text in texts if (found := looks_personal(text))} == {}


def test_the_chronicle_s_descriptions_pass():
    with (PACKAGED / "central_asia" / "chronicle.csv").open() as file:
        texts = [row["description"] for row in csv.DictReader(file)]
    assert {text: found for text in texts if (found := looks_personal(text))} == {}


def test_a_declared_term_is_no_name():
    text = "the Whitmore Hall Institute of Study"
    assert looks_personal(text) and looks_personal(text, ("Whitmore Hall",)) == []


@pytest.mark.parametrize("text", ["Karim Rahimov was held", "call +996 312 54-32-00", "passport AC1234567"])
@pytest.mark.parametrize("place", ["rationale", "facts", "owner", "note", "title"])
def test_a_case_that_holds_personal_data_is_refused_wherever_it_stands(place, text):
    edits = {
        "rationale": {"answers": [{**answer("Q1.4", "some"), "rationale": text}]},
        "facts": {"case": {"pseudonym": "P-1", "facts": [text]}},
        "owner": {"mitigations": [{"key": "mou", "cost": text}]},
        "note": {"decision": {"outcome": "refuse", "reason": text}},
        "title": {"proposal": {"title": text}},
    }
    with pytest.raises(InvalidInput, match="looks like"):
        with_edits(opened("extradition"), edits[place])


def test_those_who_answer_are_named_and_may_be():
    case = with_edits(opened("dialogue"), {"answers": [answer("Q1.4", "some")]}, by="Maria Schmidt, desk 3")
    assert case.answers[0].by == "Maria Schmidt, desk 3"


def test_a_telephone_number_is_refused_even_beside_a_name_that_may_stand():
    with pytest.raises(InvalidInput, match="telephone"):
        with_edits(opened("dialogue"), {"answers": [answer("Q1.4", "some")]}, by="Desk 3, +43 1 514 36 180")


def test_every_problem_is_named_at_once():
    text = "Karim Rahimov, AC1234567, +996 312 54-32-00"
    with pytest.raises(InvalidInput) as refused:
        with_edits(opened("dialogue"), {"answers": [{**answer("Q1.4", "some", SUPPORT), "rationale": text}]})
    assert len(refused.value.problems) == 3
