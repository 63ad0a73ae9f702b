"""``estimate``: a model of anybody's time-stamped events."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.estimated import print_estimation
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session

if TYPE_CHECKING:
    from regimelab.study.estimation import Estimation

app = typer.Typer()

Specification = Annotated[Path, typer.Argument(metavar="SPEC", help="A specification, as a TOML file.")]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw the coefficients into this file, .svg or .png."),
]

Check = Annotated[
    bool, typer.Option("--check", help="Tell how well each event was foretold, and which were not.")
]


@command(app)
def estimate(
    session: Session, specification: Specification, plot: Plot = None, check: Check = False
) -> Reply:
    """Estimate a model of time-stamped events: rates, choices, coordination, or both at once.

    Example: regimelab estimate calls.toml --plot effects.svg
    """
    from regimelab.study.estimation import estimate as study_estimate

    if plot:
        _check_picture(session, plot)
    with session.reporting() as progress:
        result = study_estimate(specification, progress, check)
    if plot:
        _draw(session, plot, result.data)
    return Reply(result, lambda console: print_estimation(console, result.data))


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
