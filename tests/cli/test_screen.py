"""The life of a case through the doors: opened, filled, checked, signed, rechecked, exported, compared."""

import csv
import json
import os
import select
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regimelab.region.load import PACKAGED
from regimelab.screening import NOTICE
from regimelab.screening import seal as sealing

SECRET = "four random words here"
BY = ("--by", "Desk officer 3")
DOCUMENTS = """[
  { ref = "D", family = "official", date = 2023-05-02, title = "x", quote = "x", span = "x", file = "d.txt" },
  { ref = "DOC2", family = "igo", date = 2023-04-11, title = "x", quote = "x", span = "x", file = "d.txt" },
"""


@pytest.fixture(autouse=True)
def passphrase(environment, monkeypatch):
    """Name the passphrase, and let scrypt work less: what is tested here is not its strength."""
    monkeypatch.setenv("REGIMELAB_PASSPHRASE", SECRET)
    monkeypatch.setattr(sealing, "COST", 2**4)
    monkeypatch.setattr(sealing.seal, "__defaults__", (2**4,))
    (environment / "d.txt").write_text("an archived document")


KEPT = {}


@pytest.fixture
def opened(run):
    """A case opened on the packaged evidence; made once, and laid anew into each test's folder."""
    if "opened" not in KEPT:
        told = ("--title", "Seminar on the Vienna Document", "--summary", "Two days for staff of a ministry.")
        options = ("--class", "csbm", "--host", "UZB", *told, *BY, "--as-of", "2023-07-01")
        done = run("screen", "new", "case.screening", *options)
        assert done.exit_code == 0, done.output
        KEPT["opened"] = Path("case.screening").read_bytes()
    Path("case.screening").write_bytes(KEPT["opened"])
    return "case.screening"


def test_a_portfolio_that_the_region_does_not_have_is_refused_when_the_case_is_opened(run):
    told = ("--title", "T", "--summary", "S", "--class", "csbm", "--host", "UZB", *BY)
    done = run("screen", "new", "case.screening", *told, "--portfolio", "human_securty_first")
    assert done.exit_code == 2 and "Did you mean 'human_security_first'" in done.stderr
    assert not Path("case.screening").exists()


def test_a_portfolio_that_the_region_does_not_have_is_refused_in_a_file_of_answers(run, opened):
    Path("answers.toml").write_text('by = "Desk officer 3"\n[proposal]\nportfolio = "screened"\n')
    before = Path(opened).read_bytes()
    done = run("screen", "edit", opened, "--answers", "answers.toml")
    assert done.exit_code == 2 and "'screened' is not a portfolio" in done.stderr
    assert Path(opened).read_bytes() == before


def write_answers(run, file, more=""):
    """Answer the four questions of a light form; what speaks against comfort is answered too."""
    found = json.loads(run("screen", "suggest", file, "--question", "Q3.13", "--json").stdout)["data"][0]
    must = [item["ref"] for item in found["items"] if item["must_answer"]]
    replies = "".join(f'  {{ ref = "{ref}", contrary = true, reply = "another force" }},\n' for ref in must)
    text = f'by = "Desk officer 3"\n{more}\n'
    for name, says in (("Q1.4", "serious"), ("Q2.3", "some"), ("Q3.13", "no_concern"), ("Q5.3", "some")):
        evidence = f"{DOCUMENTS}{replies if name == 'Q3.13' else ''}]"
        text += f'[[answers]]\nid = "{name}"\nanswer = "{says}"\nrationale = "x"\nevidence = {evidence}\n'
    text += '[decision]\noutcome = "approve"\nreason = "low in every row"\n'
    Path("answers.toml").write_text(text)


@pytest.fixture
def filled(run, opened):
    """The same case, filled in; made once too."""
    if "filled" not in KEPT:
        write_answers(run, opened)
        done = run("screen", "edit", opened, "--answers", "answers.toml")
        assert done.exit_code == 0, done.output
        KEPT["filled"] = Path(opened).read_bytes()
    Path(opened).write_bytes(KEPT["filled"])
    Path(opened).chmod(0o600)
    return opened


def data(done):
    return json.loads(done.stdout)["data"]


def test_an_open_form_is_incomplete_and_says_what_is_missing(run, opened):
    done = run("screen", "check", opened, "--json")
    found = data(done)
    assert done.exit_code == 3 and found["level"] is None
    assert {one["where"] for one in found["missing"]} == {"Q1.4", "Q2.3", "Q3.13", "Q5.3"}
    assert json.loads(done.stdout)["ok"] is True


def test_a_filled_form_is_low_and_leaves_with_zero(run, filled):
    done = run("screen", "check", filled, "--json")
    assert done.exit_code == 0 and data(done)["level"] == "LOW" and data(done)["status"] == "in signature"


def test_every_output_says_that_it_gives_no_legal_advice_and_shows_what_nobody_read(run, filled):
    for words in (
        ("check", filled),
        ("assess", filled),
        ("suggest", filled),
        ("register", filled),
        ("bank",),
    ):
        done = run("screen", *words)
        assert NOTICE[:60] in done.stdout, words
        assert NOTICE in run("screen", *words, "--json").stdout, words
    assert "unverified" in run("screen", "assess", filled).stdout
    assert "[unverified]" in run("screen", "suggest", filled, "--question", "Q1.4").stdout


def test_a_file_is_for_its_owner_s_eyes_and_holds_nothing_to_read(run, filled, environment):
    (environment / "m.toml").write_text("[[answers]]\nid = 'Q5.3'\nanswer = 'some'\nrationale = 'more'\n")
    Path(filled).chmod(0o644)
    assert run("screen", "edit", filled, "--answers", "m.toml", *BY).exit_code == 0
    mode = stat.S_IMODE(os.stat(filled).st_mode)
    assert mode & 0o077 == 0
    assert b"Vienna" not in Path(filled).read_bytes()


def test_two_sign_and_no_author_does(run, filled):
    author = run("screen", "sign", filled, *BY, "--role", "head of unit")
    assert author.exit_code == 3 and "is an author" in author.stderr
    for by, role in (("Head 1", "head of unit"), ("Reader 2", "second reader")):
        done = run("screen", "sign", filled, "--by", by, "--role", role, "--json")
        assert done.exit_code == 0, done.stderr
    assert data(done)["status"] == "approved" and "keep this head elsewhere" in done.stderr
    head = data(done)["head"]
    assert run("screen", "check", filled, "--anchor", head).exit_code == 0
    assert run("screen", "check", filled, "--anchor", "0" * 16).exit_code == 3


def test_4_for_high_and_5_for_a_bar(run, environment):
    options = ("--class", "extradition", "--host", "TJK", "--title", "A request", "--summary", "A request.")
    run("screen", "new", "e.screening", *options, *BY, "--as-of", "2023-07-01")
    (environment / "e.toml").write_text(
        'by = "Desk officer 3"\n[[answers]]\nid = "E1"\nanswer = "serious"\nrationale = "a real risk"\n'
        'evidence = ["CH0447"]\n'
    )
    assert run("screen", "edit", "e.screening", "--answers", "e.toml").exit_code == 0
    done = run("screen", "check", "e.screening", "--json")
    assert done.exit_code == 5 and data(done)["level"] == "BAR"
    approved = run("screen", "sign", "e.screening", "--by", "Minister 1", "--role", "political level")
    assert approved.exit_code == 3 and "barred" in approved.stderr


def test_4_for_high(run, filled, environment):
    risk = "likelihood = 4\nseverity = 4\nproximity = 'direct'\nrationale = 'x'\n"
    edits = "by = 'Desk officer 3'\n[[answers]]\nid = 'Q3.13'\nanswer = 'serious'\nrationale = 'x'\n"
    edits += "evidence = ['CH0344']\n"
    (environment / "more.toml").write_text(f"{edits}[[risks]]\nquestion = 'Q3.13'\n{risk}")
    assert run("screen", "edit", filled, "--answers", "more.toml").exit_code == 0
    assert run("screen", "check", filled).exit_code == 4


ANSWER = "[[answers]]\nid = 'Q1.4'\nanswer = 'some'\nrationale = 'x'\n"
NO_FAMILY = "{ ref = 'D', family = 'offical', date = 2023-01-01, title = 'x', quote = 'x', span = 'x' }"
BAD = {
    "question": (ANSWER.replace("Q1.4", "Q9.9"), "'Q9.9' is not a question"),
    "answer": (ANSWER.replace("some", "perhaps"), "'perhaps' is not an answer"),
    "evidence": (f"{ANSWER}evidence = ['CH9999']\n", "'CH9999' is not in the evidence"),
    "name": (ANSWER.replace("'x'", "'Karim Rahimov'"), "the name of a person"),
    "passport": (ANSWER.replace("'x'", "'AC1234567'"), "passport or identity card"),
    "telephone": (ANSWER.replace("'x'", "'+996 312 54-32-00'"), "telephone"),
    "key": (ANSWER.replace("rationale", "rational"), "Did you mean 'rationale'"),
    "family": (f"{ANSWER}evidence = [{NO_FAMILY}]\n", "Did you mean 'official'"),
    "library": ("[[mitigations]]\nkey = 'monitor'\n", "'monitor' is not in the library"),
    "text": ("not toml", "is not TOML"),
}


@pytest.mark.parametrize("bad", BAD)
def test_bad_answers_are_refused_and_nothing_is_kept(run, opened, environment, bad):
    edits, told = BAD[bad]
    before = Path(opened).read_bytes()
    (environment / "bad.toml").write_text(edits)
    done = run("screen", "edit", opened, "--answers", "bad.toml", *BY)
    assert done.exit_code == 3 and told in done.stderr
    assert Path(opened).read_bytes() == before


def test_a_wrong_passphrase_and_a_damaged_file_are_told_from_one_that_is_none(run, filled, monkeypatch):
    monkeypatch.setenv("REGIMELAB_PASSPHRASE", "another one altogether")
    done = run("screen", "check", filled)
    assert done.exit_code == 3 and "passphrase is wrong" in done.stderr
    assert run("screen", "check", "nowhere.screening").exit_code == 2
    assert "not a case file" in run("screen", "check", "d.txt").stderr


def test_a_passphrase_is_never_an_argument_and_is_refused_if_weak(run, environment, monkeypatch):
    options = ("--class", "dialogue", "--host", "UZB", "--title", "Talks", "--summary", "Talks.", *BY)
    monkeypatch.setenv("REGIMELAB_PASSPHRASE", "short")
    assert run("screen", "new", "w.screening", *options).exit_code == 2
    monkeypatch.delenv("REGIMELAB_PASSPHRASE")
    done = run("screen", "new", "w.screening", *options)
    assert done.exit_code == 2 and "--passphrase-file" in done.stderr
    (environment / "secret").write_text(f"{SECRET}\n")
    (environment / "secret").chmod(0o600)
    assert run("screen", "new", "w.screening", *options, "--passphrase-file", "secret").exit_code == 0
    assert run("screen", "new", "w.screening", *options, "--passphrase-file", "secret").exit_code == 2
    assert run("screen", "check", "w.screening", "--passphrase", SECRET).exit_code == 2


def test_a_new_case_says_all_that_it_lacks_at_once(run):
    done = run("screen", "new", "x.screening", *BY)
    assert done.exit_code == 2 and done.stderr.count("is required") == 4


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--class", "extradiction", "--host", "TJK"), "Did you mean 'extradition'"),
        (("--class", "dialogue", "--host", "DEU"), "'DEU' is not a member"),
        (("--class", "finance", "--host", "TJK", "--depth", "light"), "at full depth at least"),
        (("--class", "dialogue", "--host", "tjk"), "form of a code"),
    ],
)
def test_bad_proposals_are_refused(run, options, told):
    done = run("screen", "new", "x.screening", *options, "--title", "A", "--summary", "B", *BY)
    assert done.exit_code in (2, 3) and told in done.stderr
    assert not os.path.exists("x.screening")


def test_an_institution_s_ladder_needs_two_roles(run, environment):
    (environment / "ladder.toml").write_text('[ladder]\nLOW = ["Leitung"]\nLOWER = ["a", "b"]\n')
    options = ("--class", "dialogue", "--host", "UZB", "--title", "A", "--summary", "B", *BY)
    done = run("screen", "new", "x.screening", *options, "--ladder", "ladder.toml")
    assert done.exit_code == 3 and "two roles" in done.stderr and "'LOWER' is not a level" in done.stderr


def test_the_template_can_be_filled_in_and_read(run, opened, environment):
    assert run("screen", "suggest", opened, "--template", "t.toml").exit_code == 0
    text = (environment / "t.toml").read_text()
    assert "must be answered" in text and "[unverified]" in text
    filled_in = text.replace('by = ""', 'by = "Desk officer 3"')
    for line in ("[[answers]]", 'id = "Q1.4"', 'answer = "unknown"', 'rationale = ""'):
        filled_in = filled_in.replace(f"# {line}", line.replace('""', '"nobody knows"'), 1)
    (environment / "t2.toml").write_text(filled_in)
    assert run("screen", "edit", opened, "--answers", "t2.toml").exit_code == 0
    assert run("screen", "suggest", opened, "--template", "t.toml").exit_code == 2


def later_chronicle(path, gone):
    """The chronicle as it may be later: an act gone, and two more against the state."""
    with (PACKAGED / "central_asia" / "chronicle.csv").open() as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["id"] != gone]
    like = next(row for row in rows if row["kind"] == "repress" and row["states"] == "UZB")
    more = {
        "id": "CH0900",
        "date": "2023-07-15",
        "date_precision": "day",
        "source_date": "2023-07-16",
        "intensity": "9",
    }
    kept.append({**like, **more, "description": "Protesters are detained, several are wounded."})
    with path.open("w") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(kept)


def test_rechecking_finds_what_fired_what_is_gone_and_what_is_new_against_it(run, opened, environment):
    found = json.loads(run("screen", "suggest", opened, "--question", "Q3.13", "--json").stdout)["data"][0]
    gone = next(item["ref"] for item in found["items"] if item["must_answer"])
    write_answers(run, opened, "[[triggers]]\nkey = 'allegation'\n")
    assert run("screen", "edit", opened, "--answers", "answers.toml").exit_code == 0
    quiet = run("screen", "recheck", opened, *BY, "--as-of", "2023-07-01", "--json")
    assert quiet.exit_code == 0, quiet.output
    later_chronicle(environment / "later.csv", gone)
    words = ("screen", "recheck", ".", *BY, "--as-of", "2023-08-01", "--chronicle", "later.csv", "--json")
    done = run(*words)
    (one,) = data(done)
    assert done.exit_code == 6 and one["found"]["gone"] == [gone] and one["found"]["changed"] == []
    assert [fired["acts"] for fired in one["found"]["fired"]] == [["CH0900"]]
    assert one["found"]["contrary"][0].startswith("Q3.13: CH0900")
    checked = run("screen", "check", opened, "--chronicle", "later.csv", "--json")
    assert checked.exit_code == 6 and data(checked)["gone"] == [gone]
    signed = run(
        "screen", "sign", opened, "--by", "Head 1", "--role", "head of unit", "--chronicle", "later.csv"
    )
    assert signed.exit_code == 6 and gone in signed.stderr


def test_what_was_known_on_the_day_is_gone_stale_years_later(run, filled):
    done = run("screen", "recheck", filled, *BY, "--as-of", "2026-10-01", "--json")
    assert data(done)[0]["found"]["stale"] == ["Q3.13"] and done.exit_code != 0


def test_a_case_has_its_own_day(run, filled):
    done = run("screen", "check", filled, "--as-of", "2023-01-01")
    assert done.exit_code == 2 and "a day of its own" in done.stderr


def test_exports_hold_the_notice_the_marks_and_no_pseudonym(run, environment):
    options = ("--class", "extradition", "--host", "TJK", "--title", "A request", "--summary", "A request.")
    run("screen", "new", "e.screening", *options, *BY, "--as-of", "2023-07-01")
    (environment / "e.toml").write_text(
        'by = "Desk officer 3"\n[case]\npseudonym = "P-17"\nfacts = ["taught at a village school"]\n'
        'requesting_state = "TJK"\ntreaty = "minsk_1993"\n'
        '[[answers]]\nid = "E1"\nanswer = "serious"\nrationale = "P-17 taught at a village school"\n'
    )
    assert run("screen", "edit", "e.screening", "--answers", "e.toml").exit_code == 0
    forms = ("--to", "html", "--to", "json", "--to", "pdf")
    assert run("screen", "export", "e.screening", *forms, "-o", "out").exit_code == 0
    assert run("screen", "export", "e.screening", *forms, "--public", "-o", "out").exit_code == 0
    assert run("screen", "export", "e.screening", *forms, "--language", "ru", "-o", "russian").exit_code == 0
    for path in (environment / "russian").glob("*.[hj]*"):
        text = path.read_text()
        assert "не является правовым заключением" in text and "P-17" not in text and "village" not in text
    files = sorted((environment / "out").iterdir())
    assert [path.suffix for path in files] == [".html", ".json", ".pdf"] * 2
    for path in files:
        if path.suffix == ".pdf":
            assert path.read_bytes().startswith(b"%PDF")
            continue
        text = path.read_text()
        assert NOTICE in text and "BAR" in text
        assert "P-17" not in text and "village school" not in text
    assert not any("P-17" in path.name for path in files)
    full = next(path for path in files if path.suffix == ".html" and "public" not in path.name).read_text()
    assert "unverified" in full and "Minsk" in full and "Desk officer 3" in full
    public = next(path for path in files if path.suffix == ".html" and "public" in path.name).read_text()
    assert "Desk officer 3" not in public and "Tajikistan" in public
    assert run("screen", "export", "e.screening", "--to", "docx").exit_code == 2


def test_a_pdf_is_tagged_and_the_same_each_time(run, filled, environment):
    import pypdf

    for folder in ("a", "b"):
        assert run("screen", "export", filled, "--to", "pdf", "-o", folder).exit_code == 0
    (one,), (two,) = (list((environment / folder).iterdir()) for folder in ("a", "b"))
    assert one.read_bytes() == two.read_bytes()
    read = pypdf.PdfReader(one)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    text = "\n".join(page.extract_text() for page in read.pages)
    assert "Seminar on the Vienna Document" in text and "no legal advice" in text.replace("\n", " ")


def test_a_difference_between_two_versions(run, filled, environment):
    (environment / "old.screening").write_bytes((environment / filled).read_bytes())
    (environment / "m.toml").write_text("[[answers]]\nid = 'Q5.3'\nanswer = 'serious'\nrationale = 'more'\n")
    run("screen", "edit", filled, "--answers", "m.toml", *BY)
    found = data(run("screen", "diff", "old.screening", filled, "--json"))
    parts = ("given", "says", "rationale", "evidence")
    assert {one["where"] for one in found["changes"]} == {f"answers.Q5.3.{part}" for part in parts}
    assert found["same_case"] and found["level_was"] == "LOW"


def test_the_answers_about_a_state_are_used_again(run, filled):
    options = ("--class", "dialogue", "--title", "Talks", "--summary", "Talks.", "--as-of", "2023-07-01")
    more = ("--by", "Desk 4", "--context", filled, "--json")
    (one,) = data(run("screen", "new", "t.screening", *options, "--host", "UZB", *more))["answers"]
    assert (one["id"], one["by"]) == ("Q1.4", "Desk officer 3")
    other = run("screen", "new", "o.screening", *options, "--host", "TJK", *more)
    assert other.exit_code == 3 and "case of the same states" in other.stderr
    Path("own.toml").write_text("[[answers]]\nid = 'Q1.4'\nanswer = 'some'\nrationale = 'looked at anew'\n")
    edited = run("screen", "edit", "t.screening", "--answers", "own.toml", "--by", "Desk 4", "--json")
    (one,) = data(edited)["answers"]
    assert (one["by"], one["views"]) == ("Desk 4", [])


def test_answers_of_another_case_replace_none_that_were_given_in_this_one(run, filled):
    from regimelab.study.opening import Asked
    from regimelab.study.screening import open_case
    from regimelab.study.screening.begin import reuse_context

    options = ("--class", "dialogue", "--title", "Talks", "--summary", "Talks.", "--as-of", "2023-07-01")
    Path("own.toml").write_text("[[answers]]\nid = 'Q1.4'\nanswer = 'some'\nrationale = 'seen here'\n")
    by = ("--by", "Desk 4")
    assert run("screen", "new", "t.screening", *options, "--host", "UZB", *by).exit_code == 0
    assert run("screen", "edit", "t.screening", "--answers", "own.toml", *by).exit_code == 0
    reuse_context(Path("t.screening"), SECRET, Path(filled), SECRET, Asked("central_asia"), "Desk 4")
    (one,) = open_case(Path("t.screening"), SECRET).case.answers
    assert (one.by, one.rationale, one.from_context) == ("Desk 4", "seen here", "")


def test_a_file_that_somebody_else_changed_is_not_written_over(filled):
    from regimelab.errors import InvalidInput
    from regimelab.study.screening import open_case, save_case

    mine, theirs = (open_case(Path(filled), SECRET) for _ in range(2))
    save_case(theirs, theirs.case.model_copy(update={"closed": True}), SECRET)
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        save_case(mine, mine.case, SECRET)


def test_the_bank_can_be_taken_away(run, environment):
    assert run("screen", "bank", "--format", "csv", "-o", "bank.csv").exit_code == 0
    with (environment / "bank.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 46 and "[unverified]" in rows[3]["marks"]


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are POSIX")
def test_the_form_saves_every_answer_and_can_be_left(run, opened, environment):
    import pty

    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "regimelab.cli", "screen", "edit", opened, *BY]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "COLUMNS": "120"}
    )
    os.close(theirs)
    script = [
        ("Answer:", "x"),
        ("by number", "1 2"),
        ("your own", "n"),
        ("Why", "A pattern."),
        ("How sure", "h"),
        ("Answer:", "q"),
    ]
    said = talk(terminal, script)
    os.close(terminal)
    assert child.wait(timeout=60) == 0, said
    assert "everything answered so far is saved" in said and "must be answered" in said
    (one,) = data(run("screen", "check", opened, "--json"))["answers"]
    assert (one["id"], one["answer"], len(one["evidence"])) == ("Q1.4", "serious", 2)


def talk(terminal, script, patience=60.0):
    """Type each line when its prompt has come; give all that was shown."""
    shown, since, began = "", 0, time.monotonic()
    script = list(script)
    while time.monotonic() - began < patience:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            shown += read.decode(errors="replace")
        elif script and script[0][0] in shown[since:]:
            since = len(shown)
            os.write(terminal, f"{script.pop(0)[1]}\n".encode())
    return shown
