"""Factors: every number that nobody measured, one a dimension of the space of worlds."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from regimelab.policy.known import Known
from regimelab.policy.lever import Lever
from regimelab.policy.load import Options
from regimelab.policy.push import Push
from regimelab.policy.rows import (
    consent_label,
    effect_label,
    funding_label,
    hosts_of,
    mandate_label,
    shift_label,
)

Sort = Literal["effect", "shift", "consent", "mandate", "money"]


class Factor(NamedTuple):
    """A number that nobody measured: the label of its draws, and its prior.

    ``mean`` and ``sd`` are of a log rate ratio where it is an ``effect`` of a lever or a ``shift`` of a
    scenario; ``mean`` is a chance otherwise. ``owner`` is the lever, the scenario or the host.
    """

    label: str
    title: str
    sort: Sort
    owner: str
    mean: float
    sd: float


def factors_of(options: Options, known: Known, every_lever: bool = False) -> tuple[Factor, ...]:
    """List the factors of all scenarios and of the levers that some portfolio uses, or of every lever."""
    used = {dose.lever for portfolio in options.portfolios for dose in portfolio.doses}
    levers = [lever for lever in options.levers if every_lever or lever.name in used]
    found = [*(one for lever in levers for one in _of_lever(lever, options, known))]
    for scenario in options.scenarios:
        for place, shift in enumerate(scenario.shifts):
            title = f"{scenario.title}: {shift.title}"
            found.append(_pushed(shift_label(scenario, place), title, "shift", scenario.name, shift))
    return tuple({one.label: one for one in found}.values())


def _of_lever(lever: Lever, options: Options, known: Known) -> Iterator[Factor]:
    for place, effect in enumerate(lever.effects):
        title = f"{lever.title}: {effect.title}"
        yield _pushed(effect_label(lever, place), title, "effect", lever.name, effect)
    for host in _hosts(lever, options, known):
        if lever.consent is not None:
            title = f"{lever.title}: consent of {host}"
            chance = lever.consent.of(host)
            yield Factor(consent_label(lever, host), title, "consent", lever.name, chance, 0.0)
        if lever.mandate is not None:
            title = f"the field operation's mandate in {host}"
            yield Factor(mandate_label(host), title, "mandate", host, lever.mandate.of(host), 0.0)
    if lever.funding is not None:
        title = f"{lever.title}: the money pledged"
        yield Factor(funding_label(lever), title, "money", lever.name, lever.funding.pledged, 0.0)


def _hosts(lever: Lever, options: Options, known: Known) -> Sequence[str]:
    doses = (dose for one in options.portfolios for dose in one.doses if dose.lever == lever.name)
    named = dict.fromkeys(host for dose in doses for host in hosts_of(dose, lever, known))
    return list(named) or lever.hosts or known.members


def _pushed(label: str, title: str, sort: Sort, owner: str, push: Push) -> Factor:
    return Factor(label, title, sort, owner, push.mean, push.sd)
