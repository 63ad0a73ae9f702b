"""Pushes on rates as the engine takes them: one row for each assumption, and each host of a lever."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.history import History
from regimelab.policy.draws import granted, normal, uniform
from regimelab.policy.known import Known, first_day, known_of
from regimelab.policy.lever import Lever, LeverEffect
from regimelab.policy.paths import months_after, strength
from regimelab.policy.portfolio import Dose, Portfolio
from regimelab.policy.present import Present
from regimelab.policy.push import Push
from regimelab.policy.reach import Cast, shared_out, touched
from regimelab.policy.scenario import Scenario
from regimelab.policy.trigger import Trigger
from regimelab.theory.model import Model
from regimelab.types import FutureFlags, FutureIndex, PerEntry, PerFuture, PerMonth


class Row(NamedTuple):
    """One shift: the assumption behind it, its path in time, what it touches, its size by future."""

    assumption: str
    path: PerMonth
    touches: PerEntry
    size: PerFuture


Fired = Mapping[str, PerFuture]  # month in which each trigger fires, by future; infinite where it never does


class Plan(NamedTuple):
    """How far ahead to look, and the seed of all that is drawn.

    ``fixed`` holds even draws by label that are given instead of drawn, ``scale`` what multiplies the
    doses of a lever or the shifts of a scenario, by its name: experiments are laid out with these.
    Futures of one of the ``numbers`` meet the same chance.
    """

    months: int
    seed: int
    fixed: Mapping[str, PerFuture] = {}
    scale: Mapping[str, PerFuture] = {}
    numbers: FutureIndex | None = None

    def even(self, label: str, futures: int) -> PerFuture:
        """Even draws of what a label names."""
        found = self.fixed.get(label)
        return uniform(label, futures, self.seed) if found is None else found

    def scaled(self, name: str, size: PerFuture) -> PerFuture:
        """Sizes of a lever or a scenario, as strong as the experiment has it."""
        found = self.scale.get(name)
        return size if found is None else size * found


def effect_label(lever: Lever, place: int) -> str:
    """Name an effect of a lever."""
    return f"lever {lever.name}: {lever.effects[place].title}"


def consent_label(lever: Lever, host: str) -> str:
    """Name a host's consent to a lever."""
    return f"consent to {lever.name}: {host}"


def mandate_label(host: str) -> str:
    """Name the field operation's mandate in a host, which all levers that need one share."""
    return f"mandate in {host}"


def funding_label(lever: Lever) -> str:
    """Name the money that is pledged for a lever."""
    return f"money for {lever.name}"


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
        yield Row(label, path, touches, plan.scaled(scenario.name, _size(label, shift, present, plan)))


def portfolio_rows(
    present: Present, portfolio: Portfolio, levers: Sequence[Lever], plan: Plan, fired: Fired | None = None
) -> Iterator[Row]:
    """Rows of a portfolio: one for each dose, effect and host; what is withheld from a host has size zero.

    A dose that waits for a trigger has them once more for each month in which that fires in any future.
    """
    by_name = {lever.name: lever for lever in levers}
    pulled = {dose.lever: plan.scaled(dose.lever, np.ones(present.futures)) > 0 for dose in portfolio.doses}
    for dose in portfolio.doses:
        lever = by_name[dose.lever]
        hosts = hosts_of(dose, lever, known_of(present.history))
        shares = [delivered_share(lever, host, pulled, present.futures, plan) for host in hosts]
        spells = list(_spells(dose, lever, present, plan, fired or {}))
        for place, effect in enumerate(lever.effects):
            label = effect_label(lever, place)
            size = plan.scaled(lever.name, dose.level * _size(label, effect, present, plan))
            parts = shared_out(_cast(present), effect.kinds, effect.sender, effect.receiver, hosts)
            for path, futures in spells:
                for part, share in zip(parts, shares, strict=True):
                    yield Row(label, path, part, size * share * futures)


def delivered_share(
    lever: Lever, host: str, pulled: Mapping[str, FutureFlags], futures: int, plan: Plan
) -> PerFuture:
    """Share of a dose that a host gets in each future: by consent, mandate and the money pledged."""
    share = np.ones(futures)
    if lever.consent is not None:
        moved = sum(change * pulled[name] for name, change in lever.consent.beside.items() if name in pulled)
        chance = lever.consent.of(host) + np.zeros(futures) + moved
        share = share * granted(plan.even(consent_label(lever, host), futures), chance)
    if lever.mandate is not None:
        share = share * granted(plan.even(mandate_label(host), futures), lever.mandate.of(host))
    if lever.funding is not None:
        pledged = granted(plan.even(funding_label(lever), futures), lever.funding.pledged)
        share = share * np.where(pledged, 1.0, 1.0 - lever.funding.extra_budgetary)
    return share


def _spells(
    dose: Dose, lever: Lever, present: Present, plan: Plan, fired: Fired
) -> Iterator[tuple[PerMonth, PerFuture]]:
    """Paths that a dose takes, and the futures in which it takes each: one where nothing is waited for."""
    never = np.full(present.futures, np.inf)
    begun = fired.get(dose.when, never) if dose.when else np.zeros(present.futures)
    ended = fired.get(dose.until, never) if dose.until else never
    for begin, end in dict.fromkeys(zip(begun.tolist(), ended.tolist(), strict=True)):
        if np.isfinite(begin) and begin < end:
            path = _delivered(dose, lever, present, plan.months, (begin, end))
            yield path, ((begun == begin) & (ended == end)).astype(float)


def hosts_of(dose: Dose, lever: Lever, known: Known) -> tuple[str, ...]:
    """States where a dose is given."""
    return dose.hosts or lever.hosts or known.members


def refuse_idle(
    history: History,
    model: Model,
    scenarios: Sequence[Scenario],
    portfolios: Sequence[Portfolio],
    levers: Sequence[Lever],
) -> None:
    """Refuse what could never do anything: an assumption about acts that cannot occur, an idle dose.

    Of a lever given to few hosts some effects may touch nothing, such as those between two hosts; it is
    refused if one touches nothing with all the hosts that the lever can have.
    """
    cast, known = Cast(history.actors, history.classes, model.risk), known_of(history)
    reached = [*_shifted(cast, scenarios), *_dosed(cast, known, portfolios, levers)]
    busy = {assumption for assumption, touches in reached if touches}
    what = "touches no act that can occur between actors of these classes."
    remedy = "Correct its kinds, sender, receiver or hosts."
    idle = dict.fromkeys(assumption for assumption, _ in reached if assumption not in busy)
    if idle:
        raise InvalidInput([Problem(assumption, what, remedy) for assumption in idle])


def _shifted(cast: Cast, scenarios: Sequence[Scenario]) -> Iterator[tuple[str, bool]]:
    """Each shift of the scenarios, and whether it touches any act."""
    for scenario in scenarios:
        for place, shift in enumerate(scenario.shifts):
            touches = touched(cast, shift.kinds, shift.sender, shift.receiver)
            yield shift_label(scenario, place), bool(touches.any())


def _dosed(
    cast: Cast, known: Known, portfolios: Sequence[Portfolio], levers: Sequence[Lever]
) -> Iterator[tuple[str, bool]]:
    """Each effect of the levers that portfolios use, and each dose; and whether it touches any act."""
    by_name = {lever.name: lever for lever in levers}

    def touches(effect: LeverEffect, hosts: Sequence[str]) -> bool:
        return bool(shared_out(cast, effect.kinds, effect.sender, effect.receiver, hosts).any())

    for portfolio in portfolios:
        for number, dose in enumerate(portfolio.doses):
            lever = by_name[dose.lever]
            hosts, most = hosts_of(dose, lever, known), lever.hosts or known.members
            for place, effect in enumerate(lever.effects):
                yield effect_label(lever, place), touches(effect, most)
            here = any(touches(effect, hosts) for effect in lever.effects)
            yield f"{portfolio.name}: doses[{number}] ({lever.name})", here


def refuse_late(history: History, portfolios: Sequence[Portfolio], months: int) -> None:
    """Refuse what is decided, or first looked at, after the last month that is simulated."""
    late = too_late(history, portfolios, months)
    if late:
        raise InvalidInput(late)


def too_late(history: History, portfolios: Sequence[Portfolio], months: int) -> list[Problem]:
    """Name what is decided, or first looked at, after the last month that is simulated."""
    opening = first_day(history)
    remedy = "Ask for more --months, or date it earlier."
    late: list[Problem] = []
    for one in portfolios:
        dated = [(f"doses[{place}] ({dose.lever})", dose.start) for place, dose in enumerate(one.doses)]
        for where, start in dated:
            if months_after(opening, start) >= months:
                what = f"begins on {start}, after the {months} months that are looked at."
                late.append(Problem(f"{one.name}: {where}", what, remedy))
        for trigger in one.triggers:
            if first_review(trigger, opening) >= months:
                what = f"is first looked at after the {months} months: it can never fire."
                late.append(Problem(f"{one.name}: trigger {trigger.name}", what, remedy))
    return late


def first_review(trigger: Trigger, opening: date) -> int:
    """Months from the opening to the first review of a trigger: a whole multiple of its interval."""
    earliest = 0.0 if trigger.start is None else max(months_after(opening, trigger.start), 0.0)
    return trigger.every * max(int(np.ceil(earliest / trigger.every)), 1)


def _delivered(
    dose: Dose, lever: Lever, present: Present, months: int, waited: tuple[float, float]
) -> PerMonth:
    """Share of full strength by month: what is decided comes later, and grows."""
    opening = first_day(present.history)
    start = max(months_after(opening, dose.start), waited[0]) + lever.lag_months
    last = min(np.inf if dose.end is None else months_after(opening, dose.end), waited[1])
    return strength(months, start, max(float(last), start) if np.isfinite(last) else None, lever.ramp_months)


def _size(label: str, push: Push, present: Present, plan: Plan) -> PerFuture:
    return normal(plan.even(label, present.futures), push.mean, push.sd)


def _cast(present: Present) -> Cast:
    return Cast(present.history.actors, present.history.classes, present.model.risk)
