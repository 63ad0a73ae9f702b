"""Without any extra every door opens: what an extra brings is asked for where it is used."""

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OPEN = ("regimelab.cli", "regimelab.study", "regimelab.web", "regimelab.report", "regimelab.screening")
PROGRAM = """
import importlib, pkgutil, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
room = importlib.import_module({room!r})
for found in pkgutil.walk_packages(room.__path__, {room!r} + "."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


def brought_by_extras():
    """Name the modules of the packages that extras bring and nothing else does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {
        plain(requirement)
        for extra, requirements in project["optional-dependencies"].items()
        if extra not in ("dev", "cuda")
        for requirement in requirements
    } - {plain(requirement) for requirement in project["dependencies"]}
    modules = packages_distributions()
    return {module for module, owners in modules.items() if names & {owner.lower() for owner in owners}}


def plain(requirement):
    return requirement.split(">=")[0].split("[")[0].lower()


@pytest.mark.parametrize("room", OPEN)
def test_every_module_of_a_room_is_imported_without_any_extra(room):
    missing = brought_by_extras()
    assert {"numba", "sklearn", "zarr", "ray", "numpyro"} <= missing
    program = PROGRAM.format(missing=missing, room=room)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
