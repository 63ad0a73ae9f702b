"""How many cores of this machine are drawn on."""

import os


def cores() -> int:
    """Cores that this process may use, or as many as NPROC says, which XLA reads as well."""
    said = os.environ.get("NPROC", "")
    if said.isdigit() and int(said):
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
