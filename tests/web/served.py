"""A real lab in a process of its own, and a real browser before it; each skips with its reason."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from regimelab.errors import InvalidInput
from regimelab.web.page import built_page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("REGIMELAB_CHROMIUM", "/usr/bin/chromium"))


def page_or_skip() -> Path:
    """Give the built page; where it cannot be built, say why and skip."""
    try:
        return built_page()
    except InvalidInput as error:
        pytest.skip(f"the page cannot be built here: {error}")


@contextmanager
def served(store: Path, *words: str, token: str | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the packaged region; gives the printed address and the process."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "REGIMELAB_STORE": str(store)}
    if token:
        surroundings["REGIMELAB_LAB_TOKEN"] = token
    command = [sys.executable, "-m", "regimelab.cli", "lab", "--no-browser", "--quiet", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            yield address, process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)


def browser_or_skip(tools):
    """Start Chromium, or say that there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}; name one in REGIMELAB_CHROMIUM")
    return tools.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
