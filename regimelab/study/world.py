"""The world's pairs by month: what makes one state help or harm another, on a sample, and forecast."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from regimelab.errors import EvidenceMissing, InvalidInput, Problem, UsageError, suggestion
from regimelab.evidence import Store
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.library import Library, View
from regimelab.evidence.library.fetching import fetched
from regimelab.evidence.outside import Outside, how_to_add
from regimelab.evidence.pair_file import read_pair_months
from regimelab.evidence.vocabulary import kind_of, kinds_of_pairs, pair_months
from regimelab.history import PairMonths
from regimelab.interval import QUANTILE_90, Estimate
from regimelab.measures.pair_months import of_kinds, of_table
from regimelab.region.vocabulary import EVENT_SOURCES
from regimelab.study.result import Progress, Result, silent

METHOD = "logit of pair-months, states' levels pooled; maximum a posteriori, Laplace interval"
TOO_MANY = "The search for the parameters had not come to rest when it was stopped: read them with care."


@dataclass(frozen=True)
class Question:
    """Which outcome, by what table, on how many non-events a case, with what memory, scored on which months.

    Without a ``file``, pairs by month are those of the store's events. ``controls`` of zero takes all.
    """

    outcome: str = "conflict"
    file: Path | None = None
    directed: bool = True
    least: float = 1.0
    controls: float = 4.0
    half_life: float = 6.0
    hold_out: int = 12


@dataclass(frozen=True)
class WorldEffect:
    """How an effect changes the log odds of an outcome, from none of it to as much as there can be."""

    effect: str
    estimate: Estimate


@dataclass(frozen=True)
class World:
    """The world estimated: on what, the effects, how states differ, and how months held out were forecast."""

    outcome: str
    states: int
    first: str
    months: int
    cases: int
    controls: int
    pair_months: int
    effects: tuple[WorldEffect, ...]
    spread: float
    converged: bool
    held_out: int
    cases_held_out: int
    cases_expected: float
    gain: Estimate | None


def world(asked: Question, store: Path | None, seed: int = 0, progress: Progress = silent) -> Result[World]:
    """Estimate an outcome of the world's pair-months, and forecast the last months."""
    progress("pairs by month", 0.0)
    data, notes, release = _pairs(asked, store)
    stretches = _stretches(asked, data)
    found = _estimated(asked, data, stretches, seed, progress)
    rows = tuple({"effect": one.effect, **vars(one.estimate)} for one in found.effects)
    warnings = (*notes, *(() if found.converged else (TOO_MANY,)))
    return Result(found, rows, release, warnings, (asked.file,) if asked.file else ())


def _pairs(asked: Question, store: Path | None) -> tuple[PairMonths, tuple[str, ...], str | None]:
    with Store.open(store):
        pass  # makes the store where there is none yet
    outside = Outside.open(store, View())
    if asked.file:
        rows, outcomes = read_pair_months(asked.file)
        release = None
    else:
        rows, outcomes, release = _from_store(store, outside)
    if asked.outcome not in outcomes:
        what = f"'{asked.outcome}' is not an outcome of these pairs by month."
        raise UsageError(Problem("--outcome", what, suggestion(asked.outcome, outcomes)))
    data = of_table(rows, outcomes, asked.least, asked.directed, outside)
    lacking = [name for name in ("cow_contiguity", "atop") if not outside or name not in outside.sources]
    said = f"Borders and pacts would enter with {how_to_add(*lacking)}." if lacking else ""
    return data, ((said,) if said else ()), release


def _from_store(store: Path | None, outside: Outside | None) -> tuple[pa.Table, tuple[str, ...], str]:
    if outside is None or not outside.sources.intersection(EVENT_SOURCES):
        what = "the store holds no event data to count pairs by month in."
        remedy = f"Name a FILE of them, or add {how_to_add('icews', 'polecat', 'gdelt')}."
        raise EvidenceMissing(Problem("world", what, remedy))
    states = frozenset(row["actor"] for row in actor_codes().to_pylist() if row["scheme"] == "iso3")
    with Store.open(store, read_only=False) as opened:
        library = Library(opened, actor_codes(), kinds_of_pairs())
        counted = fetched(pair_months(kind_of(library.merged_events())))
    rows, outcomes = of_kinds(counted, states)
    return rows, outcomes, outside.release


def _stretches(asked: Question, data: PairMonths) -> tuple[range, range]:
    """Months to learn from, after a half-life in which memories fill, and months to score."""
    start, cut = max(round(asked.half_life), 1), data.months - asked.hold_out
    if cut - start < 1:
        what = (
            f"{data.months} months are too few for {start} of filling memories and {asked.hold_out} held out."
        )
        raise InvalidInput(Problem("world", what, "Hold fewer months out, or shorten --half-life."))
    return range(start, cut), range(cut, data.months)


def _estimated(
    asked: Question, data: PairMonths, stretches: tuple[range, range], seed: int, progress: Progress
) -> World:
    from regimelab.fit.world import effects_of, estimate, hold_out, sampled
    from regimelab.study.arrays import prepare

    prepare()
    controls = asked.controls or float("inf")
    sample = sampled(data, asked.outcome, asked.half_life, stretches[0], controls, seed)
    if not sample.cases:
        what = f"no pair had the outcome '{asked.outcome}' in the months to learn from."
        raise InvalidInput(Problem("world", what, "Lower --least, or hold fewer months out."))
    progress("fit", 0.3)
    levels = len(data.actors) * (1 + data.directed)
    fitted = estimate(sample.rows, levels, seed)
    progress("months held out", 0.7)
    held = hold_out(data, asked.outcome, asked.half_life, fitted, stretches, seed) if stretches[1] else None
    progress("months held out", 1.0)
    names = effects_of(data, asked.outcome).names
    drawn = f"{sample.cases} cases, {sample.controls} of {sample.pair_months - sample.cases} non-events"
    effects = (
        WorldEffect(name, _number(float(mean), float(deviation), drawn))
        for name, mean, deviation in zip(names, fitted.mode[1:], fitted.deviation[1:], strict=False)
    )
    return World(
        asked.outcome,
        len(data.actors),
        f"{data.origin:%Y-%m}",
        data.months,
        sample.cases,
        sample.controls,
        sample.pair_months,
        tuple(effects),
        fitted.spread,
        fitted.converged,
        held.months if held else 0,
        held.cases if held else 0,
        held.expected if held else 0.0,
        held.gain if held else None,
    )


def _number(mean: float, deviation: float, data: str) -> Estimate:
    half = QUANTILE_90 * deviation
    return Estimate(mean, mean - half, mean + half, "log odds ratio", METHOD, data)
