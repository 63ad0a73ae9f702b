"""What drives a forecast: what each effect adds to the rate of an outcome's acts as they are now."""

from dataclasses import dataclass

from regimelab.report.language import other
from regimelab.study.lab.session import DRAGGING, Lab
from regimelab.study.lab.wanted import Wanted


@dataclass(frozen=True)
class DriverShown:
    """An effect: its title, what it adds to the log rate on average, and the 90 % interval over draws."""

    effect: str
    title: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class DrivenShown:
    """Effects on an outcome in a place, the strongest first; their means add up to ``total``, a log ratio."""

    outcome: str
    actor: str | None
    total: float
    drivers: tuple[DriverShown, ...]


def driven(lab: Lab, scenario: str) -> tuple[DrivenShown, ...]:
    """Share the rates at the start of the futures out among the effects."""
    from regimelab.policy.drivers import drivers

    found = drivers(lab.present(Wanted(futures=DRAGGING, seed=lab.seed)), lab.reader, lab.scenario(scenario))
    shown = []
    for one in found:
        listed = [
            DriverShown(driver.effect, other(driver.title), mean, driver.low, driver.high)
            for driver, mean in zip(one.drivers, one.means, strict=True)
        ]
        ranked = tuple(sorted(listed, key=lambda driver: -abs(driver.mean)))
        shown.append(DrivenShown(one.outcome, one.actor, one.total, ranked))
    return tuple(shown)
