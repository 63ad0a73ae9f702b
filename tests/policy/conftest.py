"""A small region to try options in: three members, a patron, the West; two years of evidence."""

from datetime import date

import jax.numpy as jnp
import numpy as np
import pytest

from regimelab.engine.simulate import simulator
from regimelab.engine.start import Past, start_from
from regimelab.fit.grid import grid
from regimelab.policy.known import known_of
from regimelab.policy.lever import Lever
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.present import Present
from regimelab.policy.scenario import Scenario
from regimelab.theory.model import model_of
from tests.made_history import HALF_LIVES, events, history, on

FUTURES = 60
FIRST_DAY = date(2020, 12, 31)  # two years of 365.25 days after 2019-01-01, rounded


def began(raised=0.0, spread=0.0):
    """The present of the small region, its levels raised, each future's own by a normal spread."""
    past = history(events(on("repress", "AAA", "AAA", 20.0), on("support", "BBB", "AAA", 20.5)), length=24.0)
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk)
    parameters = np.repeat(model.layout.mean[None, :], FUTURES, axis=0)
    noise = np.random.default_rng(0).standard_normal((FUTURES, 1))
    parameters[:, model.layout.where("kind")] = -1.5 + raised + spread * noise
    gone = Past(laid.recalled, laid.crises, laid.end - laid.start - laid.exposure)
    start = start_from(model, past, gone, parameters, np.zeros(model.risk.size))
    return Present(past, model, simulator(model), start)


@pytest.fixture(scope="session")
def present():
    return began(spread=0.2)


@pytest.fixture(scope="session")
def flat(present):
    """The same region without any memory or covariate: rates are constant but for what is pushed."""
    given = present.start.given
    still = given._replace(slope=jnp.zeros_like(given.slope))
    return present._replace(start=present.start._replace(given=still))


@pytest.fixture(scope="session")
def known(present):
    return known_of(present.history)


def effect(kinds=("repress",), mean=0.5, sd=0.0, sender="host", receiver="any", title="what it does"):
    return {
        "title": title,
        "kinds": kinds,
        "sender": sender,
        "receiver": receiver,
        "mean": mean,
        "sd": sd,
        "basis": "assumed",
        "reason": "a test",
    }


def lever(name="aid", effects=None, **changes):
    """A lever that works at once, everywhere, unless told otherwise."""
    cost = {"low": 1.0, "high": 4.0, "unit": "million euros a year", "basis": "assumed", "reason": "a test"}
    fields = {
        "name": name,
        "title": name.title(),
        "description": "A lever.",
        "dimension": "human",
        "unit": "programme",
        "high": 2.0,
        "lag_months": 0.0,
        "ramp_months": 0.0,
        "cost": cost,
        "effects": effects or [effect()],
    }
    return Lever.model_validate(fields | changes)


def portfolio(*doses, name="aided"):
    given = [{"start": FIRST_DAY, "level": 1.0, "lever": "aid"} | dose for dose in doses]
    return Portfolio(name=name, title=name.title(), description="A portfolio.", doses=given)


def scenario(name="made", **changes):
    fields = {"name": name, "title": name.title(), "description": "A scenario.", "start": FIRST_DAY}
    return Scenario.model_validate(fields | changes)
