"""Evidence: which acts there are, what one of them says, how far they can be believed."""

from collections.abc import Mapping
from dataclasses import dataclass

from regimelab.evidence import Verification, list_acts, show_act, verify
from regimelab.evidence.origin import Origin
from regimelab.evidence.select import ActView
from regimelab.study.opening import Asked, files_of, open_evidence
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


@dataclass(frozen=True)
class Listing:
    """Sources, the evidence release, and the acts that were wanted."""

    release: str
    sources: tuple[Origin, ...]
    acts: tuple[Mapping[str, object], ...]


def list_evidence(asked: Asked, wanted: Wanted, progress: Progress = silent) -> Result[Listing]:
    """List the acts that meet the conditions, and the sources that they come from."""
    evidence = open_evidence(asked, progress)
    acts = tuple(list_acts(evidence, **vars(wanted)).to_pylist())
    listing = Listing(evidence.release, evidence.origins, acts)
    return Result(listing, acts, evidence.release, inputs=files_of(evidence.region, asked))


def show_evidence(asked: Asked, name: str, progress: Progress = silent) -> Result[ActView]:
    """Show one act: the row, its event pairs, its source, its corrections."""
    evidence = open_evidence(asked, progress)
    view = show_act(evidence, name)
    return Result(view, (view.act,), evidence.release, inputs=files_of(evidence.region, asked))


def verify_evidence(asked: Asked, progress: Progress = silent) -> Result[Verification]:
    """Count and cross-check the evidence: coverage, sources, second pages, what to look at again."""
    evidence = open_evidence(asked, progress)
    found = verify(evidence)
    rows = tuple({"check": one.check, "what": one.what, "acts": one.acts} for one in found.findings)
    return Result(found, rows, evidence.release, inputs=files_of(evidence.region, asked))
