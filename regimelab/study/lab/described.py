"""What a region's page opens with: who, what can be done, what may happen, what is assumed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from regimelab import __version__
from regimelab.codebook import KINDS, kind_title
from regimelab.interval import Basis
from regimelab.report.language import other
from regimelab.study.lab.session import AT_REST, DRAGGING, PORTFOLIOS, Lab
from regimelab.study.lab.wanted import Dose

if TYPE_CHECKING:
    from regimelab.policy.push import Push


@dataclass(frozen=True)
class Actor:
    """A member or an outside actor: code, name in full, and the part that it plays."""

    code: str
    name: str
    role: str


@dataclass(frozen=True)
class KindShown:
    """A kind of act: its title, its family and what it means."""

    name: str
    title: str
    family: str
    meaning: str


@dataclass(frozen=True)
class OutcomeShown:
    """An outcome, its side (stability, or who pays) and which way is better."""

    name: str
    title: str
    meaning: str
    unit: str
    better: str
    side: str
    judged: bool


@dataclass(frozen=True)
class LeverShown:
    """A lever: its unit and range, its cost a unit and host, when it works, and where."""

    name: str
    title: str
    description: str
    unit: str
    low: float
    high: float
    cost_low: float
    cost_high: float
    cost_unit: str
    cost_reason: str
    lag_months: float
    ramp_months: float
    hosts: tuple[str, ...]
    consent: float | None
    consent_reason: str


@dataclass(frozen=True)
class AssumptionShown:
    """A prior that can be moved: normal in the log rate ratio, with reason, source and label."""

    label: str
    owner: str
    title: str
    kinds: tuple[str, ...]
    mean: float
    sd: float
    basis: Basis
    reason: str
    source: str


@dataclass(frozen=True)
class PortfolioShown:
    """A portfolio of the region, its doses, and the titles of the triggers that some of them wait for."""

    name: str
    title: str
    description: str
    doses: tuple[Dose, ...]
    triggers: dict[str, str]


@dataclass(frozen=True)
class ScenarioShown:
    """A scenario of the region."""

    name: str
    title: str
    description: str
    start: date


@dataclass(frozen=True)
class Described:
    """A region, its options and its assumptions, and what makes the page's numbers again."""

    code: str
    name: str
    brief_title: str
    brief_author: str
    brief_publisher: str
    brief_of: str  # the region that the brief speaks of; blank if it is this one
    coded: str  # what programs coded the acts, where nobody gathered them by hand; blank else
    period_start: date
    period_end: date
    first_day: date
    months: int
    members: tuple[Actor, ...]
    outside: tuple[Actor, ...]
    kinds: tuple[KindShown, ...]
    outcomes: tuple[OutcomeShown, ...]
    levers: tuple[LeverShown, ...]
    portfolios: tuple[PortfolioShown, ...]
    scenarios: tuple[ScenarioShown, ...]
    assumptions: tuple[AssumptionShown, ...]
    families: dict[str, str]
    version: str
    release: str
    seed: int
    futures_dragging: int
    futures_at_rest: int
    most_portfolios: int


def describe(lab: Lab) -> Described:
    """Describe the region that a lab holds."""
    from regimelab.evidence.publishers import FAMILIES
    from regimelab.policy.known import first_day

    region, inquiry = lab.inquiry.evidence.region, lab.inquiry
    chronicle = next((one for one in inquiry.evidence.origins if one.source == "chronicle"), None)
    coded = chronicle if inquiry.evidence.drawn else None
    return Described(
        region.code,
        other(region.name),
        region.brief.title,
        other(region.brief.author),
        other(region.brief.publisher),
        other(region.registers.replace("_", " ").title()) if region.registers else "",
        coded.version if coded else "",
        region.period.start,
        region.period.end,
        first_day(inquiry.history),
        lab.months,
        tuple(Actor(one.code, other(one.name), "member") for one in region.members),
        tuple(Actor(one.code, other(one.name), str(one.role)) for one in region.outside),
        tuple(
            KindShown(one.name, other(kind_title(one.name)), one.family, other(one.meaning)) for one in KINDS
        ),
        tuple(_outcomes()),
        tuple(_levers(lab)),
        tuple(_portfolios(lab)),
        tuple(
            ScenarioShown(one.name, other(one.title), other(one.description), one.start)
            for one in lab.options.scenarios
        ),
        tuple(_assumptions(lab)),
        {name: other(meaning) for name, meaning in FAMILIES.items()},
        __version__,
        inquiry.evidence.release,
        lab.seed,
        DRAGGING,
        AT_REST,
        PORTFOLIOS,
    )


def _outcomes() -> Iterator[OutcomeShown]:
    from regimelab.policy.outcomes import OUTCOMES

    for one in OUTCOMES:
        words = (other(one.title), other(one.meaning), other(one.unit))
        yield OutcomeShown(one.name, *words, one.better, one.side, one.judged)


def _levers(lab: Lab) -> Iterator[LeverShown]:
    for one in lab.options.levers:
        yield LeverShown(
            one.name,
            other(one.title),
            other(one.description),
            other(one.unit),
            one.low,
            one.high,
            one.cost.low,
            one.cost.high,
            other(one.cost.unit),
            other(one.cost.reason),
            one.lag_months,
            one.ramp_months,
            one.hosts,
            one.consent.chance if one.consent else None,
            other(one.consent.reason) if one.consent else "",
        )


def _portfolios(lab: Lab) -> Iterator[PortfolioShown]:
    for one in lab.options.portfolios:
        doses = tuple(
            Dose(
                dose.lever,
                dose.level,
                dose.start.isoformat(),
                dose.end.isoformat() if dose.end else None,
                dose.hosts,
                dose.when,
                dose.until,
            )
            for dose in one.doses
        )
        told = {trigger.name: other(trigger.title) for trigger in one.triggers}
        yield PortfolioShown(one.name, other(one.title), other(one.description), doses, told)


def _assumptions(lab: Lab) -> Iterator[AssumptionShown]:
    from regimelab.policy.rows import effect_label, shift_label

    for lever in lab.options.levers:
        for place, effect in enumerate(lever.effects):
            yield _assumption(effect_label(lever, place), lever.name, effect)
    for scenario in lab.options.scenarios:
        for place, shift in enumerate(scenario.shifts):
            yield _assumption(shift_label(scenario, place), scenario.name, shift)


def _assumption(label: str, owner: str, push: "Push") -> AssumptionShown:
    title, reason = other(push.title), other(push.reason)
    return AssumptionShown(
        label, owner, title, push.kinds, push.mean, push.sd, push.basis, reason, push.source
    )
