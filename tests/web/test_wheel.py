"""The wheel brings the page with it: no Node, no source, no network where it is used."""

import os
import subprocess
import sys
import zipfile

import httpx
import pytest

from tests.web.served import page_or_skip


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    page_or_skip()
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.mark.slow
def test_the_wheel_holds_the_page_and_none_of_its_source(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "regimelab/web/static/index.html" in names and "regimelab/web/static/world.json" in names
    assert any(name.endswith(".js") for name in names)
    assert not [name for name in names if name.endswith((".ts", ".tsx")) or "node_modules" in name]


@pytest.mark.slow
def test_the_installed_wheel_serves_the_page_without_node(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    surroundings = {
        "PATH": str(tmp_path / "nothing"),
        "PYTHONPATH": str(tmp_path / "site"),
        "HOME": os.environ.get("HOME", str(tmp_path)),
        "REGIMELAB_STORE": str(tmp_path / "evidence.duckdb"),
    }
    command = [sys.executable, "-m", "regimelab.cli", "lab", "--no-browser", "--quiet", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        base, token = process.stdout.readline().strip().split("/#token=")
        try:
            page = httpx.get(f"{base}/").text
            assert '<div id="page">' in page
            known = {"authorization": f"Bearer {token}"}
            answer = httpx.post(f"{base}/api/v1/simulate", headers=known, json={}, timeout=60)
            assert answer.status_code == 200 and answer.json()["bands"]
        finally:
            process.terminate()
            process.wait(timeout=60)
