from regimelab.cli.progress import Lines, reporting


def test_a_log_gets_one_line_per_tenth(capsys):
    lines = Lines()
    for step in range(1001):
        lines("fit", step / 1000)
    told = capsys.readouterr().err.splitlines()
    assert told == [f"fit: {tenth * 10} %" for tenth in range(11)]


def test_stages_are_told_apart_and_steps_back_are_not_told(capsys):
    lines = Lines()
    for stage, done in (("fit", 0.5), ("claims", 0.1), ("fit", 0.2), ("fit", 2.0)):
        lines(stage, done)
    assert capsys.readouterr().err.splitlines() == ["fit: 50 %", "claims: 10 %", "fit: 100 %"]


def test_quiet_is_quiet(capsys):
    with reporting(quiet=True, color=False) as progress:
        progress("fit", 0.5)
    assert capsys.readouterr() == ("", "")


def test_bars_are_drawn_on_a_terminal_and_do_not_reach_stdout(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with reporting(quiet=False, color=False) as progress:
        progress("fit", 0.5)
        progress("fit", 1.0)
    assert capsys.readouterr().out == ""
