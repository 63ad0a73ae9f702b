"""What is asked of a pull, and what an attempt may say: it came, ask again, or give up."""

from dataclasses import dataclass
from pathlib import Path

from regimelab.errors import EvidenceMissing, Problem
from regimelab.evidence.pull.secret import Keys
from regimelab.progress import Progress


@dataclass(frozen=True)
class Order:
    """One file that is wanted, and on what terms."""

    url: str
    path: Path
    expect_sha256: str | None
    limit_bytes: int
    allow_http: bool
    allow_hosts: frozenset[str]
    keys: Keys
    progress: Progress

    def problem(self, what: str, remedy: str) -> Problem:
        """Say what is wrong at this address, with every key covered."""
        return Problem(*(self.keys.masked(text) for text in (self.url, what, remedy)))

    def missing(self, what: str, remedy: str) -> EvidenceMissing:
        """Make the error that ends the pull."""
        return EvidenceMissing(self.problem(what, remedy))


class NotThere(EvidenceMissing):
    """The producer's server has no such file (404 or 410), as where a series of dated files has a gap."""


class Again(Exception):
    """An attempt failed in a way that may pass; ``wait`` is how long the server asked for, in seconds."""

    def __init__(self, problem: Problem, wait: float | None = None) -> None:
        self.problem = problem
        self.wait = wait
        super().__init__(str(problem))


def plain_size(count: int) -> str:
    """Write a number of bytes as people do: ``1.5 GB``."""
    size, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{size:.0f} bytes" if units[0] == "bytes" else f"{size:.1f} {units[0]}"
