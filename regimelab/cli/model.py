"""``model``: the mechanisms of the brief, where the model has them, and the evidence behind each."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.model import ModelShown

app = typer.Typer(name="model", help="The mechanism register.")


@command(app, name="show")
def show_model(
    session: Session,
    region: RegionName = UNSET,
    no_fit: Annotated[bool, typer.Option("--no-fit", help="Leave the fitted parameters out.")] = False,
    chronicle: Chronicle = None,
) -> Reply:
    """Show mechanisms and threats: passage, kinds of act, effects, parameters, claims, evidence.

    Example: regimelab model show central_asia
    """
    from regimelab.study.model import show_model as study_show

    with session.reporting() as progress:
        result = study_show(session.asked(region, chronicle), session.settings.seed, not no_fit, progress)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", shown: "ModelShown") -> None:
    """Print both registers."""
    mechanisms = ("title", "line", "passage", "kinds", "effects", "claims", "acts")
    console.print(table("Mechanisms", mechanisms, [vars(one) for one in shown.mechanisms]))
    threats = ("title", "line", "passage", "kinds", "acts")
    console.print(table("Threats", threats, [vars(one) for one in shown.threats]))
    for mechanism in (one for one in shown.mechanisms if one.parameters):
        rows = [vars(one) for one in mechanism.parameters]
        title = f"{mechanism.title}: log rate ratios"
        console.print(table(title, ("kind", "effect", "estimate", "probability_positive"), rows))
