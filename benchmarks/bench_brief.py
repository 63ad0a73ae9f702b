"""The brief of the packaged region: the first in an empty home, and the second, as a user meets them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from row import Row


def measure() -> Iterable[Row]:
    """Write the brief twice into the same folder, each run a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        yield Row("first brief, nothing kept", "s", (_brief(Path(home)),), reach=60)
        yield Row("second brief", "s", tuple(_brief(Path(home)) for _ in range(3)), reach=15)


def _brief(home: Path) -> float:
    homes = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
    words = ("-m", "regimelab.cli", "brief", "central_asia", "--force", "--quiet", "-o", str(home / "out"))
    begun = time.perf_counter()
    subprocess.run(
        (sys.executable, *words),
        check=True,
        env=os.environ | homes | {"HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - begun
