"""``fit``: the rate model's effects on each kind of act."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.files import check_draws
from regimelab.cli.options import UNSET, Chronicle, Cluster, RegionName
from regimelab.cli.output import check_target, write_file
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import probability, table, with_bounds
from regimelab.errors import Problem, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.calibration import Calibrated
    from regimelab.study.fit import EffectRow, Fitted, Replayed
    from regimelab.study.opening import Asked
    from regimelab.study.posterior import DrawnEffect, RegionPosterior

app = typer.Typer()
COLUMNS = ("kind", "effect", "log rate ratio", "above zero", "prior share")


DRAWN = ("kind", "effect", "log rate ratio", "above zero", "approximation", "R-hat", "draws")

Check = Annotated[
    bool, typer.Option("--check", help="Replay the history and hold what was not fitted against the record.")
]
Runs = Annotated[
    int | None,
    typer.Option("--calibrate", metavar="RUNS", min=10, help="Fit histories that the model makes; slow."),
]
Plot = Annotated[
    Path | None, typer.Option("--plot", metavar="FILE", help="Draw the calibration's ranks, .svg or .png.")
]
Posterior = Annotated[
    bool, typer.Option("--posterior", help="Draw from the posterior; without it, its normal approximation.")
]
Out = Annotated[
    Path | None, typer.Option("--draws", metavar="FILE", help="Keep the draws for ArviZ in this .nc file.")
]


@command(app, computes=True)
def fit(
    session: Session,
    region: RegionName = UNSET,
    chronicle: Chronicle = None,
    check: Check = False,
    posterior: Posterior = False,
    draws: Out = None,
    calibrate: Runs = None,
    plot: Plot = None,
    cluster: Cluster = "",
) -> Reply:
    """Fit the rate model: each effect on each kind of act, as a log rate ratio with its interval.

    Example: regimelab fit central_asia --format csv -o effects.csv
    """
    asked, seed = session.asked(region, chronicle), session.settings.seed
    if not calibrate:
        _refuse_alone(plot, cluster)
    if posterior or draws:
        return _drawn(session, asked, seed, draws)
    if calibrate:
        return _calibrated(session, asked, calibrate, plot, cluster)
    from regimelab.study.fit import fit as study_fit

    with session.reporting() as progress:
        result = study_fit(asked, seed, progress, check)
    return Reply(result, lambda console: show(console, result.data))


def _refuse_alone(plot: Path | None, cluster: str) -> None:
    """Refuse what only a calibration makes use of."""
    given = {
        "--plot": (plot, "draws the ranks of a calibration, and none is asked for."),
        "--cluster": (cluster, "shares out the histories of a calibration, and none is asked for."),
    }
    if wrong := [Problem(name, what, "Add --calibrate RUNS.") for name, (one, what) in given.items() if one]:
        raise UsageError(wrong)


def _calibrated(session: Session, asked: "Asked", runs: int, file: Path | None, cluster: str) -> Reply:
    from regimelab.study.calibration import calibration, check_ending, rank_plot

    if file:
        check_ending(file.suffix.lower())
        check_target(file, session.common.force)
    with session.reporting() as progress:
        result = calibration(asked, runs, session.settings.seed, progress, cluster)
    if file:
        write_file(file, rank_plot(result.data, file.suffix.lower()), session.common.force)
        session.say(f"wrote {file}")
    return Reply(result, lambda console: show_calibrated(console, result.data))


def show_calibrated(console: "Console", found: "Calibrated") -> None:
    """Print how many intervals hold the truth, block by block, and how even the ranks are."""
    rows = [
        {
            "block": one.block,
            "90 % intervals that hold the truth": f"{one.covered:.0%}",
            "standard error": f"{one.error:.1%}",
        }
        for one in found.blocks
    ]
    console.print(table("Calibration", tuple(rows[0]), rows))
    console.print(
        f"{found.runs} histories of {found.fewest_acts:,} to {found.most_acts:,} acts, made from the priors"
    )


def _drawn(session: Session, asked: "Asked", seed: int, file: Path | None) -> Reply:
    from regimelab.study.posterior import posterior as study_posterior

    if file:
        check_draws(session, file)
    with session.reporting() as progress:
        kept = study_posterior(asked, seed, progress)
    if file:
        write_file(file, bytes(kept.tree.to_netcdf(engine="h5netcdf")), session.common.force)
        session.say(f"wrote {file}")
    return Reply(kept.result, lambda console: show_drawn(console, kept.result.data))


def show_drawn(console: "Console", found: "RegionPosterior") -> None:
    """Print every effect by its draws, beside the normal approximation, then how the draws went."""
    rows = map(_drawn_row, found.effects)
    console.print(table("Effects, by draws from the posterior", DRAWN, rows))
    console.print(
        f"{found.chains} chains of {found.draws} draws of {found.parameters} parameters; worst R-hat "
        f"{found.worst_r_hat:.3f}, fewest effective draws {found.least_ess:.0f}, {found.diverging} diverged"
    )


def show(console: "Console", found: "Fitted") -> None:
    """Print the effects as log rate ratios, then the half-lives."""
    console.print(table("Effects", COLUMNS, map(_row, found.effects)))
    memories = [{"memory": name, "half-life": value} for name, value in found.half_lives.items()]
    console.print(table("Half-lives", ("memory", "half-life"), memories))
    if found.replayed:
        columns = ("statistic", "record", "replays", "at or above the record", "what it is")
        console.print(
            table("The record among replays of the model", columns, map(_replay_row, found.replayed))
        )


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


def _replay_row(one: "Replayed") -> dict[str, object]:
    return {
        "statistic": one.name.replace("_", " "),
        "record": f"{one.observed:.2f}",
        "replays": _spoken(one.median, one.low, one.high),
        "at or above the record": probability(one.above),
        "what it is": one.meaning,
    }


def _drawn_row(one: "DrawnEffect") -> dict[str, object]:
    return {
        "kind": one.kind,
        "effect": one.effect,
        "log rate ratio": _spoken(one.mean, one.low, one.high),
        "above zero": probability(one.probability_positive),
        "approximation": _spoken(one.approximate, one.approximate_low, one.approximate_high),
        "R-hat": f"{one.r_hat:.3f}",
        "draws": f"{one.ess:.0f}",
    }


def _spoken(middle: float, low: float, high: float) -> str:
    return f"{middle:.2f} ({low:.2f} to {high:.2f})"
