"""Outside data of every source: kept as they came, by release, read through a view.

:class:`Library` is the library of a store; the functions ask the same of a copy on a server.
"""

from regimelab.evidence.library.diff import Difference, Rows, diff
from regimelab.evidence.library.fetching import fetched
from regimelab.evidence.library.finding import Finding
from regimelab.evidence.library.findings import Limit, check
from regimelab.evidence.library.ingest import Added
from regimelab.evidence.library.library import Library
from regimelab.evidence.library.merges import merged_events, merges
from regimelab.evidence.library.releases import Correction, Release, contents
from regimelab.evidence.library.reliability import reliability
from regimelab.evidence.library.snapshot import Snapshot
from regimelab.evidence.library.view import View, standing, table

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
    "check",
    "contents",
    "diff",
    "fetched",
    "merged_events",
    "merges",
    "reliability",
    "standing",
    "table",
]
