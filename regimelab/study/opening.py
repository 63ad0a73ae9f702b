"""Opening what every study rests on: the region, the store, the evidence."""

from dataclasses import dataclass
from pathlib import Path

from regimelab.errors import Problem, UsageError
from regimelab.evidence import Evidence, Store, load_evidence
from regimelab.evidence.releases import open_release
from regimelab.evidence.seen import check_view, day_of, seen
from regimelab.region import Region, load_region
from regimelab.study.result import Progress, silent


@dataclass(frozen=True)
class Asked:
    """Which evidence a question is put to: a region, a store, and a chronicle other than its own.

    ``fresh`` asks that fits be computed anew, and not read back from an earlier run. Portfolios and
    scenarios are names or files; none chooses all. ``release`` opens one that the store holds,
    ``as_of`` (a day, month or year) leaves what was known by then, ``without`` drops source families.
    ``exposure`` takes how fully outside data report each state and year as exposure of the record.
    """

    region: str
    store: Path | None = None
    chronicle: Path | None = None
    fresh: bool = False
    portfolios: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    release: str | None = None
    as_of: str | None = None
    without: tuple[str, ...] = ()
    exposure: bool = False


def open_evidence(asked: Asked, progress: Progress = silent) -> Evidence:
    """Load a region's evidence into the store and read it back, or open a release that it holds."""
    region, day = load_region(asked.region), day_of(asked.as_of) if asked.as_of else None
    check_view(region, day, asked.without)
    progress("evidence", 0.0)
    evidence = _loaded(region, asked) if asked.release is None else _opened(region, asked, asked.release)
    progress("evidence", 1.0)
    return seen(evidence, day, asked.without)


def _loaded(region: Region, asked: Asked) -> Evidence:
    with Store.open(asked.store) as store:
        return load_evidence(store, region, asked.chronicle)


def _opened(region: Region, asked: Asked, release: str) -> Evidence:
    if asked.chronicle:
        what = "a release is opened from the store, where its chronicle lies already."
        raise UsageError(Problem("--release, --chronicle", what, "Give one of the two."))
    with Store.open(asked.store, read_only=True) as store:
        return open_release(store, region, release)


def machine_coded(evidence: Evidence) -> tuple[str, ...]:
    """Say so where acts were drawn from event data: coded by machine, from whom, of which days."""
    if not evidence.drawn:
        return ()
    period = evidence.region.period
    version = next(one.version for one in evidence.origins if one.source == "chronicle")
    return (
        f"Machine-coded: the {evidence.acts.num_rows} acts are drawn from event data ({version}) of "
        f"{period.start} to {period.end}; nobody read the pages, and other days are not covered.",
    )


def files_of(region: Region, asked: Asked) -> tuple[Path, ...]:
    """List the files that a study of the region reads."""
    return (region.folder, *((asked.chronicle,) if asked.chronicle else ()))
