"""Evidence: which acts there are, what one of them says, how far they can be believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from regimelab.evidence import Verification, list_acts, show_act, verify
from regimelab.evidence.browse import facets, search_acts, written_row
from regimelab.evidence.origin import Origin
from regimelab.evidence.select import ActView, sort_acts
from regimelab.study.opening import Asked, files_of, machine_coded, open_evidence
from regimelab.study.result import Progress, Result, silent


@dataclass(frozen=True)
class Wanted:
    """Conditions on acts; an act is listed that meets all of them."""

    kind: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    mechanism: str | None = None
    text: str | None = None
    family: str | None = None
    confidence: str | None = None


@dataclass(frozen=True)
class Part:
    """Which part of a list is shown: how many acts, after how many; all without a limit."""

    limit: int | None = None
    offset: int = 0

    def of(self, acts: Sequence[Mapping[str, object]]) -> tuple[Mapping[str, object], ...]:
        """Cut the part out of a list."""
        return tuple(acts[self.offset :][: self.limit])


@dataclass(frozen=True)
class Listing:
    """Sources, the evidence release, and the acts that were wanted; ``total`` counts all that match."""

    release: str
    sources: tuple[Origin, ...]
    total: int
    acts: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class Counted:
    """How many acts there are, by each facet and value."""

    release: str
    acts: int
    facets: Mapping[str, Mapping[str, int]]


def list_evidence(
    asked: Asked,
    wanted: Wanted,
    sort: str | None = None,
    part: Part = Part(),  # noqa: B008 (a frozen value)
    progress: Progress = silent,
) -> Result[Listing]:
    """List the acts that meet the conditions, and the sources that they come from."""
    evidence = open_evidence(asked, progress)
    acts = sort_acts(list_acts(evidence, **vars(wanted)).to_pylist(), sort)
    listing = Listing(evidence.release, evidence.origins, len(acts), part.of(acts))
    return Result(
        listing, listing.acts, evidence.release, machine_coded(evidence), files_of(evidence.region, asked)
    )


def search_evidence(
    asked: Asked,
    words: str,
    part: Part = Part(),  # noqa: B008 (a frozen value)
    progress: Progress = silent,
) -> Result[Listing]:
    """Find the acts that say all the words, those that say them most often first."""
    evidence = open_evidence(asked, progress)
    acts = search_acts(evidence, words)
    listing = Listing(evidence.release, evidence.origins, len(acts), part.of(acts))
    return Result(
        listing, listing.acts, evidence.release, machine_coded(evidence), files_of(evidence.region, asked)
    )


def count_evidence(asked: Asked, wanted: Wanted, progress: Progress = silent) -> Result[Counted]:
    """Count the acts that meet the conditions, by each facet."""
    evidence = open_evidence(asked, progress)
    acts = list_acts(evidence, **vars(wanted)).to_pylist()
    counted = Counted(evidence.release, len(acts), facets(acts))
    rows = tuple(
        {"facet": name, "value": value, "acts": number}
        for name, found in counted.facets.items()
        for value, number in found.items()
    )
    return Result(counted, rows, evidence.release, machine_coded(evidence), files_of(evidence.region, asked))


def show_evidence(asked: Asked, name: str, progress: Progress = silent) -> Result[ActView]:
    """Show one act: the row, its event pairs, its pages, its line in the chronicle, its corrections."""
    evidence = open_evidence(asked, progress)
    view = show_act(evidence, name)
    stated = evidence.region.chronicle
    if asked.chronicle or not stated.drawn:
        path = asked.chronicle or evidence.region.folder / stated.file
        view = replace(view, row=written_row(path, view))
    return Result(
        view, (view.act,), evidence.release, machine_coded(evidence), files_of(evidence.region, asked)
    )


def verify_evidence(asked: Asked, progress: Progress = silent) -> Result[Verification]:
    """Count and cross-check the evidence: coverage, sources, second pages, what to look at again."""
    evidence = open_evidence(asked, progress)
    found = verify(evidence)
    rows = tuple({"check": one.check, "what": one.what, "acts": one.acts} for one in found.findings)
    return Result(found, rows, evidence.release, machine_coded(evidence), files_of(evidence.region, asked))
