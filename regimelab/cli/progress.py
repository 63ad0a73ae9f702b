"""Progress on stderr: a bar on a terminal, one line per 10 % elsewhere, nothing when quiet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from regimelab.study.result import Progress, silent


@contextmanager
def reporting(quiet: bool, color: bool) -> Iterator[Progress]:
    """Offer a callable ``progress(stage, done)`` that suits where stderr leads."""
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _bars(color) as progress:
            yield progress
    else:
        yield Lines()


class Lines:
    """One line per 10 % of each stage, for logs."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def __call__(self, stage: str, done: float) -> None:
        """Say how far a stage is, if a tenth more is done than was last said."""
        tenth = int(min(max(done, 0.0), 1.0) * 10 + 1e-9)
        if tenth > self._told.get(stage, -1):
            self._told[stage] = tenth
            print(f"{stage}: {tenth * 10} %", file=sys.stderr, flush=True)


@contextmanager
def _bars(color: bool) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    console = Console(stderr=True, no_color=not color)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeElapsedColumn(),
    )
    with RichProgress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, object] = {}

        def progress(stage: str, done: float) -> None:
            task = tasks.setdefault(
                stage, bars.add_task(stage, total=1.0) if stage not in tasks else tasks.get(stage)
            )
            bars.update(task, completed=done)  # pyright: ignore

        yield progress
