"""``claims``: what the brief says, and what the evidence says to it."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.claims import Claim

app = typer.Typer()
COLUMNS = ("id", "claim", "verdict", "probability", "effect", "sources")


@command(app, computes=True)
def claims(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Test the brief's thirteen claims: verdict, probability, effect, sources.

    Example: regimelab claims central_asia --format csv -o claims.csv
    """
    from regimelab.study.claims import claims as study_claims

    with session.reporting() as progress:
        result = study_claims(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result.data.claims))


def show(console: "Console", found: "tuple[Claim, ...]") -> None:
    """Print the claims table."""
    console.print(table("Claims of the brief", COLUMNS, [_row(claim) for claim in found]))


def _row(claim: "Claim") -> dict[str, object]:
    return {
        "id": claim.id,
        "claim": claim.title,
        "verdict": claim.verdict + (f": needs {claim.needs}" if claim.needs else ""),
        "probability": probability(claim.probability),
        "effect": claim.effect,
        "sources": len(claim.sources),
    }
