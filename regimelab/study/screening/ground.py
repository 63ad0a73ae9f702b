"""What a case stands on: its region's evidence as of its day, the drawers, and the result laid out."""

from dataclasses import replace
from datetime import date

from regimelab.errors import EvidenceMissing
from regimelab.evidence import Evidence
from regimelab.evidence.library.view import View
from regimelab.evidence.outside import Outside
from regimelab.measures import build_history
from regimelab.screening import NOTICE
from regimelab.screening.bank import Bank, newest
from regimelab.screening.case import Screening
from regimelab.screening.evidence import months_before
from regimelab.screening.watching import gone_and_changed, judged
from regimelab.study.opening import Asked, open_evidence
from regimelab.study.result import Result
from regimelab.study.screening.drawer import Drawers
from regimelab.study.screening.shown import Checked, flat, shown

QUARTER = 3  # months until context is looked at again: docs/explanation/screening.md, versions


def drawers_of(case: Screening, asked: Asked) -> Drawers:
    """Fill the drawers of a case from its region's evidence and from outside data that are held."""
    evidence = evidence_of(case, asked)
    outside = Outside.open(asked.store, View(as_of=case.as_of))
    return Drawers(case, newest(), evidence, outside)


def evidence_of(case: Screening, asked: Asked) -> Evidence:
    """Open the evidence that a case was opened on; today's where that release is no longer held."""
    pinned = case.evidence_release.partition("@")[0]
    current = evidence_by(asked, case.proposal.region, case.as_of)
    if current.release.partition("@")[0] == pinned or asked.chronicle or asked.release:
        return current
    try:
        return evidence_by(replace(asked, release=pinned), case.proposal.region, case.as_of)
    except EvidenceMissing:
        return current


def acts_of(evidence: Evidence) -> dict[str, dict[str, object]]:
    """Give the acts of the evidence by id."""
    return {act["id"]: act for act in evidence.acts.to_pylist()}


def evidence_by(asked: Asked, region: str, day: date | None) -> Evidence:
    """Open a region's evidence as it was known by a day."""
    return open_evidence(replace(asked, region=region, as_of=day.isoformat() if day else asked.as_of))


def refuse_portfolio(name: str | None, evidence: Evidence) -> None:
    """Refuse a portfolio that the region does not have, and a file that cannot be read as one."""
    from regimelab.study.options import options_of

    if name:
        options_of(evidence.region, build_history(evidence), (name,))


def asked_of(case: Screening, asked: Asked, day: date) -> Asked:
    """Put a question to the evidence of a case, as it was known by a day."""
    return replace(asked, region=case.proposal.region, as_of=day.isoformat())


def result_of(case: Screening, bank: Bank, evidence: Evidence) -> Result[Checked]:
    """Lay a case out with the evidence that is still there, and say what to beware of."""
    acts = acts_of(evidence)
    gone, changed = gone_and_changed(case, acts)
    found = shown(case, judged(case, bank, acts, case.day), bank, gone, changed)
    return Result(found, flat(found), evidence.release, _cautions(case, bank, evidence, found))


def _cautions(case: Screening, bank: Bank, evidence: Evidence, found: Checked) -> tuple[str, ...]:
    told, version, pinned = [NOTICE], case.bank_version, case.evidence_release
    if found.unverified:
        told.append(f"{len(found.unverified)} questions rest in part on texts that nobody held against them.")
    if version < bank.version:
        told.append(f"the question bank has a version {bank.version}; this case is judged by {version}.")
    if evidence.release.partition("@")[0] != pinned.partition("@")[0]:
        told.append(f"opened on {pinned}, which is not held; checked on {evidence.release}.")
    old = [
        one.id for one in case.answers if one.from_context and one.as_of < months_before(case.day, QUARTER)
    ]
    if old:
        told.append(
            f"taken from another case, and older than a quarter: {', '.join(old)}; look at them again."
        )
    if found.gone or found.changed:
        gone, changed = (", ".join(some) or "none" for some in (found.gone, found.changed))
        told.append(f"evidence gone: {gone}; altered: {changed}.")
    if found.overridden:
        told.append("HIGH was overridden to MEDIUM; the reason stands in every export.")
    return tuple(told)
