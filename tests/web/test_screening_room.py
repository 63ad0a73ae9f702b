"""The screening room says what the command line says, saves as it does, and lets nobody else in."""

import json
import logging
import time
import tomllib

import pytest
from made_screening import BANK, DAY, GOLDEN, SECRET, golden, opened

from regimelab.study.opening import Asked
from regimelab.study.plain import plain
from regimelab.study.screening import check_screening, compare_screenings, edit_screening
from regimelab.study.screening.cases import Cases
from regimelab.study.screening.drawer import Drawers
from regimelab.study.screening.files import CaseFile, open_case, save_case
from regimelab.study.screening.ground import evidence_by
from regimelab.web.app import make_app
from regimelab.web.door import Door
from regimelab.web.held import Held
from tests.web.conftest import BASE, TOKEN, TestClient

DESIGN = sorted(GOLDEN.glob("0[1-5]*.toml"))
BY = "Desk officer 3"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return Asked("central_asia", tmp_path_factory.mktemp("screened") / "evidence.duckdb")


@pytest.fixture(scope="module")
def evidence(asked):
    return evidence_by(asked, "central_asia", DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="module")
def files(folder, evidence):
    """The golden cases of the design as files, and one that nobody has filled in."""
    made = {}
    for path in DESIGN:
        hosts = tuple(tomllib.loads(path.read_text())["proposal"]["hosts"])
        _, case = golden(path, Drawers(opened("dialogue", hosts), BANK, evidence).looked)
        made[path.stem] = _written(folder / f"{path.stem}.screening", case)
    return made


def _written(path, case):
    save_case(CaseFile(path, case), case, SECRET)
    return path


class Rooms(Held):
    """A server whose screening room alone is asked: it needs no fitted model."""

    def __init__(self, asked, door, place):
        self.door, self.place = door, place
        self.labs = type("Asking", (), {"asked": asked})
        held = Held.__dataclass_fields__
        for name in ("engine", "study", "stage", "desks", "scans"):
            setattr(self, name, held[name].default_factory())
        self.__post_init__()


@pytest.fixture(scope="module")
def room(asked, folder, files, static_page):
    door = Door("127.0.0.1", 8700, TOKEN)
    with TestClient(
        make_app(Rooms(asked, door, folder), static_page),
        base_url=BASE,
        headers={"authorization": f"Bearer {TOKEN}"},
    ) as client:
        yield client


@pytest.fixture(scope="module")
def static_page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<!doctype html><title>lab</title>")
    return folder


def post(room, place, **fields):
    return room.post(f"/api/v1/screening/{place}", json=fields)


def entered(room, name, secret=SECRET):
    answer = post(room, "open", case=name, passphrase=secret, by=BY)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", DESIGN, ids=lambda path: path.stem)
def test_a_golden_case_has_the_level_of_the_command_line(room, files, asked, path):
    found = entered(room, f"{path.stem}.screening")["form"]["checked"]
    told = check_screening(files[path.stem], SECRET, asked).data
    expected = tomllib.loads(path.read_text())["expect"]
    assert (found["level"], found["at_least"], found["exit_code"]) == (
        told.level,
        told.at_least,
        told.exit_code,
    )
    assert [(one["stage"], one["where"]) for one in found["missing"]] == [
        (one.stage, one.where) for one in told.missing
    ]
    assert [one["residual"] for one in found["rows"]] == [one.residual for one in told.rows]
    assert found["bars"] == list(told.bars) and len(found["bars"]) == len(expected["bars"])
    assert (found["level"] or found["at_least"]) == expected["level"]
    assert "no legal advice" in found["notice"]


def test_answers_given_in_the_room_judge_as_those_of_a_file_of_answers(room, folder, evidence, asked):
    case = opened("csbm", ("KAZ", "KGZ", "TJK", "TKM", "UZB"))
    here, there = (_written(folder / f"{name}.screening", case) for name in ("here", "there"))
    answers = tomllib.loads((GOLDEN / "01_csbm_seminar.toml").read_text())["answers"]
    given = [{key: value for key, value in one.items() if key != "answered"} for one in answers]
    desk = entered(room, here.name)
    for one in given:
        saved = post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits={"answers": [one]})
        assert saved.status_code == 200, saved.text
        desk = saved.json()
    from regimelab.screening.edits import Edits

    told = edit_screening(there, SECRET, Edits(by=BY, answers=given), asked).data
    found = desk["form"]["checked"]
    assert (found["level"], found["at_least"]) == (told.level, told.at_least)
    assert [one["answer"] for one in found["answers"]] == [one.answer for one in told.answers]
    on_disk = open_case(here, SECRET).case
    assert len(on_disk.log) == 1 + len(given), "each answer is a line of the log"
    assert {one.by for one in on_disk.log[1:]} == {BY}


def test_what_is_saved_is_on_disk_at_once_sealed_and_nothing_else_lies_there(room, folder):
    path = _written(folder / "saved.screening", opened("csbm", ("TJK",)))
    desk = entered(room, path.name)
    before = set(folder.iterdir())
    edits = {"answers": [{"id": "Q1.4", "answer": "some", "rationale": "A reason of some kind."}]}
    assert post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=edits).status_code == 200
    assert set(folder.iterdir()) == before
    assert b"A reason of some kind" not in path.read_bytes()
    assert open_case(path, SECRET).case.answer("Q1.4").rationale == "A reason of some kind."
    again = post(room, "form", desk=desk["desk"]).json()["form"]
    told = next(one for one in again["questions"] if one["id"] == "Q1.4")["answer"]
    assert told["given"] == "some" and again["lines"] == 2


def test_a_wrong_passphrase_opens_nothing_and_is_told_nowhere(room, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = post(
            room, "open", case=f"{DESIGN[0].stem}.screening", passphrase="five other words here", by=BY
        )
        long = post(room, "open", case="x", passphrase="secret words" * 200, by=BY)
        wrong = post(room, "open", case="x", passphrase=["secret words"], by=BY)
    assert answer.status_code == 422 and "passphrase" in answer.text
    assert long.status_code == wrong.status_code == 422
    told = answer.text + long.text + wrong.text + caplog.text
    assert "five other words" not in told and "secret words" not in told


def test_only_cases_below_the_named_folder_open(room, folder, tmp_path):
    outside = _written(tmp_path / "outside.screening", opened("csbm", ("TJK",)))
    (folder / "link.screening").symlink_to(outside)
    listed = room.get("/api/v1/screening").json()["cases"]
    assert f"{DESIGN[0].stem}.screening" in listed and "link.screening" not in listed
    for name in (str(outside), f"../{tmp_path.name}/outside.screening", "link.screening", ".", "/etc/passwd"):
        answer = post(room, "open", case=name, passphrase=SECRET, by=BY)
        assert answer.status_code == 422 and answer.json()["problems"][0]["where"] == "case", name
        assert answer.json()["problems"][0]["remedy"]


def test_a_file_that_was_changed_on_disk_is_not_written_over(room, folder, asked):
    path = _written(folder / "conflict.screening", opened("csbm", ("TJK",)))
    desk = entered(room, path.name)
    from regimelab.screening.edits import Edits

    theirs = {"id": "Q2.3", "answer": "some", "rationale": "Written elsewhere in the meantime."}
    edit_screening(path, SECRET, Edits(by="Desk officer 4", answers=(theirs,)), asked)
    bytes_then = path.read_bytes()
    mine = {"answers": [{"id": "Q1.4", "answer": "serious", "rationale": "Written here."}]}
    refused = post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=mine)
    assert refused.status_code == 409 and "changed elsewhere" in refused.text
    assert path.read_bytes() == bytes_then
    again = post(room, "reread", desk=desk["desk"]).json()
    saved = post(room, "save", desk=desk["desk"], head=again["form"]["head"], edits=mine)
    assert saved.status_code == 200
    held = open_case(path, SECRET).case
    assert held.answer("Q2.3").by == "Desk officer 4" and held.answer("Q1.4").by == BY


def test_a_window_that_saw_an_older_case_is_told_so(room, folder):
    path = _written(folder / "windows.screening", opened("csbm", ("TJK",)))
    desk = entered(room, path.name)
    one = {"answers": [{"id": "Q1.4", "answer": "some", "rationale": "The first window."}]}
    two = {"answers": [{"id": "Q1.4", "answer": "serious", "rationale": "The second."}]}
    assert post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=one).status_code == 200
    assert post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=two).status_code == 409
    assert open_case(path, SECRET).case.answer("Q1.4").rationale == "The first window."


def test_a_refused_answer_leaves_the_file_as_it_was(room, folder):
    path = _written(folder / "refused.screening", opened("csbm", ("TJK",)))
    desk = entered(room, path.name)
    before = path.read_bytes()
    for wrong, where in (
        ({"id": "Q1.4", "answer": "perhaps", "rationale": "x"}, "answers[0].answer"),
        ({"id": "Q1.4", "answer": "some", "rationale": ""}, "answers[0].rationale"),
        ({"id": "Q9.9", "answer": "some", "rationale": "x"}, "answers[0].id"),
        ({"id": "Q1.4", "answer": "n/a", "rationale": "x"}, "answers[0].answer"),
        (
            {"id": "Q1.4", "answer": "some", "rationale": "x", "evidence": ["CH9999"]},
            "answers[0].evidence[0]",
        ),
    ):
        edits = {"answers": [wrong]}
        answer = post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=edits)
        assert answer.status_code == 422, (wrong, answer.text)
        assert where in [one["where"] for one in answer.json()["problems"]]
    assert path.read_bytes() == before


def test_a_page_cannot_have_files_of_this_machine_read(room, folder):
    path = _written(folder / "reading.screening", opened("csbm", ("TJK",)))
    desk = entered(room, path.name)
    document = {
        "ref": "DOC9", "family": "court", "date": "2023-01-01", "title": "t", "quote": "q", "span": "s",
        "file": "/etc/passwd",
    }  # fmt: skip
    edits = {"answers": [{"id": "Q1.4", "answer": "some", "rationale": "x", "evidence": [document]}]}
    answer = post(room, "save", desk=desk["desk"], head=desk["form"]["head"], edits=edits)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["where"] == "answers[0].evidence[0].file"


def test_two_versions_differ_as_the_command_line_says(room, folder, files):
    name = DESIGN[0].name.replace(".toml", ".screening")
    other = _written(folder / "version.screening", opened("csbm", ("TJK",)))
    desk = entered(room, name)["desk"]
    told = post(room, "compare", desk=desk, other=other.name).json()
    found = compare_screenings(other, files[DESIGN[0].stem], SECRET).data
    assert told == json.loads(json.dumps(plain(found))) and told["changes"]
    same = post(room, "compare", desk=desk, other=name).json()
    assert same["changes"] == [] and same["level_was"] == same["level_now"]
    for given in ({"other": "/etc/passwd"}, {"other": other.name, "passphrase": "quite another secret"}):
        answer = post(room, "compare", desk=desk, **given)
        assert answer.status_code == 422 and SECRET not in answer.text
        assert "quite another secret" not in answer.text and str(folder) not in answer.text


def test_the_drawer_is_the_command_line_s(room, files, asked):
    from regimelab.study.screening import suggest_evidence

    name = "02_border_biometrics"
    desk = entered(room, f"{name}.screening")
    told = suggest_evidence(files[name], SECRET, asked, ("Q1.4",)).data[0]
    found = post(room, "drawer", desk=desk["desk"], question="Q1.4").json()
    assert [one["ref"] for one in found["items"]] == [one.ref for one in told.items]
    assert found["total"] == told.total and found["items"][0]["contrary"]


def test_an_idle_desk_is_forgotten_though_nobody_asks_again(files, folder, asked, monkeypatch):
    from regimelab.study.screening import cases as module

    monkeypatch.setattr(module, "IDLE", 0.5)
    room = Cases(asked, folder)
    for name in ("01_csbm_seminar", "02_border_biometrics"):
        room.open(files[name].name, SECRET, BY)
    end = time.monotonic() + 60
    while room._desks:
        assert time.monotonic() < end, "a passphrase is still held"
        time.sleep(0.05)


def test_a_closed_or_idle_desk_is_forgotten_with_its_passphrase(files, folder, asked, monkeypatch):
    from regimelab.study.screening import cases as module

    room = Cases(asked, folder)
    first = room.open(files["01_csbm_seminar"].name, SECRET, BY)
    room.close(first.desk)
    with pytest.raises(module.Shut):
        room.form(first.desk)
    second = room.open(files["01_csbm_seminar"].name, SECRET, BY)
    assert SECRET not in repr(room._desks)
    monkeypatch.setattr(module.time, "monotonic", lambda: 10.0**9)
    with pytest.raises(module.Shut):
        room.form(second.desk)
    assert not room._desks


def test_no_answer_about_a_case_is_kept_by_a_cache_or_asked_by_an_address(room):
    desk = entered(room, f"{DESIGN[0].stem}.screening")
    assert post(room, "form", desk=desk["desk"]).headers["cache-control"] == "no-store"
    described = room.get("/api/v1/openapi.json").json()["paths"]
    for path, methods in described.items():
        if "/screening/" in path:
            assert set(methods) == {"post"} and "{" not in path
            assert not methods["post"].get("parameters"), path


def test_the_language_is_asked_for_beside_the_desk(room):
    desk = entered(room, f"{DESIGN[0].stem}.screening")
    title = "Практика за последние 36 месяцев"
    told = post(room, "form", desk=desk["desk"], lang="ru").json()["form"]
    assert told["language"] == "ru" and told["questions"][0]["title"] == title
    drawer = post(room, "drawer", desk=desk["desk"], question="Q1.4", lang="ru").json()
    assert drawer["title"] == title
    again = post(room, "form", desk=desk["desk"]).json()["form"]
    assert again["language"] == "en" and again["questions"][0]["title"] == "Practice in the last 36 months"
    assert post(room, "form", desk=desk["desk"], lang="tlh").status_code == 422


def test_without_a_place_the_room_says_how_to_begin(asked):
    told = Cases(asked).shown()
    assert told.cases == () and told.place == "" and "screen new" in told.begin
    assert json.dumps(told.notice).count("legal advice") == 1
