"""Outside data of every source: kept as they came, by release, read through a view."""

from regimelab.evidence.library.diff import Difference, Rows
from regimelab.evidence.library.fetching import fetched
from regimelab.evidence.library.finding import Finding
from regimelab.evidence.library.findings import Limit
from regimelab.evidence.library.ingest import Added
from regimelab.evidence.library.library import Library
from regimelab.evidence.library.releases import Correction, Release
from regimelab.evidence.library.snapshot import Snapshot
from regimelab.evidence.library.view import View

__all__ = [
    "Added",
    "Correction",
    "Difference",
    "Finding",
    "Library",
    "Limit",
    "Release",
    "Rows",
    "Snapshot",
    "View",
    "fetched",
]
