"""Repeating a run: the same words to the same program, with its files put elsewhere."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from regimelab.cli.deliver import RECORD
from regimelab.errors import NotReproduced, Problem
from regimelab.study.manifest import Manifest, read_manifest


def repeat(then: Manifest) -> Manifest:
    """Run the command of a record again, in a quiet process of its own, and read the new record."""
    with tempfile.TemporaryDirectory(prefix="regimelab-rerun-") as folder:
        record = Path(folder) / "record" / RECORD
        words = [
            *then.arguments,
            *_elsewhere(then, Path(folder)),
            "--manifest",
            str(record),
            "--force",
            "--quiet",
        ]
        done = subprocess.run(
            [sys.executable, "-m", "regimelab.cli", *words],
            cwd=then.folder if Path(then.folder).is_dir() else None,
            env=os.environ | _settings(then),
            stdout=subprocess.DEVNULL,
        )
        if done.returncode:
            what = f"the run now ends with exit code {done.returncode}."
            raise NotReproduced(Problem(then.command, what, "Its message is above."))
        return read_manifest(record)


def _settings(then: Manifest) -> dict[str, str]:
    """Settings of the run; fits are computed anew, or nothing would be repeated."""
    return {f"REGIMELAB_{name.upper()}": value for name, value in {**then.settings, "fresh": "1"}.items()}


def _elsewhere(then: Manifest, folder: Path) -> list[str]:
    """Send the files of the run into another folder, under their own names."""
    if then.into == "stdout":
        return []
    name = PurePath(then.outputs[0].path).name if then.into == "file" else "out"
    return ["-o", str(folder / name)]
