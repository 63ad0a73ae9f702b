"""``pool``: regions fitted together, so that one with few events borrows from the others."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import UNKNOWN, table, with_bounds, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.fit.pooled import Travel
    from regimelab.fit.pooled.predict import Predicted
    from regimelab.study.pool import Pooled, RegionPooled

app = typer.Typer()
Regions = Annotated[
    list[str], typer.Argument(metavar="REGIONS...", help="Two regions or more, by name or folder.")
]
Predict = Annotated[
    bool,
    typer.Option(
        "--predict", help="Leave each region out in turn and forecast it from the others; takes minutes."
    ),
]


@command(app, computes=True)
def pool(session: Session, regions: Regions, predict: Predict = False) -> Reply:
    """Fit regions together: what travels, and what a region with few events borrows.

    Example: regimelab pool central_asia gulf sahel south_caucasus --predict
    """
    from regimelab.study.pool import pool as study_pool

    with session.reporting() as progress:
        asked = session.asked(regions[0], None)
        result = study_pool(asked, regions, session.settings.seed, predict, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", found: "Pooled") -> None:
    """Print what travels, what each region borrows, and the forecasts with and without the others."""
    heads = ("region", "acts", "borrowed", "gain over a fit alone")
    console.print(table("What each region borrows", heads, map(_region, found.regions)))
    columns = ("family", "effect", "mean over regions", "between", "same sign", "verdict")
    console.print(table("What travels: log rate ratios", columns, map(_effect, found.effects)))
    if found.predictions:
        columns = ("region", "fitted to", "acts known", "acts scored", "alone", "pooled", "gain")
        title = "Each region forecast one step ahead, nats per act"
        console.print(table(title, columns, map(_prediction, found.predictions)))
    console.print(
        "borrowed: share of what is known of a region's effects that the others lend; between: standard "
        "deviation between regions; same sign: probability that a new region has the mean's sign.",
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
        "between": f"{one.between:.2f}",
        "same sign": f"{one.same_sign:.2f}",
        "verdict": one.verdict,
    }


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
