"""The screening room in Russian: what is asked and what follows is told in it, and nothing else changes."""

import json

import pytest
from made_screening import AT, BANK, DAY, GOLDEN, SECRET, answer, filled, golden, opened, simulated

from regimelab.report.language import speaking
from regimelab.screening.chain import logged
from regimelab.study.opening import Asked
from regimelab.study.plain import plain
from regimelab.study.screening.cases import Cases
from regimelab.study.screening.drawer import Drawers
from regimelab.study.screening.files import CaseFile, open_case, save_case
from regimelab.study.screening.ground import evidence_by
from tests.web.our_words import CYRILLIC, bones, english

BY = "Desk officer 3"
OURS = {
    *("why", "bars", "what", "role", "open_roles", "title", "notice", "question", "means", "text"),
    *("cautions", "likelihood", "severity", "shown_by", "finding", "held_back"),
    *("scenario_title", "portfolio_title", "against_title", "unit", "model", "contains"),
}  # fields of a form that hold words of ours


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="module")
def cases(folder, tmp_path_factory):
    """Cases of the user's: one begun, one simulated, one of a person with assurances, one barred."""
    asked = Asked("central_asia", tmp_path_factory.mktemp("screened") / "evidence.duckdb")
    evidence = evidence_by(asked, "central_asia", DAY)
    looked = Drawers(opened("dialogue", ("TJK",)), BANK, evidence).looked
    risk = {"question": "Q3.7", "likelihood": 4, "severity": 4, "proximity": "direct", "rationale": "1"}
    full = filled(
        opened(),
        answers=[answer("Q3.7", "serious"), answer("Q1.6", "no_concern", ()), answer("Q5.4", "some")],
        risks=[risk],
        mitigations=[{"key": "mou", "questions": ["Q3.7"], "owner": "5", "due": DAY}],
        triggers=[{"key": one.key} for one in BANK.triggers[:2]],
    )
    made = {"begun": opened("equipment"), "full": _simulated(full)}
    for name in ("02_border_biometrics", "03_refugee_extradition"):
        made[name] = golden(GOLDEN / f"{name}.toml", looked)[1]
    for name, case in made.items():
        _written(folder / f"{name}.screening", case)
    return Cases(asked, folder)


def _simulated(case):
    return logged(case.model_copy(update={"regime_effect": simulated()}), BY, "simulated", AT)


def _written(path, case):
    save_case(CaseFile(path, case), case, SECRET)
    return path


def told(cases, name, language):
    """The form of a case as the interface sends it, and the drawer of each question with a model's answer."""
    with speaking(language):
        desk = cases.open(f"{name}.screening", SECRET, BY)
        drawers = [cases.drawer(desk.desk, one, 12) for one in ("Q1.4", "Q5.1")]
    cases.close(desk.desk)
    return json.loads(json.dumps(plain(desk.form))), json.loads(json.dumps(plain(drawers)))


def ours(form):
    """A form without what people wrote into the case, and without names of files and commands."""
    mine = {name: value for name, value in form.items() if name not in ("proposal", "person", "name")}
    mine["checked"] = {name: value for name, value in form["checked"].items() if name != "title"}
    mine["risks"] = [{"title": one["title"]} for one in form["risks"]]
    mine["mitigations"] = [{"title": one["title"]} for one in form["mitigations"]]
    mine["treaties"] = [{**one, "title": one["name"], "what": one["grade"]} for one in form["treaties"]]
    for one in mine["questions"]:
        given = one["answer"] or {}
        one["answer"] = {"held_back": given.get("held_back", "")}
    return mine


@pytest.mark.parametrize("name", ["begun", "full", "02_border_biometrics", "03_refugee_extradition"])
def test_what_is_ours_is_told_in_russian(cases, name):
    form, drawers = told(cases, name, "ru")
    assert form["language"] == "ru" and CYRILLIC.search(form["checked"]["kind"])
    assert english(ours(form), OURS) == []
    kept = [{field: one[field] for field in one if field != "items"} for one in drawers]
    assert english(kept, OURS) == []
    runs = [each["text"] for one in drawers for each in one["items"] if each["kind"] == "model"]
    assert len(runs) == (name == "full") and all(each.startswith("заметно хуже: Репрессии") for each in runs)


@pytest.mark.parametrize("name", ["full", "03_refugee_extradition"])
def test_ids_answers_and_numbers_do_not_depend_on_the_language(cases, name):
    (english_form, _), (russian, _) = (told(cases, name, language) for language in ("en", "ru"))
    assert bones(english_form) == bones(russian)
    for field in ("id", "depth", "level", "at_least", "status", "stages", "head", "exit_code", "decision"):
        assert english_form["checked"][field] == russian["checked"][field]
    for field in ("proposal", "person", "losses", "sign", "simulate", "head", "lines", "by", "name"):
        assert english_form[field] == russian[field]
    given = [[one["answer"] for one in form["questions"]] for form in (english_form, russian)]
    for one, other in zip(*given, strict=True):
        same = ("given", "says", "rationale", "confidence", "by", "flags", "evidence")
        assert one == other or all(one[field] == other[field] for field in same)
    for field in ("key", "rows", "shown_by", "owner", "evidence"):
        mitigations = ([one[field] for one in form["mitigations"]] for form in (english_form, russian))
        assert next(mitigations) == next(mitigations), "what the page sends back is as the case has it"


def test_what_is_saved_in_russian_is_what_is_saved_in_english(cases, folder):
    case = _simulated(opened())
    edits = {
        "answers": [
            {"id": "Q5.1", "answer": "no_concern", "rationale": "1", "evidence": ["run:8"]},
            {"id": "Q3.7", "answer": "serious", "rationale": "2"},
        ],
        "risks": [
            {"question": "Q3.7", "likelihood": 4, "severity": 4, "proximity": "direct", "rationale": "1"}
        ],
        "mitigations": [{"key": "mou", "questions": ["Q3.7"], "owner": "5", "due": "2023-10-01"}],
        "triggers": [{"key": BANK.triggers[0].key}],
    }
    held = []
    for language in ("en", "ru"):
        path = _written(folder / f"saved-{language}.screening", case)
        with speaking(language):
            desk = cases.open(path.name, SECRET, BY)
            cases.save(desk.desk, desk.form.head, edits)
        cases.close(desk.desk)
        held.append(open_case(path, SECRET).case)
    one, other = (each.model_dump(mode="json", exclude={"log"}) for each in held)
    assert one == other and one["answers"][0]["held_back"]
    assert not CYRILLIC.search(json.dumps(other, ensure_ascii=False))
