"""What stands after the questions: mitigation, decision, triggers, evidence, what all rests on, log."""

from collections.abc import Iterator

from regimelab.report.screening.document import Block, Grid, Line
from regimelab.report.screening.redact import redacted
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.signing import Standing
from regimelab.screening.stops import Trigger
from regimelab.screening.watching import cited_in, open_alarms


def mitigation_blocks(case: Screening) -> Iterator[Block]:
    """List the mitigations."""
    if not case.mitigations:
        yield Line("None.")
        return
    rows = tuple(
        (
            one.id,
            one.title,
            ", ".join(one.rows),
            f"{one.owner or 'no owner'}, {one.due or 'no date'}",
            one.shown_by,
            f"by {one.verified_by}, {one.verified_on}" if one.verified else "not verified",
            one.cost or "–",
        )
        for one in case.mitigations
    )
    heads = ("", "Mitigation", "Risks", "Owner, date", "Shown by", "Verified", "Cost")
    yield Grid("One band off if planned, two if verified, no more", heads, rows, (1, 3, 1, 2, 3, 2, 1))


def decision_blocks(case: Screening, signed: Standing) -> Iterator[Block]:
    """Tell the decision, and list the signatures."""
    if case.decision:
        said = case.decision
        alternative = f" Alternative: {said.alternative}." if said.alternative else ""
        yield Line(f"{said.outcome.capitalize()}: {said.reason}{alternative} ({said.by}, {said.on})")
    else:
        yield Line("No decision yet.")
    rows = [
        (one.role, one.by, f"{one.on}", one.opinion.value, one.level or "–", "holds")
        for one in signed.holding
    ]
    rows += [
        (one.role, one.by, f"{one.on}", one.opinion.value, one.level or "–", "void") for one in signed.void
    ]
    rows += [(role, "", "", "", "", "open") for role in signed.open_roles]
    yield Grid("Signatures", ("Role", "By", "On", "Says", "Level", "Stands"), tuple(rows), (3, 3, 2, 2, 2, 1))


def trigger_blocks(case: Screening) -> Iterator[Block]:
    """List the stop triggers, and what fired."""
    rows = tuple(
        (one.id, one.title, _watches(one), f"{one.threshold}", one.action.value, f"{one.days} days")
        for one in case.triggers
    )
    if not rows:
        yield Line("None.")
        return
    yield Grid("", ("", "Trigger", "Watched in", "From", "Action", "Within"), rows, (1, 4, 4, 1, 2, 2))
    fired = tuple(
        (one.title, redacted(one.why, case), ", ".join(one.acts), one.action.value, f"{one.deadline}")
        for one in open_alarms(case)
    )
    if fired:
        yield Grid("Fired", ("Trigger", "Why", "Acts", "Action", "By"), fired, (3, 4, 2, 2, 2))


def _watches(one: Trigger) -> str:
    """Say what a trigger watches, and what the evidence cannot tell apart."""
    if not one.watch:
        return "reports of the monitor" if one.report else "the simulated effect"
    parts = [
        f"acts in {', '.join(one.states)}" if one.states else "acts anywhere",
        f"of kinds {', '.join(one.watch.kinds)}" if one.watch.kinds else "",
        f"that say {' or '.join(one.watch.words)}" if one.watch.words else "",
    ]
    said = f"the chronicle: {' '.join(part for part in parts if part)}"
    if not one.names:
        return said
    return f"{said}; coded by state, not by unit: those that say {' or '.join(one.names)} are told apart"


def evidence_blocks(case: Screening) -> Iterator[Block]:
    """List all evidence with family, date, archive hash and release."""
    cited = {one.ref: one for _, one in cited_in(case)}
    rows = tuple(
        (
            one.ref,
            f"{one.family.value}, {one.language}, {one.date}",
            redacted(f"{one.title}: {one.quote} ({one.span})", case),
            f"{one.hash[:12]}… {one.release}",
        )
        for one in sorted(cited.values(), key=lambda one: one.ref)
    )
    if not rows:
        yield Line("None.")
        return
    yield Grid(
        "Family, language and date; what it says and where; archive hash and release",
        ("", "Whose", "What", "Archive"),
        rows,
        (2, 2, 6, 2),
    )


def basis_grid(case: Screening, bank: Bank) -> Grid:
    """List what each question rests on; what nobody held against the primary text says so."""
    asked = bank.at(case.bank_version).asked(case.depth, case.proposal.person_specific)
    rows = tuple(
        (
            one.id,
            one.title,
            each.text,
            f"[{each.mark}]" if each.mark == "unverified" else each.mark,
            each.source or "–",
        )
        for one in asked
        for each in one.basis
    )
    return Grid("", ("", "Question", "Basis", "Mark", "Read in"), rows, (1, 3, 5, 2, 4))


def commitment_grid(case: Screening, bank: Bank) -> Grid:
    """List the commitments that bear on the case, with marks."""
    asked = {one.id for one in bank.asked(case.depth, case.proposal.person_specific)}
    rows = tuple(
        (one.code, one.instrument, one.test, "; ".join(f"{each.mark}: {each.text}" for each in one.basis))
        for one in bank.commitments
        if not (one.questions or one.classes)
        or set(one.questions) & asked
        or case.proposal.kind in one.classes
    )
    return Grid("", ("", "Instrument", "Test", "Mark"), rows, (1, 5, 4, 2))


def log_grid(case: Screening) -> Grid:
    """List the lines of the log."""
    rows = tuple(
        (f"{one.number}", one.at, one.by, one.what, redacted(one.detail, case), f"{one.hash[:16]}…")
        for one in case.log
    )
    return Grid(
        "Each line is chained to the one before, and to the contents after it",
        ("", "At", "By", "What", "Detail", "Hash"),
        rows,
        (1, 3, 2, 2, 5, 3),
    )
