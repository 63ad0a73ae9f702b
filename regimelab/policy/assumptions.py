"""What nobody measured: every prior behind a comparison, with its reason."""

from collections.abc import Iterator, Sequence

import numpy as np

from regimelab.interval import QUANTILE_90, Estimate
from regimelab.policy.comparison import Assumption, DoseCost
from regimelab.policy.known import Known
from regimelab.policy.lever import Lever
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.push import Push
from regimelab.policy.rows import hosts_of
from regimelab.policy.scenario import Scenario

PER_UNIT = "times the rate, for each unit"
IN_ALL = "times the rate"


def assumptions(
    levers: Sequence[Lever], portfolios: Sequence[Portfolio], scenarios: Sequence[Scenario]
) -> tuple[Assumption, ...]:
    """List the priors of all levers that a portfolio uses, and of all scenarios."""
    used = {dose.lever for portfolio in portfolios for dose in portfolio.doses}
    of_levers = [one for lever in levers if lever.name in used for one in _of_lever(lever)]
    return (*of_levers, *(one for scenario in scenarios for one in _of_scenario(scenario)))


def costs(portfolios: Sequence[Portfolio], levers: Sequence[Lever], known: Known) -> tuple[DoseCost, ...]:
    """Cost of every dose a year while it runs, over all its hosts, whether or not they agree."""
    by_name = {lever.name: lever for lever in levers}
    found: list[DoseCost] = []
    for portfolio in portfolios:
        for dose in portfolio.doses:
            lever = by_name[dose.lever]
            times = dose.level * len(hosts_of(dose, lever, known))
            low, high = times * lever.cost.low, times * lever.cost.high
            method = "level, times hosts, times the range for one unit; the middle is geometric"
            middle = float(np.sqrt(low * high))
            estimate = Estimate(
                middle, low, high, lever.cost.unit, method, "levers file", lever.cost.basis, 1.0
            )
            found.append(DoseCost(portfolio.name, lever.name, estimate, lever.cost.reason, lever.cost.source))
    return tuple(found)


def _of_lever(lever: Lever) -> Iterator[Assumption]:
    for effect in lever.effects:
        yield _prior(f"{lever.title}: {effect.title}", effect, PER_UNIT)
    for given, what in ((lever.consent, "consent of"), (lever.mandate, "the mandate in")):
        chances = {"a host": given.chance, **given.hosts} if given else {}
        for host, chance in chances.items():
            estimate = _fixed(chance, "probability", "drawn once a future and host")
            yield Assumption(f"{lever.title}: {what} {host}", estimate, given.reason if given else "", "")
    if lever.consent:
        for name, change in lever.consent.beside.items():
            estimate = _fixed(change, "added to the probability", "where the other lever is pulled too")
            yield Assumption(f"{lever.title}: consent beside {name}", estimate, lever.consent.reason, "")
    if lever.funding:
        share = _fixed(lever.funding.extra_budgetary, "share of the money", "fixed")
        yield Assumption(f"{lever.title}: money that must be pledged", share, lever.funding.reason, "")
        chance = _fixed(lever.funding.pledged, "probability", "drawn once a future")
        yield Assumption(f"{lever.title}: that it is pledged", chance, lever.funding.reason, "")


def _of_scenario(scenario: Scenario) -> Iterator[Assumption]:
    for shift in scenario.shifts:
        yield _prior(f"{scenario.title}: {shift.title}", shift, IN_ALL)
    for point in scenario.patron:
        title = f"{scenario.title}: the patron's unpredictability on {point.day.isoformat()}"
        estimate = _fixed(point.level, "of that since the shock", "fixed; straight between dated points")
        yield Assumption(title, estimate, point.reason, point.source)
    for window in scenario.windows:
        until = f" to {window.end.isoformat()}" if window.end else " on"
        title = (
            f"{scenario.title}: {window.member}'s transition window from {window.start.isoformat()}{until}"
        )
        estimate = _fixed(float(window.open), "1 open, 0 shut", "fixed")
        yield Assumption(title, estimate, window.reason, window.source)


def _prior(title: str, push: Push, unit: str) -> Assumption:
    low, middle, high = (float(np.exp(push.mean + side * QUANTILE_90 * push.sd)) for side in (-1, 0, 1))
    method = f"normal prior of the log rate ratio, mean {push.mean:g}, sd {push.sd:g}"
    data = f"acts of kind {', '.join(push.kinds)}"
    return Assumption(
        title, Estimate(middle, low, high, unit, method, data, push.basis), push.reason, push.source
    )


def _fixed(value: float, unit: str, method: str) -> Estimate:
    return Estimate(value, None, None, unit, method, "no data", "assumed")
