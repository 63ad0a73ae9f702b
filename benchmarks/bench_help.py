"""How long `regimelab --help` takes, beside a Python that only starts and imports Typer."""

import subprocess
import sys
from collections.abc import Iterable

from row import Row, seconds


def measure() -> Iterable[Row]:
    """Run both as a user would."""
    bare = (sys.executable, "-c", "import typer")
    ours = (sys.executable, "-m", "regimelab.cli", "--help")
    yield Row("python -c 'import typer'", "s", seconds(lambda: subprocess.run(bare, check=True), 10))
    shown = seconds(lambda: subprocess.run(ours, check=True, stdout=subprocess.DEVNULL), 10)
    yield Row("regimelab --help", "s", shown, reach=0.2)
