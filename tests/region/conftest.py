"""Region folders to break: a copy of the packaged one, and a fresh draft."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regimelab.region import check_region, draft_region, region_file

Breaker = Callable[..., list[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of Central Asia that a test may damage."""
    folder = tmp_path / "central_asia"
    shutil.copytree(region_file("central_asia").parent, folder)
    return folder


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A fresh starter folder."""
    return draft_region("somewhere", tmp_path)


@pytest.fixture
def broken(copy: Path) -> Breaker:
    """Replace text in a file of the copy, and tell what the check then says."""

    def change(old: str, new: str, file: str = "region.toml") -> list[str]:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text, f"'{old}' is not in {file}"
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return [str(problem) for problem in check_region(copy)]

    return change
