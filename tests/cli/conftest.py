"""A command line that touches nothing of the user's: folders of its own, one store for all tests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from regimelab.cli.commands import app
from regimelab.study.inquiry import Inquiry


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("store") / "evidence.duckdb"


@pytest.fixture
def environment(tmp_path, store, monkeypatch):
    """Variables that keep a command inside the test's folder."""
    for name in [name for name in os.environ if name.startswith("REGIMELAB_") and name != "REGIMELAB_SHARED"]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("NO_COLOR", raising=False)
    homes = {f"XDG_{kind}_HOME": str(tmp_path / "home" / kind) for kind in ("DATA", "STATE", "CONFIG")}
    for name, value in {**homes, "HOME": str(tmp_path / "home"), "REGIMELAB_STORE": str(store)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def run(environment, monkeypatch):
    """Run a command line in this process, without the fit, which takes long."""
    monkeypatch.setattr(Inquiry, "fitted", None)
    monkeypatch.setattr(Inquiry, "hindcast", None)

    def invoke(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    return invoke


@pytest.fixture
def ask(run):
    """Run a command with --json and read the one object that it prints."""

    def invoke(*words):
        done = run(*words, "--json")
        assert done.stdout.count("\n") == 1, done.output
        return json.loads(done.stdout), done

    return invoke


@pytest.fixture
def spawn(environment):
    """Start the console script's module as a process of its own."""

    def start(*words, code=None):
        program = ["-c", code] if code else ["-m", "regimelab.cli"]
        return subprocess.Popen(
            [sys.executable, "-W", "error", *program, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start
