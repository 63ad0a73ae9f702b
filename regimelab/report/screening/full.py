"""The full document of a case, for those who decide and those who audit; the person stays redacted."""

from collections.abc import Iterator, Mapping

from regimelab.report.screening.document import Block, Document, Grid, Line, Matrix, Part
from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank, Question
from regimelab.screening.case import Answer, Screening
from regimelab.screening.chain import head_of
from regimelab.screening.effect import RegimeEffect
from regimelab.screening.risk import Graded
from regimelab.screening.scales import Level, Stage
from regimelab.screening.signing import Standing
from regimelab.screening.watching import open_alarms

TITLES: Mapping[Stage, str] = {
    Stage.CONTEXT: "1 Context: the state",
    Stage.RECIPIENT: "2 Recipient: the unit",
    Stage.PROPOSAL: "3 Proposal: could what we do contribute?",
    Stage.CASE: "4 Case layer: a person",
    Stage.EFFECT: "5 Regime, not engaging, reputation",
    Stage.MONITORING: "8 Monitoring",
}
REDACTED = "[redacted: held in the case file]"


def full_document(
    case: Screening, assessed: Assessed, signed: Standing, bank: Bank, names: Mapping[str, str]
) -> Document:
    """Write the document of a case in the order of its stages; ``names`` spells the states."""
    proposal = case.proposal
    facts = (
        ("Case", case.id),
        ("Class", bank.rules.classes[proposal.kind].title),
        ("States", spelled(case, names)),
        ("Recipient", proposal.recipient or "not named"),
        ("Depth", case.depth.value),
        ("As of", case.as_of.isoformat()),
        ("Evidence", case.evidence_release),
        ("Question bank", f"version {case.bank_version}"),
        ("Author", case.author),
        ("Status", signed.status),
    )
    return Document(
        kicker="Screening of a proposed engagement",
        title=proposal.title,
        facts=facts,
        notice=NOTICE,
        verdict=verdict(assessed),
        parts=tuple(_parts(case, assessed, signed, bank)),
        footer=f"Case {case.id}. Head of the log {head_of(case)}.",
    )


def spelled(case: Screening, names: Mapping[str, str]) -> str:
    """Name the states of a case in full."""
    return ", ".join(names.get(host, host) for host in case.proposal.hosts)


def verdict(assessed: Assessed) -> str:
    """Say the result in one sentence."""
    if assessed.level is None:
        said = f"Incomplete: at least {assessed.at_least.name}; {len(assessed.missing)} things are missing."
    elif assessed.level is Level.BAR:
        said = "BAR: not approvable. Refuse it, or offer an alternative; no override lifts it."
    elif assessed.overridden:
        said = f"{assessed.level.name}, overridden to MEDIUM."
    else:
        said = f"{assessed.level.name}."
    fragile = " Fragile: one band more or less in a risk changes it." if assessed.fragile else ""
    return f"Residual risk: {said}{fragile}"


def _parts(case: Screening, assessed: Assessed, signed: Standing, bank: Bank) -> Iterator[Part]:
    yield Part("Result", tuple(_result(case, assessed)))
    if assessed.missing:
        rows = tuple((one.stage, one.where, one.what) for one in assessed.missing)
        yield Part("What is missing", (Grid("", ("Stage", "Where", "What"), rows, (2, 3, 7)),))
    for stage in Stage:
        blocks = tuple(_stage(case, assessed, bank, stage))
        if blocks:
            yield Part(TITLES[stage], blocks)
    yield Part("6 Mitigation", tuple(_mitigations(case)))
    yield Part("7 Decision and signatures", tuple(_decision(case, signed)))
    yield Part("Stop triggers", tuple(_triggers(case)))
    yield Part("Evidence", tuple(_evidence(case)))
    yield Part("What the questions rest on", (_bases(case, bank),))
    yield Part("Commitments of the OSCE that bear on it", (_commitments(case, bank),))
    yield Part("Log", (_log(case),))


def _result(case: Screening, assessed: Assessed) -> Iterator[Block]:
    yield Line(case.proposal.summary)
    for bar in assessed.bars:
        yield Line(f"BAR: {bar.why}", "bar")
    if case.decision and case.decision.override:
        override = case.decision.override
        who = f"{override.by}, seconded by {override.seconded_by}, {override.on}"
        told = f"Override of HIGH to MEDIUM by {who}: "
        yield Line(f"{told}{override.reason}", "override")
    above = sorted((one for one in assessed.findings if one.level > Level.LOW), key=lambda one: -one.level)
    rows = tuple((one.level.name, one.source, one.why) for one in above)
    if rows:
        yield Grid(
            "What asks for the level; the highest counts, none is averaged away",
            ("Level", "Source", "Why"),
            rows,
            (2, 2, 8),
        )
    reputation = "not answered" if assessed.reputation is None else assessed.reputation.name.lower()
    withheld = "not assessed" if assessed.not_engaging is None else assessed.not_engaging.name
    yield Line(
        f"Beside the result, never netted against it: reputational or political risk {reputation}; "
        f"risk of not engaging {withheld}."
    )


def _stage(case: Screening, assessed: Assessed, bank: Bank, stage: Stage) -> Iterator[Block]:
    known = bank.at(case.bank_version)
    asked = known.asked(case.depth, case.proposal.person_specific)
    answers = {one.id: one for one in assessed.answers}
    if stage is Stage.CASE and case.case:
        yield from _person(case, assessed, bank)
    rows = tuple(_answer_row(one, answers.get(one.id), case) for one in asked if one.stage is stage)
    if rows:
        heads = ("", "Question", "Answer", "Why, and on what")
        yield Grid("", heads, rows, (1, 4, 2, 5))
    if stage is Stage.PROPOSAL and assessed.rows:
        yield _matrix(assessed.rows, bank)
        yield _risks(assessed.rows)
    if stage is Stage.EFFECT:
        yield from _effect(case)


def _answer_row(question: Question, answer: Answer | None, case: Screening) -> tuple[str, ...]:
    marks = " [unverified]" if question.unverified else ""
    asked = f"{question.title}. {question.question}{marks}"
    if answer is None:
        return (question.id, asked, "not answered", "")
    said = answer.says.value.replace("_", " ")
    if answer.held_back:
        said += f" (given: {answer.given.value.replace('_', ' ')})"
    flags = "".join(f" {name.replace('_', ' ')}: {told.value}." for name, told in answer.flags.items())
    others = "".join(f" {view.by} answers {view.says.value}: {view.rationale}" for view in answer.views)
    support = ", ".join(one.ref for one in answer.evidence if not one.contrary)
    against = "; ".join(f"{one.ref}: {one.reply.rstrip('.')}" for one in answer.evidence if one.contrary)
    why = f"{answer.rationale}{flags} {answer.held_back}{others}".strip()
    why += f" Evidence: {support}." if support else ""
    why += f" To the contrary, answered: {against}." if against else ""
    context = f"; from {answer.from_context}" if answer.from_context else ""
    why += f" ({answer.by}, {answer.as_of}, confidence {answer.confidence.value}{context})"
    return (question.id, asked, said, _redacted(why, case))


def _person(case: Screening, assessed: Assessed, bank: Bank) -> Iterator[Block]:
    layer = case.case
    assert layer is not None
    treaty = next((one for one in bank.treaties if one.id == layer.treaty), None)
    yield Line(f"Person and facts: {REDACTED}. Requesting state: {layer.requesting_state or 'not given'}.")
    if treaty:
        marks = f"finding {treaty.mark}, article {treaty.article_mark}"
        yield Line(
            f"Legal basis: {treaty.name}: {treaty.grade} safeguards. {treaty.finding} "
            f"({treaty.article}; {marks})."
        )
    for card in assessed.assurances:
        told = "they lower it by one band" if card.lowers else f"they lower nothing: {card.why}"
        factors = card.assurances.factors
        rows = tuple(
            (
                one.id,
                f"{one.text}{' (gate)' if one.gate else ''}",
                factors[one.id].met.value.replace("_", " ") if one.id in factors else "not scored",
                factors[one.id].note if one.id in factors else "",
            )
            for one in bank.assurances
        )
        yield Grid(
            f"Assurances on {card.assurances.question}: {told}",
            ("", "Factor", "Met", "Note"),
            rows,
            (1, 5, 2, 4),
        )
        yield Line(
            "The eleven factors follow a judgment whose paragraph was not held against this list.",
            "unverified",
        )


def _matrix(rows: tuple[Graded, ...], bank: Bank) -> Matrix:
    """Lay the residual risks out by likelihood and severity, each at its gravest score."""
    cells = [[""] * 5 for _ in range(5)]
    for graded in rows:
        likelihood = max(graded.likelihood[1] - graded.lowered, 1)
        row, column = 5 - graded.severity[1], likelihood - 1
        cells[row][column] = f"{cells[row][column]} {graded.row.id}".strip()
    grades = tuple(bank.rules.grade[severity] for severity in (5, 4, 3, 2, 1))
    caption = "Residual risks by severity for people (5 at the top) and likelihood (5 at the right)"
    return Matrix(caption, tuple(tuple(row) for row in cells), grades)


def _risks(rows: tuple[Graded, ...]) -> Grid:
    heads = ("", "Risk", "Bands", "Proximity", "Inherent", "Lowered", "Residual", "±1 band")
    found = tuple(
        (
            one.row.id,
            f"{one.row.question} {one.row.title}",
            f"{_span(one.likelihood)} × {_span(one.severity)}"
            + (" (assessors differ)" if one.disagreed else ""),
            ", ".join(dict.fromkeys(score.proximity.value for score in one.row.scores)),
            one.inherent.name,
            f"{one.lowered}",
            one.residual.name,
            f"{one.down.name} to {one.up.name}",
        )
        for one in rows
    )
    return Grid(
        "Risks: likelihood × severity, before and after mitigation", heads, found, (1, 4, 3, 2, 2, 2, 2, 3)
    )


def _effect(case: Screening) -> Iterator[Block]:
    rows = tuple(
        (one.kind, f"{one.likelihood} × {one.severity}", one.rationale, one.by) for one in case.not_engaging
    )
    if rows:
        yield Grid(
            "The risk of not engaging, in the same bands, beside the result",
            ("Loss", "Bands", "Why", "By"),
            rows,
            (2, 1, 6, 2),
        )
    if case.regime_effect:
        yield from effect_blocks(case.regime_effect)


def effect_blocks(effect: RegimeEffect) -> Iterator[Block]:
    """Tell of the simulated effect, apart from the legal tests."""
    rows = tuple(
        (
            one.scenario,
            one.title,
            one.side,
            "unknown" if one.estimate is None else f"{one.estimate:+.2f} ({one.low:+.2f} to {one.high:+.2f})",
            f"{one.probability_better:.0%}",
            one.basis,
        )
        for one in effect.rows
    )
    heads = ("Scenario", "Outcome", "Side", "Change, acts per year (90 %)", "Better in", "Basis")
    yield Grid(
        "Simulated regime effect: with the proposal less without, on the same seeds",
        heads,
        rows,
        (3, 3, 2, 4, 2, 2),
    )
    yield Line(
        f"Run {effect.run_id}: {effect.portfolio} against {effect.against}, {effect.futures} futures of "
        f"{effect.months} months, "
        f"seed {effect.seed}, {effect.model}, evidence {effect.release}. The intervals contain "
        f"{effect.contains}. It is "
        "conditional on the model, and stands apart from every legal test."
    )
    told = tuple(
        (one.title, ", ".join(one.better) or "–", ", ".join(one.worse) or "–") for one in effect.alternatives
    )
    if told:
        yield Grid(
            "Alternatives on the same futures",
            ("Portfolio", "Noticeably better", "Noticeably worse"),
            told,
            (4, 4, 4),
        )


def _mitigations(case: Screening) -> Iterator[Block]:
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


def _decision(case: Screening, signed: Standing) -> Iterator[Block]:
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
    yield Grid("Signatures", ("Role", "By", "On", "Says", "Level", ""), tuple(rows), (3, 3, 2, 2, 2, 1))


def _triggers(case: Screening) -> Iterator[Block]:
    rows = tuple(
        (one.id, one.title, _watches(one), f"{one.threshold}", one.action.value, f"{one.days} days")
        for one in case.triggers
    )
    if not rows:
        yield Line("None.")
        return
    yield Grid("", ("", "Trigger", "Watched in", "From", "Action", "Within"), rows, (1, 4, 4, 1, 2, 2))
    fired = tuple(
        (one.title, one.why, ", ".join(one.acts), one.action.value, f"{one.deadline}")
        for one in open_alarms(case)
    )
    if fired:
        yield Grid("Fired", ("Trigger", "Why", "Acts", "Action", "By"), fired, (3, 4, 2, 2, 2))


def _watches(one: object) -> str:
    watch = getattr(one, "watch", None)
    if watch:
        parts = [
            f"kinds {', '.join(watch.kinds)}" if watch.kinds else "",
            f"words {', '.join(watch.words)}" if watch.words else "",
        ]
        return f"the chronicle: {'; '.join(part for part in parts if part)}"
    return "reports of the monitor" if getattr(one, "report", False) else "the simulated effect"


def _evidence(case: Screening) -> Iterator[Block]:
    cited = {one.ref: one for answer in case.answers for one in answer.evidence}
    cited |= {one.ref: one for each in case.mitigations for one in each.evidence}
    rows = tuple(
        (
            one.ref,
            f"{one.family.value}, {one.language}, {one.date}",
            _redacted(f"{one.title}: {one.quote} ({one.span})", case),
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


def _bases(case: Screening, bank: Bank) -> Grid:
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


def _commitments(case: Screening, bank: Bank) -> Grid:
    asked = {one.id for one in bank.asked(case.depth, case.proposal.person_specific)}
    rows = tuple(
        (one.code, one.instrument, one.test, "; ".join(f"{each.mark}: {each.text}" for each in one.basis))
        for one in bank.commitments
        if not (one.questions or one.classes)
        or set(one.questions) & asked
        or case.proposal.kind in one.classes
    )
    return Grid("", ("", "Instrument", "Test", "Mark"), rows, (1, 5, 4, 2))


def _log(case: Screening) -> Grid:
    rows = tuple(
        (f"{one.number}", one.at, one.by, one.what, _redacted(one.detail, case), f"{one.hash[:16]}…")
        for one in case.log
    )
    return Grid(
        "Each line is chained to the one before, and to the contents after it",
        ("", "At", "By", "What", "Detail", "Hash"),
        rows,
        (1, 3, 2, 2, 5, 3),
    )


def _redacted(text: str, case: Screening) -> str:
    """Take the pseudonym and the facts out of a text."""
    if case.case is None:
        return text
    for part in (case.case.pseudonym, *case.case.facts):
        text = text.replace(part, "[the person]" if part == case.case.pseudonym else REDACTED)
    return text


def _span(band: tuple[int, int]) -> str:
    return str(band[0]) if band[0] == band[1] else f"{band[0]}–{band[1]}"
