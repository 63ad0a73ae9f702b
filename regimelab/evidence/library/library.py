"""The library: outside data of every source, in the same file as the evidence, by release and by view."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import ibis.expr.types as ir
import pyarrow as pa

from regimelab.errors import Problem, UsageError, suggestion
from regimelab.evidence.connection import quiet
from regimelab.evidence.library.correct import correct
from regimelab.evidence.library.diff import Difference, diff
from regimelab.evidence.library.fetching import opened
from regimelab.evidence.library.findings import Finding, Limit, check
from regimelab.evidence.library.ingest import Added, Stated, add
from regimelab.evidence.library.merges import merged_events, merges
from regimelab.evidence.library.naming import CODES
from regimelab.evidence.library.releases import (
    Correction,
    Release,
    contents,
    find_release,
    list_releases,
    record_release,
)
from regimelab.evidence.library.reliability import reliability
from regimelab.evidence.library.snapshot import Progress, Snapshot, kept_file
from regimelab.evidence.library.view import View, standing, table
from regimelab.evidence.library.writing import writing
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import Source
from regimelab.evidence.store import Store

MEMORY: Final = "1500MB"  # of the engine's, so that a process that adds 5 million events stays under 2 GB
NOW: Final = View()


def unseen(stage: str, done: int, of: int) -> None:
    """Show no progress."""


class Library:
    """Outside data in a store: added file by file, never overwritten, read through a view.

    ``actors`` is the vocabulary of actors' codes (scheme, code, since, until, actor); ``kinds`` says
    which kind an event's code means (scheme, code, kind), for finding double reports.
    """

    def __init__(self, store: Store, actors: pa.Table | None = None, kinds: pa.Table | None = None) -> None:
        self.store = store
        self.actors = CODES.empty_table() if actors is None else actors
        self.kinds = kinds
        store.backend.raw_sql(f"SET memory_limit = '{MEMORY}'")

    def add(
        self,
        path: Path,
        source: Source,
        *,
        published: date | None,
        version: str,
        retrieved: date,
        url: str = "",
        strict: bool = False,
        replaces: bool = True,
        progress: Progress = unseen,
    ) -> Added:
        """Add a file: keep its bytes, insert its rows, make a new release; the same bytes change nothing.

        A snapshot that ``replaces`` takes the place of the source's earlier ones; where files add up
        (events by day), it does not. ``strict`` refuses a file of which any cell cannot be read.
        """
        stated = Stated(published, version, url, retrieved, replaces)
        return add(self.store, path, source, stated, self.actors, strict, progress)

    def withdraw(self, snapshot: str, reason: str) -> Release:
        """Make a new release without a snapshot; earlier releases keep it."""
        held = [one.snapshot for one in contents(self.store.backend).snapshots]
        if snapshot not in held:
            what = f"the latest release holds no snapshot '{snapshot}'."
            raise UsageError(Problem("withdraw", what, suggestion(snapshot, held)))
        with writing(self.store):
            record_release(self.store.backend, f"withdraw {snapshot}: {reason}", [(snapshot, False)])
        return find_release(self.store.backend, None)

    def correct(self, rows: Sequence[Correction]) -> Release:
        """Make a new release in which values known to be wrong are replaced on reading."""
        return correct(self.store, rows)

    def table(self, shape: Shape, view: View = NOW) -> ir.Table:
        """Give the rows of a shape that a view sees, as an expression."""
        with quiet():
            return table(self.store.backend, shape, view)

    def aside(self, view: View = NOW) -> ir.Table:
        """Give the cells that were set aside when the snapshots of a view were read, with reasons."""
        seen = [one.snapshot for one in self.snapshots(view)]
        cells = opened(self.store.backend, "aside")
        return cells.filter(cells.snapshot.isin(seen))

    def releases(self) -> tuple[Release, ...]:
        """List the releases, oldest first."""
        return list_releases(self.store.backend)

    def release(self, name: str | None = None) -> Release:
        """Find a release by its name, or the latest."""
        return find_release(self.store.backend, name)

    def snapshots(self, view: View = NOW) -> tuple[Snapshot, ...]:
        """List the snapshots that a view sees."""
        return standing(self.store.backend, view)

    def kept(self, snapshot: Snapshot) -> Path:
        """Find the file of a snapshot as it came."""
        return kept_file(self.store.path, snapshot.sha256)

    def corrections(self, view: View = NOW) -> tuple[Correction, ...]:
        """List the corrections that hold in a view, in the order in which they were made."""
        seen = {one.source for one in self.snapshots(view)}
        return tuple(
            one for one in contents(self.store.backend, view.release).corrections if one.source in seen
        )

    def diff(self, before: str, after: str) -> Difference:
        """Say what tells two releases apart."""
        return diff(self.store.backend, before, after)

    def merges(self, view: View = NOW) -> ir.Table:
        """List the double reports among the events of a view: the record kept, and the record merged."""
        return merges(self.store.backend, view, self.kinds)

    def merged_events(self, view: View = NOW, keep_all: bool = False) -> ir.Table:
        """Give the events of a view with double reports merged, or all with what they are merged into."""
        return merged_events(self.store.backend, view, self.kinds, keep_all)

    def check(self, view: View = NOW, limits: Sequence[Limit] = ()) -> tuple[Finding, ...]:
        """Run every check over what a view sees."""
        return check(self.store.backend, view, self.kinds, limits)

    def reliability(self, view: View = NOW) -> pa.Table:
        """Say how fully each state was reported in each year."""
        return reliability(self.store.backend, view)
