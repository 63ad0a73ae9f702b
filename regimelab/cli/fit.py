"""``fit``: the rate model's effects on each kind of act."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table, with_bounds

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.fit import EffectRow, Fitted

app = typer.Typer()
COLUMNS = ("kind", "effect", "log rate ratio", "above zero", "prior share")


@command(app, computes=True)
def fit(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Fit the rate model: each effect on each kind of act, as a log rate ratio with its interval.

    Example: regimelab fit central_asia --format csv -o effects.csv
    """
    from regimelab.study.fit import fit as study_fit

    with session.reporting() as progress:
        result = study_fit(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", found: "Fitted") -> None:
    """Print the effects as log rate ratios, then the half-lives."""
    console.print(table("Effects", COLUMNS, map(_row, found.effects)))
    memories = [{"memory": name, "half-life": value} for name, value in found.half_lives.items()]
    console.print(table("Half-lives", ("memory", "half-life"), memories))


def _row(one: "EffectRow") -> dict[str, object]:
    number = with_bounds({**vars(one.estimate), "unit": ""})
    above = probability(one.probability_positive)
    share = None if one.prior_share is None else f"{one.prior_share:.0%}"
    return {
        "kind": one.kind,
        "effect": one.effect,
        "log rate ratio": number,
        "above zero": above,
        "prior share": share,
    }
