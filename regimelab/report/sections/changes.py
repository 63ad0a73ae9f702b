"""What changed since an earlier release of the evidence, and which acts it rests on."""

from collections.abc import Sequence
from typing import Any

from regimelab.report.content import Block, Finding, Heading, Paragraph, Section, Table
from regimelab.report.dates import short_day_text
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.changes import before_id, changed_acts
from regimelab.report.findings.claims import claim_finding_id
from regimelab.report.findings.forecast import forecast_id
from regimelab.report.findings.measures import measure_finding_id
from regimelab.report.handed.changes import BeforeHanded, RowsHanded
from regimelab.report.inline import Citation, Inline, Number, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import other, say, say_text
from regimelab.report.numbers import estimate_text, probability_text, value_number

Moved = tuple[str, Finding, Finding]  # label, then, now
MOST = 8  # acts that a line names


def changes_section(inputs: BriefInputs, book: Book) -> tuple[Section, ...]:
    """Say what moved and why, where the brief is compared with an earlier release."""
    before = inputs.before
    if before is None:
        return ()
    claims, measures, futures = _moved(inputs, before, book)
    blocks: list[Block] = [_opening(inputs, before, (claims, measures, futures), book)]
    if claims:
        blocks += [Heading("changed-claims", say("Claims that moved")), _claims_table(claims, inputs, before)]
    if measures:
        blocks += [
            Heading("changed-measures", say("Measures that moved")),
            _table("measures", measures, before),
        ]
    if futures:
        blocks += [Heading("changed-futures", say("Futures that moved")), _table("futures", futures, before)]
    return (Section("changes", say("What changed, and why"), (*blocks, *_acts(before.acts))),)


def changes_paragraph(inputs: BriefInputs, book: Book) -> list[Block]:
    """Say in a paragraph what moved, where the brief is compared with an earlier release."""
    before = inputs.before
    return [] if before is None else [_opening(inputs, before, _moved(inputs, before, book), book)]


def _moved(
    inputs: BriefInputs, before: BeforeHanded, book: Book
) -> tuple[list[Moved], list[Moved], list[Moved]]:
    """Find the claims, measures and futures that are printed otherwise."""
    return _claims(inputs, before, book), _measures(inputs, book), _futures(inputs, book)


def _opening(
    inputs: BriefInputs, before: BeforeHanded, moved: Sequence[list[Moved]], book: Book
) -> Paragraph:
    """Count what came, went and changed, name the verdicts that did, and say how both were asked."""
    claims, measures, futures = moved
    lead = (
        say("Since release {release}, nothing that this brief says has moved.", release=before.release)
        if not any(moved)
        else say(
            "Since release {release}: claims that moved, {claims}; measures, {measures}; futures, {futures}.",
            release=before.release,
            claims=len(claims),
            measures=len(measures),
            futures=len(futures),
        )
    )
    body = say_text(
        "{verdicts} The evidence has {added} acts more and {removed} fewer; acts that say something else: "
        "{changed}. Both releases were asked by the same version of regimelab, with the same seed, so that "
        "what moved moved with the evidence.",
        verdicts=_turned(inputs, before),
        added=value_number(book["change-acts-added"]),
        removed=value_number(book["change-acts-removed"]),
        changed=value_number(book["change-acts-changed"]),
    )
    return Paragraph(body, lead=(lead,))


def _turned(inputs: BriefInputs, before: BeforeHanded) -> str:
    """Name the claims whose verdict is another, with both verdicts."""
    then = {claim.id: claim.verdict for claim in before.claims}
    turned = [
        say("claim {id} ({then}, now {now})", id=one.id, then=say(then[one.id]), now=say(one.verdict))
        for one in inputs.claims
        if one.id in then and then[one.id] != one.verdict
    ]
    if not turned:
        return say("No verdict changed.")
    return say("Verdicts that changed: {claims}.", claims=", ".join(turned))


def _claims(inputs: BriefInputs, before: BeforeHanded, book: Book) -> list[Moved]:
    """Find the claims whose verdict or printed probability is another."""
    then = {claim.id: claim for claim in before.claims}
    pairs = [
        (f"{claim.id}. {other(claim.title.rstrip('.'))}", claim_finding_id(claim.id))
        for claim in inputs.claims
        if claim.id in then
        and _told(claim.verdict, claim.probability)
        != _told(then[claim.id].verdict, then[claim.id].probability)
    ]
    return _found(pairs, book)


def _told(verdict: str, probability: float | None) -> tuple[str, str]:
    return verdict, probability_text(probability)


def _measures(inputs: BriefInputs, book: Book) -> list[Moved]:
    """Find the measures whose headline is printed otherwise."""
    pairs = [(other(measure.title), measure_finding_id(measure.name)) for measure in inputs.measures]
    return [
        one for one in _found(pairs, book) if estimate_text(one[1].estimate) != estimate_text(one[2].estimate)
    ]


def _futures(inputs: BriefInputs, book: Book) -> list[Moved]:
    """Find the futures whose last month is printed otherwise."""
    names = titles_of(inputs)
    pairs = [
        (
            f"{other(path.title)}, {names.get(path.actor, path.actor) if path.actor else say('the region')}",
            forecast_id(path),
        )
        for path in (inputs.forecast.outcomes if inputs.forecast else ())
    ]
    return [
        one for one in _found(pairs, book) if estimate_text(one[1].estimate) != estimate_text(one[2].estimate)
    ]


def _found(pairs: Sequence[tuple[str, str]], book: Book) -> list[Moved]:
    return [
        (label, book[before_id(name)], book[name])
        for label, name in pairs
        if name in book and before_id(name) in book
    ]


def _claims_table(moved: Sequence[Moved], inputs: BriefInputs, before: BeforeHanded) -> Table:
    """Lay out claims then and now, with their verdicts."""
    now = {claim_finding_id(claim.id): claim.verdict for claim in inputs.claims}
    then = {claim_finding_id(claim.id): claim.verdict for claim in before.claims}
    rows = tuple(
        (
            (label,),
            _verdict(then[new.id], old),
            _verdict(now[new.id], new),
            _because(old, new, before.acts),
        )
        for label, old, new in moved
    )
    head = (say("Claim"), say("Then"), say("Now"), say("Acts behind it that differ"))
    return Table(
        "changed-claims-table", say("Verdicts and probabilities, then and now"), head, rows, (False,) * 4
    )


def _verdict(verdict: str, finding: Finding) -> Text:
    """Say a verdict with its probability."""
    number = Number(finding.id, probability_text(finding.probability), finding.estimate.basis)
    return say(verdict), ", ", number


def _table(of: str, moved: Sequence[Moved], before: BeforeHanded) -> Table:
    """Lay out estimates then and now."""
    rows = tuple(
        (
            (label,),
            (Number(old.id, estimate_text(old.estimate), old.estimate.basis),),
            (Number(new.id, estimate_text(new.estimate), new.estimate.basis),),
            (other(new.estimate.unit),),
            _because(old, new, before.acts),
        )
        for label, old, new in moved
    )
    head = ("", say("Then"), say("Now"), say("Unit"), say("Acts behind it that differ"))
    numeric = (False, True, True, False, False)
    return Table(
        f"changed-{of}-table", say("Estimates with their intervals, then and now"), head, rows, numeric
    )


def _because(old: Finding, new: Finding, acts: RowsHanded) -> Text:
    """Name the acts that a finding rests on, then or now, and that differ between the releases."""
    behind = {*old.estimate.sources, *new.estimate.sources}
    came = [str(row["id"]) for row in acts.added if str(row["id"]) in behind]
    other_now = [key for key in changed_acts(acts) if key in behind]
    gone = [str(row["id"]) for row in acts.removed if str(row["id"]) in behind]
    said: list[Inline] = []
    for told, ids, cited in (
        (say("added"), came, True),
        (say("corrected"), other_now, True),
        (say("gone"), gone, False),
    ):
        if ids:
            said += ["; " if said else "", f"{told}: ", *_listed(ids, cited)]
    if not said:
        return (say("through the model, which is fitted to all acts"),)
    return tuple(part for part in said if part != "")


def _listed(ids: Sequence[str], cited: bool) -> list[Inline]:
    """List acts, the first of them by name; one that is gone cannot be looked up."""
    said: list[Inline] = []
    for index, name in enumerate(ids[:MOST]):
        said += [", " if index else "", Citation(name, name) if cited else name]
    return [*said, f" {say('and {count} more', count=len(ids) - MOST)}"] if len(ids) > MOST else said


def _acts(acts: RowsHanded) -> list[Block]:
    """List the acts that came, went and changed."""
    blocks: list[Block] = []
    for of, title, rows in (
        ("added", say("Acts added"), acts.added),
        ("removed", say("Acts gone"), acts.removed),
    ):
        if rows:
            told = tuple(_act(row, cited=of == "added") for row in rows)
            blocks.append(
                Table(
                    f"acts-{of}", title, (say("Act"), say("Date"), say("What happened")), told, (False,) * 3
                )
            )
    if acts.changed:
        changed = tuple(
            (
                (Citation(one.key, one.key),),
                (other(one.column.replace("_", " ")),),
                (_value(one.was),),
                (_value(one.now),),
            )
            for one in acts.changed
        )
        head = (say("Act"), say("Column"), say("Then"), say("Now"))
        blocks.append(Table("acts-changed", say("Acts corrected"), head, changed, (False,) * 4))
    return [Heading("changed-acts", say("The acts that differ")), *blocks] if blocks else []


def _act(row: Any, cited: bool) -> tuple[Text, ...]:  # noqa: ANN401
    """Lay out an act that came or went."""
    name = str(row["id"])
    return (
        (Citation(name, name) if cited else name,),
        (short_day_text(row["start"]),),
        (other(str(row["description"])),),
    )


def _value(value: object) -> str:
    """Say a value of a column, or that it is empty."""
    return say("none") if value in (None, "") else other(str(value))
