"""Regions fitted together: what travels from one to another, what each borrows, and whether it helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.interval import Estimate
from regimelab.region import load_region
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent

if TYPE_CHECKING:
    from regimelab.fit.pooled import Together, Travel
    from regimelab.fit.pooled.predict import Predicted

MIXED = (
    "Some chronicles were gathered by hand, others drawn from event data: how often acts are recorded "
    "differs for that reason, and levels of kinds lend little."
)
HINDSIGHT = (
    "What the other regions lend rests on all their years, those after the date of a forecast included."
)


@dataclass(frozen=True)
class RegionPooled:
    """A region in the pooled fit: acts, share of its effects that others lend, gain over a fit alone.

    ``gain`` is one step ahead over all dates, nats per act, with nothing of the region lent back to it.
    """

    region: str
    release: str
    acts: float
    borrowed: float
    converged: bool
    gain: Estimate | None = None


@dataclass(frozen=True)
class Pooled:
    """What travels, how much each region borrows, and, where asked for, each forecast with and without."""

    regions: tuple[RegionPooled, ...]
    effects: "tuple[Travel, ...]"
    predictions: "tuple[Predicted, ...]" = ()


def pool(
    asked: Asked, regions: Sequence[str], seed: int = 0, predict: bool = False, progress: Progress = silent
) -> Result[Pooled]:
    """Fit regions together; ``predict`` also leaves each out in turn and forecasts it from the others."""
    refuse_shared(regions)
    inquiries = {name: Inquiry(replace(asked, region=name), seed, progress) for name in regions}
    together = _together(inquiries, progress)
    predictions: list[Predicted] = []
    gains: dict[str, Estimate | None] = {}
    if predict:
        for number, name in enumerate(inquiries):
            rows, gains[name] = _left_out(inquiries[name], together, name, number / len(inquiries))
            predictions += rows
    found = Pooled(_regions(inquiries, together, gains), _effects(together), tuple(predictions))
    return Result(
        found,
        rows=tuple(_row(one) for one in found.effects),
        release=" ".join(one.release for one in found.regions),
        warnings=_cautions(inquiries, predict),
        inputs=tuple(path for one in inquiries.values() for path in files_of(one.evidence.region, asked)),
    )


def refuse_shared(names: Sequence[str]) -> None:
    """Refuse regions that cannot be fitted together: unknown, alone, twice, or with a state in common."""
    members, found = _members(names)
    found += [
        Problem("REGIONS", f"'{name}' is named {list(names).count(name)} times.", "Name each region once.")
        for name in members
        if list(names).count(name) > 1
    ]
    if len(set(names)) < 2:
        what = f"names {len(members)} region(s)."
        found.append(Problem("REGIONS", what, "To lend and borrow takes two: central_asia gulf."))
    for number, (one, states) in enumerate(members.items()):
        for other in list(members)[number + 1 :]:
            shared = sorted(states & members[other])
            what = f"{', '.join(shared)} is a member of both {one} and {other}: its acts would count twice."
            found += [Problem("REGIONS", what, "Leave one of the two out.")] if shared else []
    if found:
        raise UsageError(found)


def _members(names: Sequence[str]) -> tuple[dict[str, set[str]], list[Problem]]:
    """Read the members of each region, and say of every one that cannot be read why."""
    members: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            members[name] = {member.code for member in load_region(name).members}
        except (InvalidInput, UsageError) as error:
            problems += error.problems
    return members, problems


def _together(inquiries: Mapping[str, Inquiry], progress: Progress) -> "Together":
    from regimelab.fit.pooled import fit_together
    from regimelab.fit.pooled.regions import Part

    parts = {name: Part(one.modelling.model, one.modelling.laid) for name, one in inquiries.items()}
    return fit_together(parts, progress)


def _left_out(
    inquiry: Inquiry, together: "Together", name: str, before: float
) -> "tuple[tuple[Predicted, ...], Estimate | None]":
    """Forecast a region from the others; ``before`` is the share of all regions that is done."""
    from regimelab.fit.pooled.predict import left_out

    def told(done: float) -> None:
        inquiry.progress(f"leave {name} out", before + done / len(together.models))

    modelling, lent = inquiry.modelling, together.lent[name]
    return left_out(name, modelling.model, inquiry.history, lent, modelling.simulate, inquiry.seed, told)


def _regions(
    inquiries: Mapping[str, Inquiry], together: "Together", gains: Mapping[str, Estimate | None]
) -> tuple[RegionPooled, ...]:
    from regimelab.fit.pooled.travel import share_borrowed

    shares = share_borrowed(together)
    return tuple(
        RegionPooled(
            name,
            one.evidence.release,
            float(one.history.events.weight.sum()),
            shares[name],
            together.pooled[name].converged,
            gains.get(name),
        )
        for name, one in inquiries.items()
    )


def _effects(together: "Together") -> "tuple[Travel, ...]":
    from regimelab.fit.pooled import travels

    return travels(together)


def _cautions(inquiries: Mapping[str, Inquiry], predict: bool) -> tuple[str, ...]:
    drawn = [note for one in inquiries.values() for note in machine_coded(one.evidence)]
    named = tuple(
        f"{name}: {note}" for name, one in inquiries.items() for note in machine_coded(one.evidence)
    )
    empty = tuple(
        f"{name}: not one act is on record; it only borrows, and its part in what travels is an echo."
        for name, one in inquiries.items()
        if not one.history.events.weight.sum()
    )
    mixed = (MIXED,) if 0 < len(drawn) < len(inquiries) else ()
    return (*named, *empty, *mixed, *((HINDSIGHT,) if predict else ()))


def _row(one: "Travel") -> dict[str, object]:
    number = one.mean
    return {
        "family": one.family,
        "effect": one.effect,
        "mean": number.estimate,
        "low": number.low,
        "high": number.high,
        "between": one.between,
        "same_sign": one.same_sign,
        "verdict": one.verdict,
        "why": one.why,
        **one.by_region,
    }
