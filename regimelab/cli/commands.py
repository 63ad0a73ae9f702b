"""The list of commands, in the order in which the help shows them."""

from regimelab.cli import (
    adding,
    brief,
    claims,
    compare,
    config,
    doctor,
    estimate,
    fit,
    forecast,
    hindcast,
    lab,
    laws,
    laws_scan,
    measure,
    model,
    outside,
    region,
    releases,
    rerun,
    screen,
    screen_after,
    simulate,
)
from regimelab.cli.app import app

ASKING = (brief, claims, measure, fit, hindcast, forecast, simulate, compare, estimate, lab)
LOOKING = (outside, laws, region, model)
SCREENING = (screen,)
KEEPING = (rerun, doctor, config)

for group in (*ASKING, *SCREENING, *LOOKING, *KEEPING):
    app.add_typer(group.app)

__all__ = ["adding", "app", "laws_scan", "releases", "screen_after"]
