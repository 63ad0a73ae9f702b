"""``measure``: is there a regime? Its parts, with intervals and sources."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability as probability_text
from regimelab.cli.tables import table, with_bounds

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.measure import Changed, Measured

app = typer.Typer()


@command(app, computes=True)
def measure(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Measure the regime: its parts, its strength over time, its onset, and whether it is more than chance.

    Example: regimelab measure central_asia --json
    """
    from regimelab.study.measure import measure as study_measure

    with session.reporting() as progress:
        result = study_measure(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", measured: "Measured") -> None:
    """Print each part in one sentence, then its number."""
    rows = [{**part, "number": with_bounds(part)} for part in measured.parts]
    console.print(table("Measures", ("name", "number", "summary"), rows))
    if measured.changed:
        console.print(
            table(
                "What outside data change",
                ("name", "own evidence", "with them"),
                map(_change, measured.changed),
            )
        )
    console.print(measured.answer, style="bold")
    _show_strength(console, measured)
    chances = [{**row, "p-value": row["estimate"], "shuffles": row["n"]} for row in measured.chance.nulls]
    console.print(table("Against chance", ("label", "p-value", "deviations_above", "shuffles"), chances))
    shares = [{**row, "number": with_bounds(row)} for row in measured.profile]
    console.print(table("Kind of order", ("label", "number", "acts"), shares))
    for part in measured.parts:
        console.print(f"{part['name']}: {part['caution']}", style="dim")


def _show_strength(console: "Console", measured: "Measured") -> None:
    """Print strength by quarter beside the probability that the onset came then, and the loadings."""
    if measured.strength is None:
        return
    onset = {row["start"]: row["estimate"] for row in (measured.onset.quarters if measured.onset else ())}
    quarters = [
        {**row, "strength": with_bounds({**row, "unit": ""}), "onset": onset.get(row["start"])}
        for row in measured.strength.periods
    ]
    console.print(table("Strength by quarter", ("start", "end", "strength", "onset", "n"), quarters))
    loadings = [{**row, "loading": with_bounds({**row, "unit": ""})} for row in measured.strength.loadings]
    console.print(table("Parts behind the strength", ("part", "loading", "n"), loadings))
    if measured.onset:
        found = measured.onset
        said = f"Onset, if there was one: {found.date} ({found.earliest} to {found.latest}); "
        console.print(
            f"{said}probability of none within the period {probability_text(found.probability_none)}."
        )


def _change(one: "Changed") -> dict[str, object]:
    return {
        "name": one.name,
        "own evidence": with_bounds(vars(one.own)),
        "with them": with_bounds(vars(one.with_outside)),
    }
