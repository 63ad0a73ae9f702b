"""Stop triggers and evidence held against what is known now: what fired, what is gone, what was altered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from regimelab.screening.assess import Assessed, assess
from regimelab.screening.bank import Bank, Watch
from regimelab.screening.case import Answer, Mitigation, Screening
from regimelab.screening.chain import digest, logged
from regimelab.screening.effect import RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.scales import Says
from regimelab.screening.stops import Fired, Recheck, Trigger

Act = Mapping[str, object]
Resting = TypeVar("Resting", Answer, Mitigation)
READ_FROM = ("source", "retrieved", "licence")  # of the file that a row was read from, not of what it says


def matches(watch: Watch, act: Act, states: Sequence[str]) -> bool:
    """Whether an act is one of those meant: by state, kind, mechanism, and a word that it says."""
    named = set(str(act["states"] or "").split(";"))
    said = str(act["description"] or "").casefold()
    return (
        (not states or bool(named & set(states)))
        and (not watch.kinds or act["kind"] in watch.kinds)
        and (not watch.mechanisms or act["mechanism"] in watch.mechanisms)
        and (not watch.tones or act["tone"] in watch.tones)
        and (not watch.words or any(word.casefold() in said for word in watch.words))
    )


def row_hash(act: Act) -> str:
    """Hash what a row of the evidence says, so that an answer can tell whether it was altered since."""
    said = {name: value for name, value in act.items() if name not in READ_FROM}
    return digest(
        {name: value if isinstance(value, int | str | None) else str(value) for name, value in said.items()}
    )


def cited_in(case: Screening) -> Iterator[tuple[str, Cited]]:
    """Go through every piece of evidence of a case, with the place where it is cited."""
    for answer in case.answers:
        yield from ((answer.id, one) for one in answer.evidence)
        yield from ((answer.id, one) for view in answer.views for one in view.evidence)
    for mitigation in case.mitigations:
        yield from ((mitigation.id, one) for one in mitigation.evidence)


def gone_and_changed(case: Screening, acts: Mapping[str, Act]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name evidence of the region that is no longer in its release, and evidence that reads otherwise now."""
    cited = {one.ref: one for _, one in cited_in(case) if one.kind == "act"}
    gone = tuple(sorted(ref for ref in cited if ref not in acts))
    changed = (ref for ref, one in cited.items() if ref in acts and row_hash(acts[ref]) != one.hash)
    return gone, tuple(sorted(changed))


def without(case: Screening, refs: Sequence[str]) -> Screening:
    """Take evidence that is gone out of answers and mitigations, for judging; the file itself keeps it."""

    def left(row: Resting) -> Resting:
        kept = tuple(item for item in row.evidence if item.ref not in refs)
        return row.model_copy(update={"evidence": kept})

    held = {"answers": tuple(map(left, case.answers)), "mitigations": tuple(map(left, case.mitigations))}
    return case.model_copy(update=held)


def judged(case: Screening, bank: Bank, acts: Mapping[str, Act] | None, day: date) -> Assessed:
    """Assess a case on a day with the evidence that is still there."""
    gone = gone_and_changed(case, acts)[0] if acts is not None else ()
    return assess(without(case, gone), bank, day)


def rechecked(
    case: Screening,
    bank: Bank,
    acts: Mapping[str, Act],
    release: str,
    day: date,
    effect: RegimeEffect | None = None,
) -> Recheck:
    """Hold a case against newer evidence: triggers, evidence gone or altered, comfort that went stale."""
    gone, changed = gone_and_changed(case, acts)
    assessed = assess(without(case, gone), bank, day)
    before = {one.id: one for one in case.answers}
    stale = tuple(
        one.id
        for one in assessed.answers
        if before[one.id].says is Says.NO_CONCERN and one.says is not Says.NO_CONCERN
    )
    fired = tuple(one for trigger in case.triggers for one in _fires(case, trigger, acts, day, effect))
    return Recheck(
        on=day,
        release=release,
        fired=fired,
        gone=gone,
        changed=changed,
        stale=stale,
        level=(assessed.level or assessed.at_least).name,
    )


def recorded(case: Screening, found: Recheck, by: str, at: str) -> Screening:
    """Write a recheck into a case; acts and reports that fired a trigger once do not fire it again."""
    told = f"{len(found.fired)} triggers fired, {len(found.gone)} pieces of evidence gone"
    changed = case.model_copy(update={"rechecks": (*case.rechecks, found)})
    return logged(changed, by, "rechecked", at, told)


def open_alarms(case: Screening) -> tuple[Fired, ...]:
    """List what fired and has not been answered by a new decision since."""
    decided = case.decision.on if case.decision else date.min
    return tuple(one for check in case.rechecks if check.on >= decided for one in check.fired)


def _fires(
    case: Screening, trigger: Trigger, acts: Mapping[str, Act], day: date, effect: RegimeEffect | None
) -> Iterator[Fired]:
    deadline = day + timedelta(days=trigger.days)
    known = {*trigger.seen, *(ref for one in case.rechecks for fired in one.fired for ref in fired.acts)}
    if trigger.watch:
        found = [name for name, act in acts.items() if matches(trigger.watch, act, trigger.states)]
        new = tuple(sorted(set(found) - known))
        if len(new) >= trigger.threshold:
            named = tuple(ref for ref in new if names_unit(trigger, acts[ref]))
            why = f"{len(new)} new acts, of {trigger.threshold} that suffice{_of_unit(trigger, named)}"
            yield _fired(trigger, why, deadline, new, named=named)
    if trigger.report:
        before = (one for check in case.rechecks for one in check.fired if one.trigger == trigger.id)
        told = [one for one in case.reports if one.trigger == trigger.id and one.happened]
        fresh = told[max((one.reports for one in before), default=0) :]
        if len(fresh) >= trigger.threshold:
            why = f"reported on {fresh[-1].on}: {fresh[-1].note}"
            yield _fired(trigger, why, deadline, reports=len(told))
    if trigger.effect and effect:
        outside = tuple(_outside(trigger, effect))
        if outside:
            yield _fired(trigger, f"outside the approved band: {'; '.join(outside)}", deadline)


def names_unit(trigger: Trigger, act: Act) -> bool:
    """Whether the description of an act says one of the words that name the recipient."""
    said = str(act["description"] or "").casefold()
    return any(name.casefold() in said for name in trigger.names)


def _of_unit(trigger: Trigger, named: tuple[str, ...]) -> str:
    if not trigger.names:
        return ""
    words = ", ".join(trigger.names)
    told = f"by name {', '.join(named)}" if named else "none by name"
    return f"; coded by state, not by unit: {told} about the recipient ({words}), read whether the rest are"


def _fired(
    trigger: Trigger,
    why: str,
    deadline: date,
    acts: tuple[str, ...] = (),
    reports: int = 0,
    named: tuple[str, ...] = (),
) -> Fired:
    return Fired(
        trigger=trigger.id,
        title=trigger.title,
        why=why,
        acts=acts,
        named=named,
        action=trigger.action,
        deadline=deadline,
        reports=reports,
    )


def _outside(trigger: Trigger, effect: RegimeEffect) -> Iterator[str]:
    for row in effect.rows:
        band = trigger.band.get(f"{row.scenario}/{row.outcome}")
        if band and row.estimate is not None and not band[0] <= row.estimate <= band[1]:
            yield f"{row.title}, {row.scenario}: {row.estimate:.2f}, approved {band[0]:.2f} to {band[1]:.2f}"
