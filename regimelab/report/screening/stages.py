"""The stages of a screening as tables: questions and answers, risks, the person, the regime."""

from collections.abc import Iterator

from regimelab.report.screening.document import Block, Grid, Line, Matrix
from regimelab.report.screening.redact import REDACTED, redacted
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank, Question
from regimelab.screening.case import Answer, Screening, View
from regimelab.screening.effect import EffectRow, RegimeEffect
from regimelab.screening.risk import Graded
from regimelab.screening.scales import Stage


def stage_blocks(case: Screening, assessed: Assessed, bank: Bank, stage: Stage) -> Iterator[Block]:
    """Tell of one stage: questions, answers, and what belongs to it."""
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
    others = "".join(f" {_viewed(view)}" for view in answer.views)
    support = ", ".join(one.ref for one in answer.evidence if not one.contrary)
    against = "; ".join(f"{one.ref}: {one.reply.rstrip('.')}" for one in answer.evidence if one.contrary)
    why = f"{answer.rationale}{flags} {answer.held_back}{others}".strip()
    why += f" Evidence: {support}." if support else ""
    why += f" To the contrary, answered: {against}." if against else ""
    context = f"; from {answer.from_context}" if answer.from_context else ""
    why += f" ({answer.by}, {answer.as_of}, confidence {answer.confidence.value}{context})"
    return (question.id, asked, said, redacted(why, case))


def _viewed(view: View) -> str:
    support = ", ".join(one.ref for one in view.evidence)
    on = f" (evidence: {support})" if support else ""
    return f"{view.by} answers {view.says.value.replace('_', ' ')}: {view.rationale}{on}"


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
            f"{span(one.likelihood)} × {span(one.severity)}{_apart(one)}",
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
    """Tell of the simulated effect, apart from the legal tests: outcomes over scenarios, and what moves."""
    outcomes: dict[str, list[EffectRow]] = {}
    for one in effect.rows:
        outcomes.setdefault(one.outcome, []).append(one)
    yield Grid(
        "Simulated regime effect: with the proposal less without, on the same seeds; acts per year (90 %)",
        ("Outcome", "Side", "Least", "Most", "In scenarios", "Basis"),
        tuple(_over_scenarios(rows) for rows in outcomes.values()),
        (3, 2, 4, 4, 3, 2),
    )
    moved = tuple(
        (
            one.where,
            one.title,
            one.change,
            "better" if one.moves > 0 else "worse",
            f"{one.probability_better:.0%}",
        )
        for one in effect.rows
        if one.moves
    )
    if moved:
        heads = ("Scenario", "Outcome", "Change", "So it gets", "Better in")
        yield Grid("Where a difference can be told", heads, moved, (4, 3, 4, 2, 2))
    else:
        yield Line("No difference can be told in any scenario.")
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


def _apart(graded: Graded) -> str:
    """Say who scored what, where assessors differ."""
    if not graded.disagreed:
        return ""
    each = "; ".join(f"{one.by}: {one.likelihood} × {one.severity}" for one in graded.row.scores)
    return f" (assessors differ: {each})"


def _over_scenarios(rows: list[EffectRow]) -> tuple[str, ...]:
    """One outcome over scenarios: the least and the greatest change, and in how many it can be told."""
    known = sorted((one for one in rows if one.estimate is not None), key=lambda one: one.estimate or 0.0)
    least, most = (f"{one.change}, {one.where}" for one in (known[0], known[-1])) if known else ("–", "–")
    if known and known[0].change == known[-1].change:
        least, most = known[0].change, "the same in all"
    better, worse = sum(one.moves > 0 for one in rows), sum(one.moves < 0 for one in rows)
    told = f"better in {better}, worse in {worse}, open in {len(rows) - better - worse}"
    first = rows[0]
    return (first.title, first.side, least, most, told, first.basis)


def span(band: tuple[int, int]) -> str:
    """A score, or the lowest and the highest that it may be."""
    return str(band[0]) if band[0] == band[1] else f"{band[0]}–{band[1]}"
