"""Lists of a screening as people read them: drawers, rechecks, differences, the register."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.screening.difference import Difference
    from regimelab.screening.register import Register
    from regimelab.study.screening.drawer import Opened
    from regimelab.study.screening.follow import Rechecked


def drawers(console: "Console", found: Sequence["Opened"]) -> None:
    """Print questions with their reasons and marks, and the evidence beside each."""
    for one in found:
        drawer(console, one)
    if found:
        console.print(found[0].notice, style="dim", soft_wrap=True)


def drawer(console: "Console", one: "Opened") -> None:
    """Print one question, contrary evidence first."""
    from rich.text import Text

    console.print(Text(f"{one.id} {one.title} ({one.stage})", style="bold"), soft_wrap=True)
    console.print(one.question, soft_wrap=True, markup=False)
    console.print(one.why, style="italic", soft_wrap=True, markup=False)
    for basis in one.basis:
        source = f" ({basis.source})" if basis.source else ""
        console.print(f"  [{basis.mark}] {basis.text}{source}", soft_wrap=True, markup=False)
    for answer, meaning in one.means.items():
        console.print(f"  {answer}: {meaning}", soft_wrap=True, markup=False)
    if one.answer:
        console.print(f"  answered: {one.answer} {one.held_back}", soft_wrap=True, markup=False)
    rows = [
        {
            "no": number,
            "id": item.ref,
            "date": f"{item.date}{' (stale)' if item.stale else ''}",
            "family": item.family,
            "side": "must be answered" if item.must_answer else "against" if item.contrary else "beside",
            "says": item.text,
        }
        for number, item in enumerate(one.items, start=1)
    ]
    more = f" of {one.total}" if one.total > len(one.items) else ""
    if rows:
        console.print(
            table(f"Evidence: {len(rows)}{more}", ("no", "id", "date", "family", "side", "says"), rows)
        )
    else:
        console.print("  The store holds nothing on this; give documents of your own.\n")


def recheck(console: "Console", found: Iterable["Rechecked"]) -> None:
    """Print what rechecking found, case by case."""
    last = None
    for one in found:
        last = one
        console.print(f"{one.id} ({one.file}): {one.level}, {one.status}", style="bold", markup=False)
        rows = [
            {
                "trigger": each.title,
                "why": each.why,
                "acts": each.acts,
                "action": each.action.value,
                "by": each.deadline,
            }
            for each in one.found.fired
        ]
        if rows:
            console.print(table("Fired", ("trigger", "why", "acts", "action", "by"), rows))
        if not (rows or one.found.gone or one.found.changed or one.found.stale or one.found.contrary):
            console.print("  nothing fired; all evidence is there and fresh")
        for name in ("gone", "changed", "stale", "contrary"):
            told = getattr(one.found, name)
            if told:
                console.print(f"  {name}: {', '.join(told)}", markup=False, soft_wrap=True)
    if last is None:
        console.print("no case is open")
    else:
        console.print(last.notice, style="dim", soft_wrap=True)


def differences(console: "Console", found: "Difference") -> None:
    """Print what differs between two files, and whether the result does."""
    which = "two versions of one case" if found.same_case else "two cases"
    console.print(
        table(f"{which}: {len(found.changes)} differences", ("where", "was", "now"), map(vars, found.changes))
    )
    console.print(
        f"Residual risk: {found.level_was} (at least {found.at_least_was}) → "
        f"{found.level_now} (at least {found.at_least_now})"
    )
    console.print(found.notice, style="dim", soft_wrap=True)


def registered(console: "Console", found: "Register") -> None:
    """Print the register, and how past judgements fared."""
    columns = ("id", "as_of", "kind", "hosts", "level", "status", "fragile", "fired", "last_recheck")
    console.print(table(f"Register: {len(found.cases)} cases", columns, map(vars, found.cases)))
    rows = [vars(one) for one in found.fared]
    console.print(table("How approved cases fared", ("level", "approved", "fired"), rows))
    console.print(found.notice, style="dim", soft_wrap=True)
