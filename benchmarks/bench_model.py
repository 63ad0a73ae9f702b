"""Fit and simulate the packaged region."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from row import Row, seconds

from regimelab.engine.forcing import unforced
from regimelab.engine.simulate import simulator
from regimelab.engine.start import Past, start_from
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked
from regimelab.theory.covariates import covariates

FUTURES, MONTHS = 1000, 24


def measure() -> Iterable[Row]:
    """Measure the fit and the futures."""
    with tempfile.TemporaryDirectory() as folder:
        modelling = Inquiry(Asked("central_asia", Path(folder) / "store.duckdb", None)).modelling
        laid, model, history = modelling.laid, modelling.model, modelling.history
    observed = np.ones(len(laid.start))
    fitted = modelling.estimate(laid, observed, None)
    yield Row("fit, from priors, warm", "s", seconds(lambda: modelling.estimate(laid, observed, None), 3))
    past = Past(laid.recalled, laid.crises, laid.end - laid.start - laid.exposure)
    start = start_from(model, history, past, fitted.draws(FUTURES, 0), fitted.surplus)
    outside = covariates(history, model.risk, history.length + np.arange(MONTHS, dtype=float))
    forcing, simulate = unforced(outside, model.risk.size, FUTURES), simulator(model)
    drawn = seconds(lambda: simulate(start, forcing, 0))
    yield Row(f"{FUTURES:,} futures x {MONTHS} months, {model.risk.size:,} entries", "s", drawn, reach=1.0)
