"""What surrounds the process in a scenario: transition windows, the patron's shock, common organisations."""

from datetime import date, timedelta

from regimelab.policy.known import first_day
from regimelab.policy.paths import bent, middles, months_after
from regimelab.policy.present import Present
from regimelab.policy.scenario import Scenario, Window
from regimelab.theory.covariates import Covariates, covariates
from regimelab.types import MonthFlags


def surroundings(present: Present, scenario: Scenario, months: int) -> Covariates:
    """Covariates of the months to come: the model's own, where the scenario does not say otherwise."""
    history, opening = present.history, first_day(present.history)
    usual = covariates(history, present.model.risk, history.length + middles(months))
    transition = usual.transition.copy()
    for window in scenario.windows:
        during = _during(window, opening, months)
        transition[history.actors.index(window.member), during] = float(window.open)
    return usual._replace(
        transition=transition, shock=bent(usual.shock[0], scenario.patron, opening)[None, :]
    )


def _during(window: Window, opening: date, months: int) -> MonthFlags:
    """Months whose middle lies in the window; its last day belongs to it."""
    now = middles(months)
    begun = now >= months_after(opening, window.start)
    if window.end is None:
        return begun
    return begun & (now < months_after(opening, window.end + timedelta(days=1)))
