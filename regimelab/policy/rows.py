"""Pushes on rates as the engine takes them: one row for each assumption, and each host of a lever."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.policy.draws import granted, normal
from regimelab.policy.known import Known, first_day, known_of
from regimelab.policy.lever import Lever
from regimelab.policy.paths import months_after, strength
from regimelab.policy.portfolio import Dose, Portfolio
from regimelab.policy.present import Present
from regimelab.policy.push import Push
from regimelab.policy.reach import Cast, shared_out, touched
from regimelab.policy.scenario import Scenario
from regimelab.types import PerEntry, PerFuture, PerMonth


class Row(NamedTuple):
    """One shift: the assumption behind it, its path in time, what it touches, its size by future."""

    assumption: str
    path: PerMonth
    touches: PerEntry
    size: PerFuture


class Plan(NamedTuple):
    """How far ahead to look, and the seed of all that is drawn."""

    months: int
    seed: int


def effect_label(lever: Lever, place: int) -> str:
    """Name an effect of a lever."""
    return f"lever {lever.name}: {lever.effects[place].title}"


def consent_label(lever: Lever, host: str) -> str:
    """Name a host's consent to a lever."""
    return f"consent to {lever.name}: {host}"


def shift_label(scenario: Scenario, place: int) -> str:
    """Name a shift of a scenario."""
    return f"scenario {scenario.name}: {scenario.shifts[place].title}"


def scenario_rows(present: Present, scenario: Scenario, plan: Plan) -> Iterator[Row]:
    """Rows of a scenario, one a shift."""
    opening = first_day(present.history)
    for place, shift in enumerate(scenario.shifts):
        label = shift_label(scenario, place)
        end = None if shift.end is None else months_after(opening, shift.end)
        path = strength(plan.months, months_after(opening, shift.start), end, shift.ramp_months)
        touches = touched(_cast(present), shift.kinds, shift.sender, shift.receiver).astype(float)
        yield Row(label, path, touches, _size(label, shift, present, plan))


def portfolio_rows(
    present: Present, portfolio: Portfolio, levers: Sequence[Lever], plan: Plan
) -> Iterator[Row]:
    """Rows of a portfolio: one for each dose, effect and host; a host that refuses has size zero."""
    by_name = {lever.name: lever for lever in levers}
    for dose in portfolio.doses:
        lever = by_name[dose.lever]
        hosts = hosts_of(dose, lever, known_of(present.history))
        path = _delivered(dose, lever, present, plan.months)
        agreed = [_agreed(lever, host, present, plan) for host in hosts]
        for place, effect in enumerate(lever.effects):
            label = effect_label(lever, place)
            size = dose.level * _size(label, effect, present, plan)
            parts = shared_out(_cast(present), effect.kinds, effect.sender, effect.receiver, hosts)
            for part, consent in zip(parts, agreed, strict=True):
                yield Row(label, path, part, size * consent)


def hosts_of(dose: Dose, lever: Lever, known: Known) -> tuple[str, ...]:
    """States where a dose is given."""
    return dose.hosts or lever.hosts or known.members


def refuse_idle(
    present: Present, scenarios: Sequence[Scenario], portfolios: Sequence[Portfolio], levers: Sequence[Lever]
) -> None:
    """Refuse what could never do anything: an assumption about acts that cannot occur."""
    plan = Plan(1, 0)
    rows = [row for one in scenarios for row in scenario_rows(present, one, plan)]
    rows += [row for one in portfolios for row in portfolio_rows(present, one, levers, plan)]
    busy = {row.assumption for row in rows if row.touches.any()}
    what = "touches no act that can occur between actors of these classes."
    remedy = "Correct its kinds, sender or receiver."
    idle = [Problem(row.assumption, what, remedy) for row in rows if row.assumption not in busy]
    if idle:
        raise InvalidInput(list(dict.fromkeys(idle)))


def _delivered(dose: Dose, lever: Lever, present: Present, months: int) -> PerMonth:
    """Share of full strength by month: what is decided comes later, and grows."""
    opening = first_day(present.history)
    start = months_after(opening, dose.start) + lever.lag_months
    end = None if dose.end is None else max(months_after(opening, dose.end), start)
    return strength(months, start, end, lever.ramp_months)


def _agreed(lever: Lever, host: str, present: Present, plan: Plan) -> PerFuture:
    if lever.consent is None:
        return np.ones(present.futures)
    chance = lever.consent.of(host)
    return granted(consent_label(lever, host), chance, present.futures, plan.seed).astype(float)


def _size(label: str, push: Push, present: Present, plan: Plan) -> PerFuture:
    return normal(label, push.mean, push.sd, present.futures, plan.seed)


def _cast(present: Present) -> Cast:
    return Cast(present.history.actors, present.history.classes, present.model.risk)
