"""Run every benchmark in this folder and print one table.

A benchmark is a file `bench_*.py` with a function `measure() -> Iterable[Row]`. It warms up
before it measures, and reports the median of several runs.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("what", "median", "low", "high", "reach", "holds")


def load(path: Path) -> ModuleType:
    """Import a benchmark from its file."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def discover(chosen: Iterable[str]) -> Iterator[Path]:
    """Files of the benchmarks whose names contain one of the chosen words; all of them if none."""
    words = tuple(chosen) or ("",)
    return (path for path in sorted(FOLDER.glob("bench_*.py")) if any(word in path.stem for word in words))


def main() -> int:
    """Measure, print, and fail if a number to reach was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chosen", nargs="*", help="only benchmarks whose names contain one of these words")
    paths = list(discover(parser.parse_args().chosen))
    if not paths:
        print("No benchmark is named so: a benchmark is a file bench_*.py in this folder.", file=sys.stderr)
        return 2
    rows = [row for path in paths for row in load(path).measure()]
    table = Table(
        *COLUMNS, title=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for row in rows:
        table.add_row(*row.cells())
    Console().print(table)
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
