"""``forecast``: what will be recorded, sealed before it happens and scored afterwards."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, Futures, RegionName
from regimelab.cli.output import check_target, write_file
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.forecast import Forecast
    from regimelab.study.forecast_score import ForecastScored
    from regimelab.study.result import Result

SHOW = "show"
HELP = ("--help", "-h")


class ShowUnlessTold(TyperGroup):
    """A group whose first word may be left out: ``forecast REGION`` is ``forecast show REGION``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 (Typer's inner Context)
        """Put the word in where it is left out."""
        told = args and (args[0] in self.commands or args[0] in HELP)
        return super().parse_args(ctx, args if told else [SHOW, *args])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Name the command as schemas do: without the word."""
        name, found, rest = super().resolve_command(ctx, args)
        return ("" if name == SHOW else name), found, rest


app = typer.Typer(
    name="forecast",
    cls=ShowUnlessTold,
    help="What will be recorded: forecast it, publish it sealed, and score it later.",
)

Publish = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE|FOLDER", help="Seal the forecast in this file, or in a file named for it in a folder."
    ),
]
Horizon = Annotated[int, typer.Option(min=1, max=60, metavar="MONTHS", help="How far to look ahead.")]
Sealed = Annotated[Path, typer.Argument(metavar="FILE", help="A sealed forecast.")]
Events = Annotated[
    Path, typer.Option("--events", metavar="FILE", help="A chronicle of what came after the forecast.")
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The chronicle is complete to this day; score whole months only."),
]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw how reliable the chances were, .svg or .png."),
]
Where = Annotated[
    str | None,
    typer.Option("--region", metavar="REGION", help="The forecast's region, if it is not a packaged one."),
]


@command(app, name=SHOW, computes=True)
def show(
    session: Session,
    region: RegionName = UNSET,
    publish: Publish = None,
    horizon: Horizon = 6,
    futures: Futures = UNSET,
    chronicle: Chronicle = None,
) -> Reply:
    """Forecast the acts of the months after the evidence; the word show may be left out.

    Example: regimelab forecast show central_asia --publish forecast.json
    """
    from regimelab.study.forecast import forecast

    if publish is not None and not session.target:
        check_target(publish, session.common.force)
    with session.reporting() as progress:
        asked = session.asked(region, chronicle)
        result = forecast(asked, session.settings.seed, futures, horizon, publish, progress)
    folder = "" if publish is None else str(publish if publish.is_dir() else publish.parent)
    return Reply(result, lambda console: print_forecast(console, result), folder)


@command(app, computes=True)
def score(
    session: Session,
    file: Sealed,
    events: Events,
    until: Until = None,
    where: Where = None,
    plot: Plot = None,
) -> Reply:
    """Score a sealed forecast against a chronicle of what came after it, beside its own baselines.

    Example: regimelab forecast score forecast.json --events chronicle.csv --until 2023-12-31
    """
    from regimelab.study.forecast_score import check_ending, day_until, reliability_plot, score_forecast

    if plot:
        check_ending(plot.suffix.lower())
        check_target(plot, session.common.force)
    with session.reporting() as progress:
        last = None if until is None else day_until(until)
        result = score_forecast(file, events, where, last, session.settings.seed, progress)
    if plot:
        write_file(plot, reliability_plot(result.data, plot.suffix.lower()), session.common.force)
        session.say(f"wrote {plot}")
    return Reply(result, lambda console: print_score(console, result.data))


def print_forecast(console: "Console", result: "Result[Forecast]") -> None:
    """Print expected acts by kind and month, then the seal."""
    found = result.data
    months = [f"{month.first:%Y-%m-%d}" for month in found.months]
    rows = (
        {
            "kind": kind.kind,
            **{month: f"{acts:.1f}" for month, acts in zip(months, kind.expected, strict=True)},
        }
        for kind in found.kinds
    )
    console.print(table("Acts expected in the month from", ("kind", *months), rows))
    made = found.made_from
    console.print(f"{found.pairs} entries of kind and pair, {made.futures} futures, seed {made.seed}.")
    console.print(f"{'sealed' if found.file else 'not published; it would be sealed'} as {found.sha256}")


def print_score(console: "Console", found: "ForecastScored") -> None:
    """Print scores beside those of the baselines, then by kind."""
    console.print(f"Forecast of {found.origin}, scored to {found.until}: {found.acts:.0f} acts", style="bold")
    names = ("model", *found.baselines)
    scores = {"model": found.score, **found.baselines}
    rows = (
        {
            "rule": name,
            "nats per act": scores[name],
            "CRPS, acts": found.crps[name],
            "Brier": found.brier[name],
        }
        for name in names
    )
    console.print(table("Scores", ("rule", "nats per act", "CRPS, acts", "Brier"), rows))
    best = found.baseline.replace("_", " ")
    console.print(f"Gain over {best}: {with_interval(found.gain)}")
    skill = f"CRPS {found.skill['crps']:.2f}, Brier {found.skill['brier']:.2f}"
    console.print(f"Skill over the best baseline (1 is perfect, 0 no better): {skill}")
    inside = ", ".join(
        f"{share:.0%} of counts in {level}" for level, share in found.calibration.coverage.items()
    )
    console.print(f"Coverage: {inside} intervals; {found.reliability.told}")
    kinds = dict.fromkeys(cell.kind for cell in found.cells)
    parts = ([cell for cell in found.cells if cell.kind == kind] for kind in kinds)
    lines = (
        {
            "kind": some[0].kind,
            "acts": sum(cell.acts for cell in some),
            "expected": sum(cell.expected for cell in some),
            "CRPS": sum(cell.crps for cell in some) / len(some),
            "baseline's": sum(cell.crps_baseline for cell in some) / len(some),
        }
        for some in parts
    )
    console.print(table("By kind", ("kind", "acts", "expected", "CRPS", "baseline's"), lines))
