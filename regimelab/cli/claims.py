"""``claims``: what the brief says, and what the evidence says to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.claims import Claim
    from regimelab.study.claims import Claimed

app = typer.Typer()
COLUMNS = ("id", "claim", "verdict", "probability", "effect", "sources")
OUTSIDE = "without outside data"
ROBUST = "falls without"
Robust = Annotated[
    bool,
    typer.Option("--robust", help="Test again without each family of sources; takes minutes."),
]


@command(app, computes=True)
def claims(
    session: Session, region: RegionName = UNSET, chronicle: Chronicle = None, robust: Robust = False
) -> Reply:
    """Test the brief's thirteen claims: verdict, probability, effect, sources.

    Example: regimelab claims central_asia --format csv -o claims.csv
    """
    from regimelab.study.claims import claims as study_claims

    asked = session.asked(region, chronicle)
    with session.reporting() as progress:
        result = study_claims(asked, session.settings.seed, progress, robust)
    return Reply(result, lambda console: show(console, result.data.claims, result.data))


def show(console: "Console", found: "tuple[Claim, ...]", beside: "Claimed | None" = None) -> None:
    """Print the claims table, with what outside data changed and what hangs on one family where known."""
    columns = list(COLUMNS)
    columns += [OUTSIDE] if beside and beside.without_outside else []
    columns += [ROBUST] if beside and beside.left_out else []
    console.print(table("Claims of the brief", columns, [_row(claim, beside) for claim in found]))


def _row(claim: "Claim", beside: "Claimed | None") -> dict[str, object]:
    from regimelab.study.robust import falls

    return {
        "id": claim.id,
        "claim": claim.title,
        "verdict": claim.verdict + (f": needs {claim.needs}" if claim.needs else ""),
        "probability": probability(claim.probability),
        "effect": claim.effect,
        "sources": len(claim.sources),
        OUTSIDE: beside.without_outside.get(claim.id, "") if beside else "",
        ROBUST: falls(claim, beside.left_out) or "nothing" if beside else "",
    }
