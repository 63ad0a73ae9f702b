"""Sweeps: every portfolio in every scenario over very many futures, streamed to disk."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from regimelab.errors import Problem, UsageError, on_request
from regimelab.history import History
from regimelab.study.cluster import carried_out, refuse_absent
from regimelab.study.ensemble import REGION, Ensemble, Piece, begin
from regimelab.study.inquiry import Inquiry
from regimelab.study.kept import code_hash
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.tally import Tally

if TYPE_CHECKING:
    from regimelab.engine.forcing import Forcing
    from regimelab.engine.simulate import Start
    from regimelab.fit.laplace import Posterior
    from regimelab.policy.load import Options
    from regimelab.policy.present import Present

ROOMS = ("policy",)


@dataclass(frozen=True)
class Wanted:
    """Where a sweep goes, how many futures of how many months, in what pieces, on which cluster.

    ``force`` begins anew what lies in the folder.
    """

    folder: Path
    futures: int = 1000
    months: int = 24
    batch: int = 2000
    cluster: str = ""
    force: bool = False


@dataclass(frozen=True, eq=False)
class Given:
    """All that a worker needs: the history, the fit, the options, and how futures are drawn."""

    history: History
    half_lives: dict[str, float]
    posterior: "Posterior"
    options: "Options"
    futures: int
    batch: int
    months: int
    seed: int


@dataclass(frozen=True)
class Swept:
    """A sweep: where it lies, how many pieces it has, how many were found finished, and its quantiles."""

    folder: Path
    futures: int
    pieces: int
    found_finished: int
    rows: tuple[Mapping[str, object], ...]


def sweep(asked: Asked, wanted: Wanted, seed: int = 0, progress: Progress = silent) -> Result[Swept]:
    """Simulate every portfolio in every scenario; go on where an earlier run of the same sweep stopped."""
    if wanted.batch < 1 or wanted.futures < 1:
        raise UsageError(Problem("--futures, --batch", "must be one or more.", "Ask for 1000 futures."))
    for package in ("zarr", "xarray"):
        on_request(package, "large", "sweep")
    refuse_absent(wanted.cluster)
    inquiry = Inquiry(asked, seed, progress)
    ensemble = begin(wanted.folder, _stated(inquiry, wanted, seed), wanted.force)
    given = given_of(inquiry, wanted, seed)
    lacking, every = ensemble.lacking(), len(ensemble.pieces)
    rows = streamed(ensemble, lacking, given, wanted.cluster, progress)
    found = Swept(wanted.folder, wanted.futures, every, every - len(lacking), rows)
    notes = machine_coded(inquiry.evidence)
    return Result(found, rows, inquiry.evidence.release, notes, files_of(inquiry.evidence.region, asked))


def streamed(
    ensemble: Ensemble, lacking: Sequence[Piece], given: Given, cluster: str, progress: Progress
) -> tuple[Mapping[str, object], ...]:
    """Write what is lacking as it comes, and count it with what was there."""
    tally, every, todo = Tally(ensemble.stated), len(ensemble.pieces), frozenset(lacking)
    for number, piece in enumerate(one for one in ensemble.pieces if one not in todo):
        progress("summary", number / every)
        tally.count(*piece[:2], ensemble.read(piece))
    progress("futures", 1.0 - len(todo) / every)
    for number, (piece, values) in enumerate(carried_out(simulated, given, lacking, cluster)):
        ensemble.write(piece, values)
        tally.count(*piece[:2], values)
        progress("futures", 1.0 - (len(todo) - number - 1) / every)
    return tally.rows()


def simulated(given: Given, piece: Piece) -> np.ndarray:
    """Simulate one batch of futures of one portfolio in one scenario: outcomes by actor and future.

    The batch's seed is its own, so that it does not matter where, when or how often a piece is computed.
    """
    from regimelab.policy.forcing import given as laid_out
    from regimelab.policy.rows import Plan

    scenario, portfolio, number = piece
    present, seed = _begun(given, number)
    options = given.options
    world = next(one for one in options.scenarios if one.name == scenario)
    policy = next(one for one in options.portfolios if one.name == portfolio)
    laid = laid_out(present, world, policy, options.levers, Plan(given.months, seed))
    return np.asarray(_outcomes(given)(present.start, laid.forcing, seed), dtype=np.float32)


@lru_cache(maxsize=1)
def _begun(given: Given, number: int) -> "tuple[Present, int]":
    from regimelab.policy.present import at_hand, present_of

    model, simulate, laid = _modelled(given)
    seed = _seed(given.seed, number)
    size = min(given.batch, given.futures - number * given.batch)
    present = present_of(given.history, model, simulate, (given.posterior, laid), size, seed)
    return at_hand(present), seed


@lru_cache(maxsize=1)
def _outcomes(given: Given) -> "Callable[[Start, Forcing, int], np.ndarray]":
    from regimelab.policy.present import present_of
    from regimelab.policy.readings import reader, yearly_futures

    model, simulate, laid = _modelled(given)
    one = present_of(given.history, model, simulate, (given.posterior, laid), 1)
    return yearly_futures(model, reader(one))


@lru_cache(maxsize=1)
def _modelled(given: Given) -> tuple[Any, Any, Any]:
    from regimelab.engine.simulate import simulator
    from regimelab.fit.grid import grid
    from regimelab.study.arrays import prepare
    from regimelab.theory.model import model_of

    prepare()
    model = model_of(given.history, given.half_lives)
    return model, simulator(model), grid(given.history, model.risk)


def _seed(seed: int, number: int) -> int:
    """Seed of a batch; the first has the one given."""
    return seed if number == 0 else int(np.random.SeedSequence([seed, number]).generate_state(1)[0] >> 1)


def given_of(inquiry: Inquiry, wanted: Wanted, seed: int) -> Given:
    """Gather what a worker needs."""
    modelling, options = inquiry.modelling, inquiry.options
    size = wanted.futures, wanted.batch, wanted.months
    return Given(inquiry.history, modelling.half_lives, modelling.posterior, options, *size, seed)


def _stated(inquiry: Inquiry, wanted: Wanted, seed: int) -> dict[str, object]:
    """Say of which run a folder is: anything that would change a number is in it."""
    import jax

    from regimelab.policy.outcomes import OUTCOMES

    members = [member.code for member in inquiry.evidence.region.members]
    options = inquiry.settled(wanted.months)
    return {
        "region": inquiry.evidence.region.code,
        "release": inquiry.evidence.release,
        "code": code_hash(ROOMS)[:12],
        "options": hashlib.sha256(repr(options).encode()).hexdigest()[:12],
        "seed": seed,
        "months": wanted.months,
        "device": "cpu"
        if wanted.cluster
        else jax.default_backend(),  # a cluster's workers are given cores alone
        "futures": wanted.futures,
        "batch": wanted.batch,
        "scenario": [one.name for one in options.scenarios],
        "portfolio": [one.name for one in options.portfolios],
        "outcome": [one.name for one in OUTCOMES],
        "actor": [REGION, *members],
    }
