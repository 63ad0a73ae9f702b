"""A screening as people read it in a terminal."""

from typing import TYPE_CHECKING

from regimelab.cli.tables import table
from regimelab.report.screening.stages import span

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.screening.effect import RegimeEffect
    from regimelab.study.screening.shown import Checked

UNVERIFIED = "[unverified]"
RISK_COLUMNS = (
    "id",
    "question",
    "title",
    "likelihood",
    "severity",
    "proximity",
    "inherent",
    "lowered",
    "residual",
    "±1 band",
)
ANSWER_COLUMNS = ("id", "title", "answer", "confidence", "evidence", "contrary", "others", "mark")


def heading(console: "Console", found: "Checked") -> None:
    """Print what is screened, and the result in one line."""
    from rich.text import Text

    console.print(Text(f"{found.id}: {found.title}", style="bold"), soft_wrap=True)
    console.print(
        f"{found.kind}, {', '.join(found.hosts)}; {found.depth} depth; as of {found.as_of}; "
        f"evidence {found.evidence_release}; bank {found.bank_version}",
        soft_wrap=True,
        markup=False,
    )
    console.print(Text(result_line(found), style="bold"), soft_wrap=True)
    if found.overridden and found.decision and found.decision.override:
        override = found.decision.override
        told = (
            f"OVERRIDE HIGH to MEDIUM by {override.by}, seconded by {override.seconded_by}: {override.reason}"
        )
        console.print(Text(told, style="bold red"), soft_wrap=True)


def result_line(found: "Checked") -> str:
    """Say the result: level, whether it is fragile, and where the case stands."""
    if found.level is None:
        said = f"not known yet, at least {found.at_least}"
    elif found.overridden:
        said = f"{found.level}, overridden to {found.stands}"
    else:
        said = found.level
    fragile = " (fragile: one band more or less changes it)" if found.fragile else ""
    return f"Residual risk: {said}{fragile}. Status: {found.status}."


def checked(console: "Console", found: "Checked") -> None:
    """Print the stage rail, what is missing, what bars, and the signatures."""
    heading(console, found)
    rail = [{"stage": one.stage, "answered": f"{one.answered} of {one.asked}"} for one in found.stages]
    console.print(table("Stages", ("stage", "answered"), rail))
    if found.missing:
        rows = [vars(one) for one in found.missing]
        console.print(table(f"Missing: {len(rows)}", ("stage", "where", "what"), rows))
    held = [{"id": one.id, "why": one.held_back} for one in found.answers if one.held_back]
    if held:
        console.print(table("Stored as unknown: no evidence, no comfort", ("id", "why"), held))
    _evidence_lost(console, found)
    _bars(console, found)
    _signatures(console, found)
    _alarms(console, found)
    console.print(f"Head of the log: {found.head}", markup=False)
    closing(console, found)


def assessed(console: "Console", found: "Checked") -> None:
    """Print the result with everything that it rests on, and what stands beside it."""
    heading(console, found)
    _bars(console, found)
    above = [one for one in found.findings if one["level"] != "LOW"]
    console.print(table("What asks for the level (the highest counts)", ("level", "source", "why"), above))
    _risks(console, found)
    _answers(console, found)
    for one in found.assurances:
        told = "lower it by one band" if one.lowers else f"lower nothing: {one.why}"
        console.print(
            f"Assurances on {one.question}: {told}. Met: {', '.join(one.met) or 'none'}", markup=False
        )
    beside(console, found)
    _signatures(console, found)
    closing(console, found)


def beside(console: "Console", found: "Checked") -> None:
    """Print what is never netted: reputation, the risk of not engaging, the regime effect."""
    console.print("Beside the result, never netted against it", style="bold")
    console.print(f"Reputational or political risk (own line): {found.reputation or 'not answered'}")
    console.print(f"Risk of not engaging: {found.not_engaging or 'not assessed'}")
    if found.regime_effect:
        effect(console, found.regime_effect)
    else:
        console.print("Simulated regime effect: none yet ('regimelab screen simulate')")


def effect(console: "Console", found: "RegimeEffect") -> None:
    """Print what the model says, by scenario; it is no part of any legal test."""
    rows = [
        {
            "scenario": row.where,
            "outcome": row.title,
            "side": row.side,
            "change": row.change,
            "better": f"{row.probability_better:.0%}",
            "basis": row.basis,
        }
        for row in found.rows
    ]
    title = (
        f"Simulated regime effect of ‘{found.named}’ less ‘{found.against_named}’, acts per year, "
        f"90 % of {found.futures} paired futures"
    )
    console.print(table(title, ("scenario", "outcome", "side", "change", "better", "basis"), rows))
    console.print(
        f"Run {found.run_id}, seed {found.seed}, {found.months} months, {found.model}, "
        f"evidence {found.release}. Apart from every legal test.",
        markup=False,
        soft_wrap=True,
    )
    for one in found.alternatives:
        worse = ", ".join(one.worse) or "nothing told"
        better = ", ".join(one.better) or "nothing told"
        console.print(
            f"Alternative: {one.title}: better: {better}; worse: {worse}", markup=False, soft_wrap=True
        )


def closing(console: "Console", found: "Checked") -> None:
    """Print what every output says."""
    if found.unverified:
        console.print(f"{UNVERIFIED}: {', '.join(found.unverified)}", markup=False, soft_wrap=True)
    console.print(found.notice, style="dim", soft_wrap=True)


def _risks(console: "Console", found: "Checked") -> None:
    rows = [
        {
            **vars(row),
            "likelihood": span(row.likelihood),
            "severity": span(row.severity),
            "lowered": f"−{row.lowered}" if row.lowered else "0",
            "±1 band": f"{row.one_band_down} to {row.one_band_up}",
        }
        for row in found.rows
    ]
    if rows:
        console.print(table("Risks", RISK_COLUMNS, rows))


def _answers(console: "Console", found: "Checked") -> None:
    rows = [
        {
            **vars(one),
            "answer": one.answer if one.answer == one.given else f"{one.answer} (given: {one.given})",
            "others": one.views,
            "mark": UNVERIFIED if one.unverified else "",
        }
        for one in found.answers
    ]
    console.print(table("Answers", ANSWER_COLUMNS, rows))


def _bars(console: "Console", found: "Checked") -> None:
    for bar in found.bars:
        console.print(f"BAR: {bar}", style="bold", markup=False, soft_wrap=True)
    if found.bars:
        console.print(
            "It cannot be approved here, and no override lifts it. Refuse it, or offer an alternative."
        )


def _signatures(console: "Console", found: "Checked") -> None:
    held = [
        {"role": one.role, "by": one.by, "on": one.on, "says": one.opinion.value, "holds": "yes"}
        for one in found.signatures
    ]
    held += [
        {
            "role": one.role,
            "by": one.by,
            "on": one.on,
            "says": one.opinion.value,
            "holds": "void: changed since",
        }
        for one in found.void_signatures
    ]
    held += [{"role": role, "holds": "open"} for role in found.open_roles]
    console.print(table("Signatures", ("role", "by", "on", "says", "holds"), held))


def _evidence_lost(console: "Console", found: "Checked") -> None:
    for name, refs in (("gone from the release", found.gone), ("altered since it was cited", found.changed)):
        if refs:
            console.print(f"Evidence {name}: {', '.join(refs)}", markup=False, soft_wrap=True)


def _alarms(console: "Console", found: "Checked") -> None:
    rows = [
        {"trigger": one.title, "why": one.why, "action": one.action.value, "by": one.deadline}
        for one in found.alarms
    ]
    if rows:
        console.print(table("Triggers that fired", ("trigger", "why", "action", "by"), rows))
