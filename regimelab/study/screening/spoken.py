"""A case in the language spoken: words of ours are told in it; ids, answers and what people wrote stay."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from regimelab.reading.words import Entry
from regimelab.report.dates import days_in_full
from regimelab.report.language import other
from regimelab.report.screening.words import why_of, word
from regimelab.screening.case import Answer, Event
from regimelab.screening.difference import Change, Difference
from regimelab.screening.effect import Alternative, EffectRow, RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.stops import Fired
from regimelab.study.screening.citing import worsened
from regimelab.study.screening.shown import AnswerShown, Checked

Row = TypeVar("Row", bound=Entry)


def told_case(found: Checked) -> Checked:
    """Tell a case with its result."""
    effect = found.regime_effect
    return replace(
        found,
        kind=other(found.kind),
        bars=tuple(map(why_of, found.bars)),
        findings=tuple(_finding(one) for one in found.findings),
        rows=tuple(replace(one, title=other(one.title)) for one in found.rows),
        answers=tuple(map(_answer, found.answers)),
        missing=tuple(replace(one, what=other(one.what)) for one in found.missing),
        regime_effect=effect and told_effect(effect),
        assurances=tuple(replace(one, why=other(one.why)) for one in found.assurances),
        signatures=titled(found.signatures, "role"),
        void_signatures=titled(found.void_signatures, "role"),
        open_roles=tuple(map(other, found.open_roles)),
        alarms=tuple(map(_alarm, found.alarms)),
        notice=other(found.notice),
    )


def told_effect(effect: RegimeEffect) -> RegimeEffect:
    """Tell what the model says, with portfolios and scenarios by their names."""
    told = {
        "portfolio_title": other(effect.named),
        "against_title": other(effect.against_named),
        "model": other(effect.model),
        "contains": other(effect.contains),
        "rows": tuple(map(_row, effect.rows)),
        "alternatives": tuple(map(_alternative, effect.alternatives)),
    }
    return effect.model_copy(update=told)


def told_difference(found: Difference) -> Difference:
    """Tell what differs between two cases."""
    changes = tuple(Change(one.where, other(one.was), other(one.now)) for one in found.changes)
    return replace(found, changes=changes, notice=other(found.notice))


def told_views(answer: Answer) -> tuple[str, ...]:
    """Tell what other assessors answer, and why."""
    return tuple(f"{one.by}: {word('says', one.says.value)}. {one.rationale}" for one in answer.views)


def told_line(event: Event) -> Event:
    """Tell what a line of the log is about; its detail stays, for the hashes hold it."""
    return event.model_copy(update={"what": word("logged", event.what)})


def held_back(text: str) -> str:
    """Tell why an answer was not stored as it was given."""
    return days_in_full(other(text))


def told_quote(one: Cited, effect: RegimeEffect | None) -> str:
    """Tell what evidence says: a run of the model in the language spoken, what others wrote as it is."""
    return worsened(told_effect(effect), other) if effect and one.kind == "model" else other(one.quote)


def titled(rows: Sequence[Row], field: str = "title") -> tuple[Row, ...]:
    """Tell one field of each row of a case."""
    return tuple(one.model_copy(update={field: other(getattr(one, field))}) for one in rows)


def _finding(one: Mapping[str, str]) -> Mapping[str, str]:
    return {**one, "why": why_of(one["why"])}


def _answer(one: AnswerShown) -> AnswerShown:
    return replace(one, title=other(one.title), held_back=held_back(one.held_back))


def _alarm(one: Fired) -> Fired:
    return one.model_copy(update={"title": other(one.title), "why": other(one.why)})


def _row(one: EffectRow) -> EffectRow:
    told = {"scenario_title": other(one.where), "title": other(one.title), "unit": other(one.unit)}
    return one.model_copy(update=told)


def _alternative(one: Alternative) -> Alternative:
    told = {"title": other(one.title), "worse": tuple(map(other, one.worse))}
    return one.model_copy(update={**told, "better": tuple(map(other, one.better))})
