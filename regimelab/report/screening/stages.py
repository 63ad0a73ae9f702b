"""The stages of a screening as tables: questions and answers, risks, the person, the regime."""

from collections.abc import Iterator, Sequence

from regimelab.report.dates import days_in_full, short_day_text
from regimelab.report.language import other, say
from regimelab.report.screening.document import Block, Grid, Line, Matrix
from regimelab.report.screening.redact import REDACTED, redacted
from regimelab.report.screening.words import UNVERIFIED, change, ended, level_word, word
from regimelab.screening.assess import Assessed
from regimelab.screening.bank import Bank, Question, Treaty
from regimelab.screening.case import Answer, Screening, View
from regimelab.screening.effect import EffectRow, RegimeEffect
from regimelab.screening.layer import Scorecard
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
        heads = ("", say("Question"), say("Answer"), say("Why, and on what"))
        yield Grid("", heads, rows, (1, 4, 2, 5))
    if stage is Stage.PROPOSAL and assessed.rows:
        yield _matrix(assessed.rows, bank)
        yield _risks(assessed.rows)
    if stage is Stage.EFFECT:
        yield from _effect(case)


def _answer_row(question: Question, answer: Answer | None, case: Screening) -> tuple[str, ...]:
    marks = f" {say(UNVERIFIED)}" if question.unverified else ""
    asked = f"{other(question.title)}. {other(question.question)}{marks}"
    if answer is None:
        return (question.id, asked, say("not answered"), "")
    said = word("says", answer.says.value)
    if answer.held_back:
        said = say("{said} (given: {given})", said=said, given=word("says", answer.given.value))
    return (question.id, asked, said, redacted(" ".join(_told(question, answer)), case))


def _told(question: Question, answer: Answer) -> Iterator[str]:
    """Tell why an answer is as it is, on what, what others answer, and by whom."""
    yield ended(answer.rationale)
    asked = {one.name: one.question for one in question.flags}
    for name, told in answer.flags.items():
        yield f"{other(asked.get(name, name))} {word('told', told.value).capitalize()}."
    if answer.held_back:
        yield days_in_full(other(answer.held_back))
    yield from map(_viewed, answer.views)
    support = ", ".join(one.ref for one in answer.evidence if not one.contrary)
    against = "; ".join(f"{one.ref}: {one.reply.rstrip('.')}" for one in answer.evidence if one.contrary)
    if support:
        yield say("Evidence: {refs}.", refs=support)
    if against:
        yield say("To the contrary, answered: {replies}.", replies=against)
    by = [answer.by, short_day_text(answer.as_of), word("confidence", answer.confidence.value)]
    context = f"; {say('from {case}', case=answer.from_context)}" if answer.from_context else ""
    yield f"({', '.join(by)}{context})"


def _viewed(view: View) -> str:
    support = ", ".join(one.ref for one in view.evidence)
    said = say(
        "{who} answers “{said}”: {why}", who=view.by, said=word("says", view.says.value), why=view.rationale
    )
    return ended(f"{said} ({say('evidence: {refs}', refs=support)})" if support else said)


def _person(case: Screening, assessed: Assessed, bank: Bank) -> Iterator[Block]:
    layer = case.case
    assert layer is not None
    treaty = next((one for one in bank.treaties if one.id == layer.treaty), None)
    yield Line(
        say(
            "Person and facts: {redacted}. Requesting state: {state}.",
            redacted=say(REDACTED),
            state=layer.requesting_state or say("not given"),
        )
    )
    if treaty:
        yield _legal_basis(treaty)
    for card in assessed.assurances:
        yield _assured(card, bank)
        yield Line(
            say("The eleven factors follow a judgment whose paragraph was not held against this list."),
            "unverified",
        )


def _legal_basis(treaty: Treaty) -> Line:
    return Line(
        say(
            "Legal basis: {treaty}: {grade}. {finding} ({article}; finding: {mark}, article: "
            "{article_mark}).",
            treaty=other(treaty.name),
            grade=word("treaty", treaty.grade),
            finding=other(treaty.finding),
            article=other(treaty.article),
            mark=word("mark", treaty.mark),
            article_mark=word("mark", treaty.article_mark),
        )
    )


def _assured(card: Scorecard, bank: Bank) -> Grid:
    """Lay out assurances, factor by factor."""
    question, factors = card.assurances.question, card.assurances.factors
    caption = say("Assurances on {question}: they lower it by one band", question=question)
    if not card.lowers:
        caption = say(
            "Assurances on {question}: they lower nothing: {why}", question=question, why=other(card.why)
        )
    rows = tuple(
        (
            one.id,
            f"{other(one.text)} ({say('gate')})" if one.gate else other(one.text),
            word("met", factors[one.id].met.value) if one.id in factors else say("not scored"),
            factors[one.id].note if one.id in factors else "",
        )
        for one in bank.assurances
    )
    return Grid(caption, ("", say("Factor"), say("Met"), say("Note")), rows, (1, 5, 2, 4))


def _matrix(rows: tuple[Graded, ...], bank: Bank) -> Matrix:
    """Lay the residual risks out by likelihood and severity, each at its gravest score."""
    cells = [[""] * 5 for _ in range(5)]
    for graded in rows:
        likelihood = max(graded.likelihood[1] - graded.lowered, 1)
        row, column = 5 - graded.severity[1], likelihood - 1
        cells[row][column] = f"{cells[row][column]} {graded.row.id}".strip()
    grades = tuple(bank.rules.grade[severity] for severity in (5, 4, 3, 2, 1))
    caption = say("Residual risks by severity for people (5 at the top) and likelihood (5 at the right)")
    return Matrix(caption, tuple(tuple(row) for row in cells), grades)


def _risks(rows: tuple[Graded, ...]) -> Grid:
    heads = (
        "",
        say("Risk"),
        say("Bands"),
        say("Proximity"),
        say("Inherent"),
        say("Lowered"),
        say("Residual"),
        say("±1 band"),
    )
    found = tuple(
        (
            one.row.id,
            f"{one.row.question} {other(one.row.title)}",
            f"{span(one.likelihood)} × {span(one.severity)}{_apart(one)}",
            ", ".join(dict.fromkeys(word("proximity", score.proximity.value) for score in one.row.scores)),
            level_word(one.inherent),
            f"{one.lowered}",
            level_word(one.residual),
            f"{level_word(one.down)} – {level_word(one.up)}",
        )
        for one in rows
    )
    return Grid(
        say("Risks: likelihood × severity, before and after mitigation"),
        heads,
        found,
        (1, 4, 2, 2, 2, 2, 2, 4),
    )


def _effect(case: Screening) -> Iterator[Block]:
    rows = tuple(
        (word("loss", one.kind), f"{one.likelihood} × {one.severity}", one.rationale, one.by)
        for one in case.not_engaging
    )
    if rows:
        yield Grid(
            say("The risk of not engaging, in the same bands, beside the result"),
            (say("Loss"), say("Bands"), say("Why"), say("By")),
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
        say(
            "Simulated regime effect: with the proposal less without, on the same seeds; acts per year (90 %)"
        ),
        (say("Outcome"), say("Side"), say("Least"), say("Most"), say("In scenarios"), say("Basis")),
        tuple(_over_scenarios(rows) for rows in outcomes.values()),
        (3, 2, 4, 4, 3, 2),
    )
    moved = tuple(
        (
            other(one.where),
            other(one.title),
            change(one),
            say("better") if one.moves > 0 else say("worse"),
            f"{100 * one.probability_better:.0f}\u00a0%",
        )
        for one in effect.rows
        if one.moves
    )
    if moved:
        heads = (say("Scenario"), say("Outcome"), say("Change"), say("So it gets"), say("Better in"))
        yield Grid(say("Where a difference can be told"), heads, moved, (4, 3, 4, 2, 2))
    else:
        yield Line(say("No difference can be told in any scenario."))
    yield Line(
        say(
            "Run {run}: {portfolio} against {against}, futures: {futures}, months: {months}, seed {seed}, "
            "{model}, evidence {release}. The intervals contain {contains}. It is conditional on the model, "
            "and stands apart from every legal test.",
            run=effect.run_id,
            portfolio=other(effect.portfolio),
            against=other(effect.against),
            futures=effect.futures,
            months=effect.months,
            seed=effect.seed,
            model=other(effect.model),
            release=effect.release,
            contains=other(effect.contains),
        )
    )
    told = tuple((other(one.title), _named(one.better), _named(one.worse)) for one in effect.alternatives)
    if told:
        yield Grid(
            say("Alternatives on the same futures"),
            (say("Portfolio"), say("Noticeably better"), say("Noticeably worse")),
            told,
            (4, 4, 4),
        )


def _named(outcomes: Sequence[str]) -> str:
    return ", ".join(map(other, outcomes)) or "–"


def _apart(graded: Graded) -> str:
    """Say who scored what, where assessors differ."""
    if not graded.disagreed:
        return ""
    each = "; ".join(f"{one.by}: {one.likelihood} × {one.severity}" for one in graded.row.scores)
    return f" ({say('assessors differ: {each}', each=each)})"


def _over_scenarios(rows: list[EffectRow]) -> tuple[str, ...]:
    """One outcome over scenarios: the least and the greatest change, and in how many it can be told."""
    known = sorted((one for one in rows if one.estimate is not None), key=lambda one: one.estimate or 0.0)
    least, most = (
        (f"{change(one)}, {other(one.where)}" for one in (known[0], known[-1])) if known else ("–", "–")
    )
    if known and known[0].change == known[-1].change:
        least, most = change(known[0]), say("the same in all")
    better, worse = sum(one.moves > 0 for one in rows), sum(one.moves < 0 for one in rows)
    told = say(
        "better in {better}, worse in {worse}, open in {rest}",
        better=better,
        worse=worse,
        rest=len(rows) - better - worse,
    )
    first = rows[0]
    return (other(first.title), word("side", first.side), least, most, told, word("basis", first.basis))


def span(band: tuple[int, int]) -> str:
    """A score, or the lowest and the highest that it may be."""
    return str(band[0]) if band[0] == band[1] else f"{band[0]}–{band[1]}"
