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
Posterior = Annotated[
    bool, typer.Option("--posterior", help="Draw the effects from their posterior as well; see [priors].")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Keep the posterior's draws for ArviZ in this .nc file."),
]


@command(app)
def estimate(
    session: Session,
    specification: Specification,
    plot: Plot = None,
    check: Check = False,
    posterior: Posterior = False,
    out: Out = None,
) -> Reply:
    """Estimate a model of time-stamped events: rates, choices, coordination, or both at once.

    Example: regimelab estimate calls.toml --check --plot effects.svg
    """
    from regimelab.study.estimation import Wanted, estimate_and_draw

    _check_files(session, plot, out)
    wanted = Wanted(check, posterior or out is not None, session.settings.seed)
    with session.reporting() as progress:
        result, draws = estimate_and_draw(specification, progress, wanted)
    if plot:
        _draw(session, plot, result.data)
    if out:
        _write(session, out, bytes(draws.to_netcdf(engine="h5netcdf")))
    return Reply(result, lambda console: print_estimation(console, result.data))


def _check_files(session: Session, plot: Path | None, out: Path | None) -> None:
    """Refuse before the estimation what could not be written after it."""
    from regimelab.cli.files import check_draws
    from regimelab.cli.output import check_target
    from regimelab.study.estimation.picture import check_ending

    if plot:
        check_ending(plot.suffix.lower())
        check_target(plot, session.common.force)
    if out:
        check_draws(session, out, "--out")


def _draw(session: Session, file: Path, found: "Estimation") -> None:
    from regimelab.study.estimation.picture import coefficient_plot

    _write(session, file, coefficient_plot(found, file.suffix.lower()))


def _write(session: Session, file: Path, content: bytes) -> None:
    from regimelab.cli.output import write_file

    write_file(file, content, session.common.force)
    session.say(f"wrote {file}")
