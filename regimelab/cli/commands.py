"""The list of commands, in the order in which the help shows them."""

from regimelab.cli import (
    adding,
    brief,
    claims,
    compare,
    config,
    doctor,
    estimate,
    explore,
    fit,
    forecast,
    hindcast,
    lab,
    laws,
    laws_scan,
    measure,
    model,
    optimise,
    outside,
    pool,
    region,
    releases,
    rerun,
    screen,
    screen_after,
    simulate,
    sweep,
    world,
)
from regimelab.cli.app import app

ASKING = (brief, claims, measure, fit, pool, hindcast, forecast, simulate, estimate, world)
CHOOSING = (compare, explore, optimise, sweep, lab)
LOOKING = (outside, laws, region, model)
SCREENING = (screen,)
KEEPING = (rerun, doctor, config)

for group in (*ASKING, *CHOOSING, *SCREENING, *LOOKING, *KEEPING):
    app.add_typer(group.app)

__all__ = ["adding", "app", "laws_scan", "releases", "screen_after"]
