"""What the model says of a proposal: its portfolio against doing nothing, on the same futures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from regimelab import __version__
from regimelab.errors import Problem, UsageError
from regimelab.policy.load import PORTFOLIOS
from regimelab.policy.outcomes import OUTCOME
from regimelab.policy.portfolio import NOTHING
from regimelab.report.handed.comparison import PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.screening.case import Screening
from regimelab.screening.chain import digest
from regimelab.screening.effect import Alternative, EffectRow, RegimeEffect
from regimelab.study.inquiry import Inquiry
from regimelab.study.kept import code_hash
from regimelab.study.opening import Asked
from regimelab.study.optimise import Wanted, optimise
from regimelab.study.options import files_in, names_in
from regimelab.study.result import Progress, silent

RED_LINES = ("repression", "extraditions")  # what societies pay, of the outcomes that are judged
OFFERED = 3  # of the choices that no other beats, those of the largest budget


def regime_effect(
    case: Screening,
    asked: Asked,
    day: date,
    seed: int = 0,
    futures: int = 1000,
    months: int = 24,
    progress: Progress = silent,
) -> RegimeEffect:
    """Simulate a proposal's portfolio and doing nothing on the same seeds, the region's others beside."""
    name = case.proposal.portfolio
    if not name:
        what = "the proposal names no portfolio that would stand for it in the model."
        remedy = "Give [proposal] portfolio = NAME or FILE.toml with 'screen edit'."
        raise UsageError(Problem("proposal.portfolio", what, remedy))
    inquiry = Inquiry(replace(asked, portfolios=()), seed, progress)
    others = [one.stem for one in sorted((inquiry.evidence.region.folder / PORTFOLIOS).glob("*.toml"))]
    chosen = tuple(dict.fromkeys((name, *(one for one in others if one != NOTHING))))
    inquiry = Inquiry(replace(asked, portfolios=chosen), seed, progress)
    found = inquiry.comparison(futures, months)
    (stem,) = names_in((name,))
    options = inquiry.options
    titles = {one.name: one.title for one in (*options.portfolios, *options.scenarios, *found.outcomes)}
    sides = {one.name: one.side for one in found.outcomes}
    better = {one.name: one.better for one in found.outcomes}
    rows = tuple(_row(one, titles, sides, better) for one in _against_nothing(found, stem))
    proposed = next(one for one in options.portfolios if one.name == stem)
    made_of = {
        "release": inquiry.evidence.release,
        "portfolio": proposed.model_dump(mode="json"),
        "scenarios": [one.name for one in options.scenarios],
        "seed": seed,
        "futures": futures,
        "months": months,
        "code": code_hash(),
    }
    return RegimeEffect(
        run_id=digest(made_of)[:16],
        portfolio=name if files_in((name,)) else stem,
        against=NOTHING,
        portfolio_title=proposed.title,
        against_title=titles[NOTHING],
        seed=seed,
        futures=futures,
        months=months,
        release=inquiry.evidence.release,
        model=f"regimelab {__version__}, code {code_hash()[:12]}",
        contains=found.contains,
        made_on=day,
        rows=rows,
        alternatives=tuple(_alternatives(found, [one.name for one in options.portfolios], stem, titles)),
    )


def _against_nothing(found: ComparisonHanded, name: str) -> Iterator[PairedHanded]:
    return (one for one in found.paired if one.portfolio == name and one.against == NOTHING)


def _row(
    one: PairedHanded, titles: dict[str, str], sides: dict[str, str], better: dict[str, str]
) -> EffectRow:
    number = one.difference
    return EffectRow(
        scenario=one.scenario,
        scenario_title=titles[one.scenario],
        outcome=one.outcome,
        title=titles[one.outcome],
        side=sides[one.outcome],
        better=better[one.outcome],
        unit=number.unit,
        estimate=number.estimate,
        low=number.low,
        high=number.high,
        probability_better=one.probability_better,
        moves=one.moves,
        basis=number.basis,
        assumed_share=one.assumed_share,
    )


def _alternatives(
    found: ComparisonHanded, names: Sequence[str], proposed: str, titles: dict[str, str]
) -> Iterator[Alternative]:
    """Lay the region's other portfolios beside: what each makes noticeably better or worse anywhere."""
    for name in names:
        if name in (proposed, NOTHING):
            continue
        moved = list(_against_nothing(found, name))
        worse = dict.fromkeys(titles[one.outcome] for one in moved if one.moves < 0)
        gains = dict.fromkeys(titles[one.outcome] for one in moved if one.moves > 0)
        yield Alternative(portfolio=name, title=titles[name], worse=tuple(worse), better=tuple(gains))


def optimised(
    asked: Asked, budget: float, months: int, seed: int, progress: Progress = silent
) -> Iterator[Alternative]:
    """Search what a budget a year buys with neither repression nor extraditions worse than by nothing."""
    wanted = Wanted(budget, red_lines=RED_LINES, months=months)
    found = optimise(replace(asked, portfolios=()), wanted, seed, progress).data
    chosen = [one for one in found.choices if one.doses]
    for number, one in enumerate(chosen[-OFFERED:], start=1):
        doses = ", ".join(f"{found.titles[lever]} × {dose:.2g}" for lever, dose in one.doses.items())
        title = f"{doses} (about {one.cost.estimate:.3g} {found.unit})"
        gains = {name: gain for name, gain in one.gains.items() if "@" not in name}
        yield Alternative(
            portfolio=f"optimised_{number}",
            title=title,
            worse=tuple(OUTCOME[name].title for name, gain in gains.items() if (gain.high or 0.0) < 0),
            better=tuple(OUTCOME[name].title for name, gain in gains.items() if (gain.low or 0.0) > 0),
        )
