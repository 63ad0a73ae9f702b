"""``estimate``: a model of anybody's time-stamped events."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.estimation import Estimation

app = typer.Typer()

Specification = Annotated[Path, typer.Argument(metavar="SPEC", help="A specification, as a TOML file.")]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw the coefficients into this file, .svg or .png."),
]


@command(app)
def estimate(session: Session, specification: Specification, plot: Plot = None) -> Reply:
    """Estimate a model of time-stamped events: rates, choices, coordination, or both at once.

    Example: regimelab estimate calls.toml --plot effects.svg
    """
    from regimelab.study.estimation import estimate as study_estimate

    if plot:
        _check_picture(session, plot)
    with session.reporting() as progress:
        result = study_estimate(specification, progress)
    if plot:
        _draw(session, plot, result.data)
    return Reply(result, lambda console: _printed(console, result.data))


def _check_picture(session: Session, file: Path) -> None:
    """Refuse before the estimation a picture that could not be written after it."""
    from regimelab.cli.output import check_target
    from regimelab.study.estimation.picture import check_ending

    check_ending(file.suffix.lower())
    check_target(file, session.common.force)


def _draw(session: Session, file: Path, found: "Estimation") -> None:
    from regimelab.cli.output import write_file
    from regimelab.study.estimation.picture import coefficient_plot

    write_file(file, coefficient_plot(found, file.suffix.lower()), session.common.force)
    session.say(f"wrote {file}")


def _printed(console: "Console", found: "Estimation") -> None:
    """Print coefficients as the field prints them."""
    from regimelab.cli.tables import table

    rows = [
        {
            "effect": one.effect,
            "estimate": f"{one.estimate:.5f}",
            "std. error": f"{one.se:.5f}",
            "z": f"{one.z:.3f}",
            "p": "< 0.0001" if one.p < 1e-4 else f"{one.p:.4f}",
            "": "***" if one.p < 0.001 else "**" if one.p < 0.01 else "*" if one.p < 0.05 else "",
        }
        for one in found.coefficients
    ]
    console.print(table(f"{found.model}, {found.events} events, {found.actors} actors", tuple(rows[0]), rows))
    console.print(
        f"log-likelihood {found.log_likelihood:.3f}   AIC {found.aic:.2f}   BIC {found.bic:.2f}   "
        f"{'converged' if found.converged else 'NOT converged'} in {found.steps} steps"
    )
    by = "by event" if found.standard_errors == "robust" else f"by {found.standard_errors}"
    if found.standard_errors != "model":
        console.print(f"standard errors are robust (sandwich), {by}: {found.groups} groups")
    spent = "   ".join(f"{name} {seconds:.3f} s" for name, seconds in found.seconds.items())
    console.print(f"{found.rows} distinct covariate rows   {spent}")
    console.print("*** p < 0.001   ** p < 0.01   * p < 0.05", style="dim")
