"""Exit codes: what the shell is told; docs/reference/exit-codes.md lists the same table."""

from typing import NamedTuple


class Exit(NamedTuple):
    """An exit code and when it is given."""

    code: int
    meaning: str


OK = Exit(0, "done")
UNEXPECTED = Exit(1, "unexpected: a mistake of ours; the message says where the traceback lies")
USAGE = Exit(2, "usage: a command, option or value that cannot be asked, or a file that would be overwritten")
INVALID = Exit(
    3, "incomplete or invalid input: a region, chronicle, settings file, manifest, folder or damaged store"
)
SCREENING_HIGH = Exit(4, "screening: high residual risk")
SCREENING_BAR = Exit(5, "screening: barred")
EVIDENCE = Exit(
    6,
    "evidence missing or stale: a store that is open elsewhere, a question that it cannot answer",
)
NOT_REPRODUCED = Exit(7, "reproducibility mismatch: a rerun gave other inputs, findings or files")
INTERRUPTED = Exit(130, "interrupted; nothing was left half-written")

EXITS: tuple[Exit, ...] = (
    OK,
    UNEXPECTED,
    USAGE,
    INVALID,
    SCREENING_HIGH,
    SCREENING_BAR,
    EVIDENCE,
    NOT_REPRODUCED,
    INTERRUPTED,
)
