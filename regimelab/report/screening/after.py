"""What stands after the questions: mitigation, decision, triggers, evidence, what all rests on, log."""

from collections.abc import Iterator

from regimelab.report.dates import day_text, short_day_text
from regimelab.report.language import (
    ENGLISH,
    Foreign,
    language_name,
    other,
    say,
    say_count,
    spoken,
    written_in,
)
from regimelab.report.screening.document import Block, Grid, Line
from regimelab.report.screening.redact import redacted
from regimelab.report.screening.words import UNVERIFIED, ended, level_word, on, word
from regimelab.screening.bank import Bank
from regimelab.screening.case import Mitigation, Screening, SignOff
from regimelab.screening.scales import Level
from regimelab.screening.signing import Standing
from regimelab.screening.stops import Trigger
from regimelab.screening.watching import cited_in, open_alarms


def mitigation_blocks(case: Screening) -> Iterator[Block]:
    """List the mitigations."""
    if not case.mitigations:
        yield Line(say("None."))
        return
    rows = tuple(
        (
            one.id,
            other(one.title),
            ", ".join(one.rows),
            f"{one.owner or say('no owner')}, {on(one.due, say('no date'))}",
            other(one.shown_by),
            _verified(one),
            one.cost or "–",
        )
        for one in case.mitigations
    )
    heads = (
        "",
        say("Mitigation"),
        say("Risks"),
        say("Owner, date"),
        say("Shown by"),
        say("Verified"),
        say("Cost"),
    )
    caption = say("One band off if planned, two if verified, no more")
    yield Grid(caption, heads, rows, (1, 3, 1, 2, 3, 2, 2))


def _verified(one: Mitigation) -> str:
    if not one.verified:
        return say("not verified")
    return say("by {who}, {day}", who=one.verified_by, day=on(one.verified_on))


def decision_blocks(case: Screening, signed: Standing) -> Iterator[Block]:
    """Tell the decision, and list the signatures."""
    if case.decision:
        said = case.decision
        told = f"{word('outcome', said.outcome)}: {ended(said.reason)}"
        if said.alternative:
            told += f" {say('Alternative: {named}', named=ended(said.alternative))}"
        yield Line(f"{told} ({said.by}, {day_text(said.on)})")
    else:
        yield Line(say("No decision yet."))
    rows = [(*_signature(one), say("holds")) for one in signed.holding]
    rows += [(*_signature(one), say("void")) for one in signed.void]
    rows += [(other(role), "", "", "", "", say("still to sign")) for role in signed.open_roles]
    heads = (say("Role"), say("By"), say("On"), say("Opinion"), say("Level"), say("Stands"))
    yield Grid(say("Signatures"), heads, tuple(rows), (3, 3, 2, 2, 2, 2))


def _signature(one: SignOff) -> tuple[str, ...]:
    level = level_word(Level[one.level]) if one.level else "–"
    return (other(one.role), one.by, short_day_text(one.on), word("opinion", one.opinion.value), level)


def trigger_blocks(case: Screening) -> Iterator[Block]:
    """List the stop triggers, and what fired."""
    rows = tuple(
        (
            one.id,
            other(one.title),
            _watches(one),
            f"{one.threshold}",
            word("action", one.action.value),
            say_count("{count} day", "{count} days", one.days),
        )
        for one in case.triggers
    )
    if not rows:
        yield Line(say("None."))
        return
    heads = (
        "",
        say("Trigger"),
        say("Watched in"),
        say("From how many"),
        say("Action"),
        say("Within"),
    )
    yield Grid("", heads, rows, (1, 4, 4, 1, 2, 2))
    fired = tuple(
        (
            other(one.title),
            redacted(other(one.why), case),
            ", ".join(one.acts),
            word("action", one.action.value),
            short_day_text(one.deadline),
        )
        for one in open_alarms(case)
    )
    if fired:
        heads = (say("Trigger"), say("Why"), say("Acts"), say("Action"), say("By when"))
        yield Grid(say("Fired"), heads, fired, (3, 4, 2, 2, 2))


def _watches(one: Trigger) -> str:
    """Say what a trigger watches, and what the evidence cannot tell apart."""
    if not one.watch:
        return say("reports of the monitor") if one.report else say("the simulated effect")
    kinds, words = ", ".join(map(_kind, one.watch.kinds)), say(" or ").join(one.watch.words)
    parts = [
        say("acts in {states}", states=", ".join(one.states)) if one.states else say("acts anywhere"),
        say("of kinds {kinds}", kinds=kinds) if kinds else "",
        say("that say {words}", words=words) if words else "",
    ]
    said = say("the chronicle: {parts}", parts=" ".join(part for part in parts if part))
    if not one.names:
        return said
    told = say(
        "coded by state, not by unit: those that say {words} are told apart",
        words=say(" or ").join(one.names),
    )
    return f"{said}; {told}"


def _kind(name: str) -> str:
    """Name a kind of act; in English by its code, as the chronicle does."""
    said = other(name.replace("_", " "))
    return name if isinstance(said, Foreign) or spoken() == ENGLISH else said


def evidence_blocks(case: Screening) -> Iterator[Block]:
    """List all evidence with family, date, archive hash and release."""
    cited = {one.ref: one for _, one in cited_in(case)}
    rows = tuple(
        (
            one.ref,
            f"{word('family', one.family.value)}, {language_name(one.language)}, {short_day_text(one.date)}",
            redacted(written_in(one.language, f"{one.title}: {one.quote} ({one.span})"), case),
            f"{one.hash[:12]}… {one.release}",
        )
        for one in sorted(cited.values(), key=lambda one: one.ref)
    )
    if not rows:
        yield Line(say("None."))
        return
    yield Grid(
        say("Family, language and date; what it says and where; archive hash and release"),
        ("", say("Whose"), say("What it says"), say("Archive")),
        rows,
        (2, 2, 6, 2),
    )


def basis_grid(case: Screening, bank: Bank) -> Grid:
    """List what each question rests on; what nobody held against the primary text says so."""
    asked = bank.at(case.bank_version).asked(case.depth, case.proposal.person_specific)
    rows = tuple(
        (
            one.id,
            other(one.title),
            other(each.text),
            say(UNVERIFIED) if each.mark == "unverified" else word("mark", each.mark),
            other(each.source) if each.source else "–",
        )
        for one in asked
        for each in one.basis
    )
    heads = ("", say("Question"), say("What it rests on"), say("Mark"), say("Read in"))
    return Grid("", heads, rows, (1, 3, 5, 2, 4))


def commitment_grid(case: Screening, bank: Bank) -> Grid:
    """List the commitments that bear on the case, with marks."""
    asked = {one.id for one in bank.asked(case.depth, case.proposal.person_specific)}
    rows = tuple(
        (
            one.code,
            other(one.instrument),
            other(one.test),
            "; ".join(f"{word('mark', each.mark)}: {other(each.text)}" for each in one.basis),
        )
        for one in bank.commitments
        if not (one.questions or one.classes)
        or set(one.questions) & asked
        or case.proposal.kind in one.classes
    )
    heads = ("", say("Instrument"), say("What it is a test of"), say("Mark"))
    return Grid("", heads, rows, (1, 5, 4, 2))


def log_grid(case: Screening) -> Grid:
    """List the lines of the log."""
    rows = tuple(
        (
            f"{one.number}",
            one.at,
            one.by,
            word("logged", one.what),
            redacted(written_in(ENGLISH, one.detail), case),
            f"{one.hash[:16]}…",
        )
        for one in case.log
    )
    return Grid(
        say("Each line is chained to the one before, and to the contents after it"),
        ("", say("At"), say("By"), say("What was done"), say("Detail"), say("Hash")),
        rows,
        (1, 3, 2, 2, 5, 3),
    )
