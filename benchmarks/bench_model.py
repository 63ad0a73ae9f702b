"""Fit and simulate the packaged region, and its five members alone; Mesa beside it where it is installed."""

import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from row import Row, seconds

from regimelab.engine.forcing import Forcing, unforced
from regimelab.engine.simulate import Start, simulator
from regimelab.engine.start import Past, severities, start_from
from regimelab.history import History
from regimelab.study.inquiry import Inquiry
from regimelab.study.modelling import Modelling
from regimelab.study.opening import Asked
from regimelab.theory.covariates import Covariates, Structure, covariates
from regimelab.theory.memory import blank
from regimelab.theory.model import Model, coefficients
from regimelab.theory.parameters import layout
from regimelab.theory.risk_set import risk_set

RUNS = ((1000, 60, 0.25), (1000, 24, None), (200, 24, 0.06))  # futures, months, seconds to reach
MEMBERS_ALONE, MONTHS, MESA_RUNS = 5000, 60, 3


def measure() -> Iterable[Row]:
    """Measure the fit and the futures."""
    with tempfile.TemporaryDirectory() as folder:
        modelling = Inquiry(Asked("central_asia", Path(folder) / "store.duckdb", None)).modelling
        laid = modelling.laid
    observed = np.ones(len(laid.start))
    yield Row("fit, from priors, warm", "s", seconds(lambda: modelling.estimate(laid, observed, None), 3))
    yield from _region(modelling)
    model, history = alone(modelling.history, modelling.half_lives), modelling.history
    yield from _members(model, history)
    if find_spec("mesa"):
        yield _mesa(model, history)


def _region(modelling: Modelling) -> Iterable[Row]:
    laid, model, history = modelling.laid, modelling.model, modelling.history
    fitted, simulate = modelling.estimate(laid, np.ones(len(laid.start)), None), simulator(model)
    past = Past(laid.recalled, laid.crises, laid.end - laid.start - laid.exposure)
    for futures, months, reach in RUNS:
        start = start_from(model, history, past, fitted.draws(futures, 0), fitted.surplus)
        outside = covariates(history, model.risk, history.length + np.arange(months, dtype=float))
        forcing = unforced(outside, model.risk.size, futures)
        taken = seconds(lambda start=start, forcing=forcing: simulate(start, forcing, 0), 9)
        what = f"{futures:,} futures x {months} months, {model.risk.size:,} entries"
        yield Row(what, "s", taken, reach=reach)


def _members(model: Model, history: History) -> Iterable[Row]:
    simulate, (start, forcing) = simulator(model), begin(model, history, MEMBERS_ALONE)
    taken = seconds(lambda: simulate(start, forcing, 0), 9)
    rate = tuple(MEMBERS_ALONE / one for one in taken)
    what = f"futures of {MONTHS} months, 5 actors, {model.risk.size} entries"
    yield Row(what, "per s", rate, reach=20_000, more_is_better=True)


def _mesa(model: Model, history: History) -> Row:
    from mesa_model import Region

    start, forcing = begin(model, history, 1)
    taken = seconds(lambda: [Region(model, start, forcing, seed).run(MONTHS) for seed in range(MESA_RUNS)], 3)
    return Row("the same in Mesa", "per s", tuple(MESA_RUNS / one for one in taken))


def alone(history: History, half_lives: dict[str, float]) -> Model:
    """The members of a region with nobody outside: no patron, no West."""
    members = np.asarray(history.members)
    actors = tuple(history.actors[member] for member in members)
    borders = history.contiguous[np.ix_(members, members)]
    risk = risk_set(actors, ("member",) * len(actors), history.kinds, borders)
    degree = np.maximum(borders.sum(axis=1, keepdims=True), 1.0)
    nobody, everybody = np.zeros(len(actors)), np.ones(len(actors))
    fixed = Structure(borders[risk.sender, risk.receiver], borders / degree, nobody, nobody, everybody)
    return Model(actors, risk, fixed, layout(risk, actors, half_lives))


def begin(model: Model, history: History, futures: int) -> tuple[Start, Forcing]:
    """Begin with nothing remembered, at the middle of the priors."""
    given = coefficients(model.layout, np.repeat(model.layout.mean[None, :], futures, axis=0))
    memory, size = blank(model.risk, len(model.actors), futures), model.risk.size
    quiet = Covariates(
        np.zeros((len(model.actors), MONTHS)),
        np.zeros((1, MONTHS)),
        np.zeros((len(model.risk.pair_ends), MONTHS)),
        np.zeros((len(model.actors), MONTHS)),
    )
    return Start(given, memory, severities(history, model)), unforced(quiet, size, futures)
