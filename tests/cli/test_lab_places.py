"""What the lab is told to open has to be there, before anything is fitted or served."""

import pytest

from regimelab.errors import UsageError
from regimelab.web.serve import Wish, refuse_exposure


def test_a_case_that_is_not_there_is_refused(run):
    done = run("lab", "--case", "nothing.screening", "--no-browser")
    assert done.exit_code == 2 and "nothing.screening is no file" in done.output
    assert "screen new" in done.output


def test_a_folder_of_cases_is_a_folder_and_stands_alone(run, environment):
    file = environment / "one.screening"
    file.write_text("{}")
    assert "is no folder" in run("lab", "--cases", file).output
    done = run("lab", "--case", file, "--cases", environment)
    assert done.exit_code == 2 and "Give one of the two" in done.output


def test_a_folder_that_holds_no_scan_is_refused(run, environment):
    done = run("lab", "--laws", environment, "--no-browser")
    assert done.exit_code == 2 and "laws.csv" in done.output and "laws scan" in done.output


def test_cases_are_never_served_to_others(tmp_path):
    wish = Wish("0.0.0.0", understood=True, token="a-token-of-the-user-s-own-choice")
    refuse_exposure(wish)
    with pytest.raises(UsageError, match="this machine alone"):
        refuse_exposure(Wish(wish.host, understood=True, token=wish.token, cases=tmp_path))
