"""An estimated model of events as people read it."""

from typing import TYPE_CHECKING

from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.fit.events.diagnostics import Diagnostics
    from regimelab.study.estimation import Estimation
    from regimelab.study.estimation.posterior import Posterior

SHOWN = 10  # outlying events that are printed; the JSON holds all


def print_estimation(console: "Console", found: "Estimation") -> None:
    """Print coefficients as the field prints them."""
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
    for one in found.half_lives:
        console.print(
            f"half-life of {one.network}: {one.estimate:.5g} (standard error {one.se:.3g}, "
            f"95 % interval {one.low:.4g} to {one.high:.4g})"
        )
    corrected = "" if found.aicc is None else f"   AICc {found.aicc:.2f}"
    console.print(
        f"log-likelihood {found.log_likelihood:.3f}   AIC {found.aic:.2f}{corrected}   BIC {found.bic:.2f}   "
        f"{'converged' if found.converged else 'NOT converged'} in {found.steps} steps"
    )
    by = "by event" if found.standard_errors == "robust" else f"by {found.standard_errors}"
    if found.standard_errors != "model":
        console.print(f"standard errors are robust (sandwich), {by}: {found.groups} groups")
    held = "streamed" if found.rows is None else f"{found.rows} distinct covariate rows"
    spent = "   ".join(f"{name} {seconds:.3f} s" for name, seconds in found.seconds.items())
    console.print(f"{held}   {spent}")
    console.print("*** p < 0.001   ** p < 0.01   * p < 0.05", style="dim")
    if found.posterior:
        _print_posterior(console, found.posterior)
    if found.diagnostics:
        _print_fit(console, found.diagnostics)


def _print_posterior(console: "Console", found: "Posterior") -> None:
    """Print the posterior of each effect beside its prior, and how well it was drawn."""
    rows = [
        {
            "effect": one.effect,
            "mean": f"{one.mean:.5f}",
            "sd": f"{one.sd:.5f}",
            "95 % interval": f"{one.low:.3f} to {one.high:.3f}",
            "prior": f"normal({one.prior_mean:g}, {one.prior_sd:g})",
            "R-hat": f"{one.r_hat:.3f}",
            "ESS bulk": f"{one.ess_bulk:.0f}",
            "ESS tail": f"{one.ess_tail:.0f}",
        }
        for one in found.effects
    ]
    title = f"Posterior, {found.chains} chains of {found.draws} draws, {found.diverging} diverged"
    console.print(table(title, tuple(rows[0]), rows))
    for name, one in (("WAIC", found.waic), ("PSIS-LOO", found.loo)):
        if one:
            console.print(
                f"{name} {one.criterion:.2f}   elpd {one.elpd:.2f} (standard error {one.se:.2f})   "
                f"effective parameters {one.effective:.1f}"
            )


def _print_fit(console: "Console", fit: "Diagnostics") -> None:
    """Print how well events were foretold, which were not, and where that changes."""
    within = ", ".join(f"{share:.0%} among the first {float(top):.0%}" for top, share in fit.within.items())
    console.print(f"\nOf all that could have happened, by probability, the events were: {within}.")
    if fit.waits:
        console.print(
            f"Waits: {fit.waits.mean:.2f} events expected in each (1 if right), "
            f"{fit.waits.distance:.3f} from exponential (Kolmogorov-Smirnov, p = {fit.waits.p:.2g})."
        )
    if fit.outlying:
        _print_outlying(console, fit)
    if len(fit.stretches) > 1:
        rows = [
            {
                "begin": f"{one.begin:.12g}",
                "end": f"{one.end:.12g}",
                "events": one.events,
                "mean log-likelihood": one.log_likelihood,
            }
            for one in fit.stretches
        ]
        console.print(table("The fit changes between", tuple(rows[0]), rows))
    else:
        console.print("The fit does not change over time.")


def _print_outlying(console: "Console", fit: "Diagnostics") -> None:
    rows = [
        {
            "time": f"{one.time:.12g}",
            "sender": one.sender,
            "receiver": one.receiver,
            "probability": f"1 in {1 / one.probability:,.0f}",
            "rank": f"{one.rank:g} of {one.alternatives}",
        }
        for one in fit.outlying[:SHOWN]
    ]
    more = f" ({SHOWN} of {len(fit.outlying)})" if len(fit.outlying) > SHOWN else ""
    console.print(table(f"Least expected events{more}", tuple(rows[0]), rows))
