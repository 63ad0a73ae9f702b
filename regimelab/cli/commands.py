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
    measure,
    model,
    outside,
    pool,
    region,
    releases,
    rerun,
    simulate,
    sweep,
    world,
)
from regimelab.cli.app import app

ASKING = (brief, claims, measure, fit, pool, hindcast, forecast, simulate, compare, sweep, estimate, world)
LOOKING = (outside, region, model)
KEEPING = (rerun, doctor, config)

for group in (*ASKING, *LOOKING, *KEEPING):
    app.add_typer(group.app)

__all__ = ["adding", "app", "releases"]
