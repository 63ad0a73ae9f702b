"""Opening what every study rests on: the region, the store, the evidence."""

from dataclasses import dataclass
from pathlib import Path

from regimelab.evidence import Evidence, Store, load_evidence
from regimelab.region import Region, load_region
from regimelab.study.result import Progress, silent


@dataclass(frozen=True)
class Asked:
    """Which evidence a question is put to: a region, a store, and a chronicle other than its own.

    ``fresh`` asks that fits be computed anew, and not read back from an earlier run. Portfolios and
    scenarios are names or files; none chooses all.
    """

    region: str
    store: Path | None = None
    chronicle: Path | None = None
    fresh: bool = False
    portfolios: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


def open_evidence(asked: Asked, progress: Progress = silent) -> Evidence:
    """Load a region's evidence into the store and read it back."""
    region = load_region(asked.region)
    progress("evidence", 0.0)
    with Store.open(asked.store) as store:
        evidence = load_evidence(store, region, asked.chronicle)
    progress("evidence", 1.0)
    return evidence


def files_of(region: Region, asked: Asked) -> tuple[Path, ...]:
    """List the files that a study of the region reads."""
    return (region.folder, *((asked.chronicle,) if asked.chronicle else ()))
