"""The house keeps its own rules: metadata, locks, sizes, changelog."""

import ast
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import regimelab

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "regimelab"
MODULES = sorted(PACKAGE.rglob("*.py"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
FRAGMENT = re.compile(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md")
PACKAGE_INDEX = re.compile(r"https?://[\w.-]*(?:pyp[i]|pythonhoste[d]|npmj[s])[\w.-]*", re.IGNORECASE)
LONGEST_FILE = 300
LONGEST_BODY = 60


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def package_name(requirement):
    return re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0].lower()


def declared():
    extras = project()["optional-dependencies"].values()
    requirements = [*project()["dependencies"], *(item for extra in extras for item in extra)]
    return sorted({package_name(requirement) for requirement in requirements})


def tracked_files():
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def functions(path):
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def body_lines(function):
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_installed_version_is_the_package_s_own():
    assert metadata.version("regimelab") == regimelab.__version__


def test_changelog_has_a_heading_for_the_version_or_for_what_is_to_come():
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    assert headings[0] in {"Unreleased", regimelab.__version__}


def test_every_dependency_has_its_reason_and_no_reason_outlives_its_dependency():
    reasons = (ROOT / "docs/explanation/dependencies.md").read_text()
    explained = re.findall(r"^\| `([^`]+)` \| \S", reasons, flags=re.MULTILINE)
    assert sorted(explained) == declared()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_no_address(lock):
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(lock):
    entries = re.findall(
        r"^(\S.*?) \\\n((?:    --hash=\S+(?: \\)?\n)*)", (ROOT / lock).read_text(), re.MULTILINE
    )
    assert len(entries) > len(project()["dependencies"])
    assert all("==" in pin and "--hash=sha256:" in hashes for pin, hashes in entries)


def test_every_runtime_dependency_is_locked():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert {package_name(requirement) for requirement in project()["dependencies"]} <= pinned


def test_what_is_locked_at_run_time_is_the_same_in_development():
    runtime, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS
    )
    assert runtime <= development


def test_no_file_points_at_a_package_index():
    found = {
        str(path.relative_to(ROOT)): address.group()
        for path in tracked_files()
        if (address := PACKAGE_INDEX.search(path.read_bytes().decode(errors="replace")))
    }
    assert found == {}


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page():
    lengths = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": body_lines(function)
        for path in MODULES
        for function in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_BODY} == {}


def test_no_module_is_named_after_nothing():
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "common", "manager"}] == []


def test_changelog_fragments_are_well_formed():
    fragments = [path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    assert [path.name for path in fragments if not FRAGMENT.fullmatch(path.name)] == []
    for path in fragments:
        text = path.read_text().strip()
        assert text.endswith("."), f"{path.name}: a fragment is whole sentences"
        assert not text.startswith(("#", "-")), f"{path.name}: a fragment is prose, no heading or list"


def test_every_file_of_tests_has_a_name_of_its_own():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
