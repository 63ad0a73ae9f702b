"""``pool``: regions fitted together, so that one with few events borrows from the others."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.output import check_target, write_file
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import UNKNOWN, table, with_bounds, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.fit.pooled import Travel
    from regimelab.fit.pooled.predict import Predicted
    from regimelab.study.pool import Pooled, RegionPooled

app = typer.Typer()
VERDICTS = ("travels", "does not travel", "open")
Regions = Annotated[
    list[str], typer.Argument(metavar="REGIONS...", help="Two regions or more, by name or folder.")
]
Predict = Annotated[
    bool,
    typer.Option(
        "--predict", help="Leave each region out in turn and forecast it from the others; takes minutes."
    ),
]


Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE",
        help="Draw what travels, .svg or .png; with --predict also FILE-gain, what pooling gains.",
    ),
]


@command(app, computes=True)
def pool(session: Session, regions: Regions, predict: Predict = False, plot: Plot = None) -> Reply:
    """Fit regions together: what travels, and what a region with few events borrows.

    Example: regimelab pool central_asia gulf sahel south_caucasus --predict --plot pooled.svg
    """
    from regimelab.study.pool import pool as study_pool

    files = _pictures(session, plot, predict) if plot else []
    with session.reporting() as progress:
        asked = session.asked(regions[0], None)
        result = study_pool(asked, regions, session.settings.seed, predict, progress)
    if files:
        from regimelab.study.pool_picture import gain_plot, travel_plot

        for file, draw in zip(files, (travel_plot, gain_plot), strict=False):
            write_file(file, draw(result.data, file.suffix.lower()), session.common.force)
            session.say(f"wrote {file}")
    return Reply(result, lambda console: show(console, result.data))


def _pictures(session: Session, plot: Path, predict: bool) -> list[Path]:
    """Name the files of the pictures, and refuse them before anything is computed."""
    from regimelab.study.pool_picture import check_ending

    check_ending(plot.suffix.lower())
    files = [plot, plot.with_stem(f"{plot.stem}-gain")] if predict else [plot]
    for file in files:
        check_target(file, session.common.force)
    return files


def show(console: "Console", found: "Pooled") -> None:
    """Print what travels, what each region borrows, and the forecasts with and without the others."""
    heads = ("region", "acts", "borrowed", "gain over a fit alone")
    console.print(table("What each region borrows", heads, map(_region, found.regions)))
    columns = ("family", "effect", "mean over regions", "single regions", "verdict", "why")
    ranked = sorted(found.effects, key=lambda one: VERDICTS.index(one.verdict))
    console.print(table("What travels: log rate ratios", columns, map(_effect, ranked)))
    if found.predictions:
        columns = ("region", "fitted to", "acts known", "acts scored", "alone", "pooled", "gain")
        title = "Each region forecast one step ahead, nats per act"
        console.print(table(title, columns, map(_prediction, found.predictions)))
    console.print(
        "borrowed: share of what is known of a region's effects that the others lend, a mean over effects. "
        "travels: a new region has the sign of the mean with probability 0.9 or more; does not travel: that "
        "is not so sure, and regions differ (standard deviation) a quarter more than was stated before; "
        "open: neither. Gains: nats per act over a fit alone, with the 90 % interval; above 0 is better.",
        style="dim",
    )


def _region(one: "RegionPooled") -> dict[str, object]:
    gain = with_interval(one.gain) if one.gain else UNKNOWN
    return {
        "region": one.region,
        "acts": f"{one.acts:.0f}",
        "borrowed": f"{one.borrowed:.0%}",
        "gain over a fit alone": gain,
    }


def _effect(one: "Travel") -> dict[str, object]:
    return {
        "family": one.family,
        "effect": one.effect,
        "mean over regions": with_bounds({**vars(one.mean), "unit": ""}),
        "single regions": _span(one.by_region.values()),
        "verdict": one.verdict,
        "why": one.why,
    }


def _span(own: Iterable[float]) -> str:
    numbers = sorted(own)
    return f"{numbers[0]:.1f} to {numbers[-1]:.1f}"


def _prediction(one: "Predicted") -> dict[str, object]:
    return {
        "region": one.region,
        "fitted to": one.fitted_to,
        "acts known": f"{one.acts_known:.0f}",
        "acts scored": f"{one.acts:.0f}",
        "alone": f"{one.alone:.2f}",
        "pooled": f"{one.pooled:.2f}",
        "gain": with_bounds({**vars(one.gain), "unit": ""}),
    }
