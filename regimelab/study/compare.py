"""What could be done: portfolios across scenarios on the same futures; stability, and who pays for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from regimelab.policy.portfolio import NOTHING
from regimelab.report.handed.options import (
    AssumptionHanded,
    CellHanded,
    ComparisonHanded,
    DoseCostHanded,
    HarmHanded,
    NamedHanded,
    OutcomeHanded,
    PairedHanded,
)
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.spread import spread_notes
from regimelab.study.theories import Theories, TheoryWeight, weights_told

if TYPE_CHECKING:
    from regimelab.policy.comparison import Comparison, Firing

BASELINE = NOTHING  # what every portfolio is held against


@dataclass(frozen=True)
class Compared:
    """Portfolios, scenarios and outcomes, with levels, paired differences, assumptions and warnings."""

    portfolios: Sequence[NamedHanded]
    scenarios: Sequence[NamedHanded]
    outcomes: Sequence[OutcomeHanded]
    cells: Sequence[CellHanded]
    paired: Sequence[PairedHanded]
    assumptions: Sequence[AssumptionHanded]
    harmed: Sequence[HarmHanded]
    costs: Sequence[DoseCostHanded]
    flags: Sequence[str]
    contains: str
    futures: int
    fired: "Sequence[Firing]" = ()
    theories: Sequence[TheoryWeight] = ()
    apart: "Sequence[UnderTheory]" = ()


@dataclass(frozen=True)
class UnderTheory:
    """The same comparison under one theory of regimes alone: differences, who is harmed, warnings."""

    theory: str
    paired: Sequence[PairedHanded]
    harmed: Sequence[HarmHanded]
    flags: Sequence[str]


AXES = ("scenario", "portfolio", "outcome")


def compare(
    asked: Asked,
    seed: int = 0,
    futures: int = 1000,
    months: int = 24,
    progress: Progress = silent,
    theories: Theories = "together",
) -> Result[Compared]:
    """Compare a region's portfolios in each of its scenarios, under theories of regimes if asked for.

    Left ``apart``, the levels and differences are of the whole model, and the differences under each
    theory stand beside them.
    """
    inquiry = Inquiry(asked, seed, progress)
    together: Theories = "together" if theories == "apart" else theories
    found = inquiry.comparison(futures, months, together)
    apart = tuple(_under_each(inquiry, futures, months)) if theories == "apart" else ()
    return Result(
        replace(
            _compared(inquiry, found),
            theories=weights_told(theories, lambda: inquiry.modelling.rivals),
            apart=apart,
            fired=found.fired,
        ),
        rows=tuple(_row(cell, found) for cell in found.cells),
        release=inquiry.evidence.release,
        warnings=(
            *machine_coded(inquiry.evidence),
            *spread_notes(found.futures),
            *map(str, inquiry.too_late(months)),
            *found.flags,
            *_unfired(found),
            *_reversals(apart),
        ),
        inputs=files_of(inquiry.evidence.region, asked),
        axes=AXES,
    )


def _under_each(inquiry: Inquiry, futures: int, months: int) -> Iterator[UnderTheory]:
    for one in inquiry.modelling.presents("apart", futures):
        found = inquiry.compared_under(one.present, months, one.name)
        yield UnderTheory(one.name, found.paired, found.harmed, found.flags)


def _unfired(found: "Comparison") -> Iterator[str]:
    """Say which triggers fired in no future of any scenario: what waits for them was not tried."""
    shares: dict[tuple[str, str], float] = {}
    for one in found.fired:
        key = (one.portfolio, one.trigger)
        shares[key] = max(shares.get(key, 0.0), one.share)
    for (portfolio, trigger), share in shares.items():
        if share == 0:
            yield f"{portfolio}: the trigger {trigger} fired in no future; what waits for it was not tried"


def _reversals(apart: "Sequence[UnderTheory]") -> Iterator[str]:
    """Name theories under which something gets better that gets worse under another, against nothing."""
    moved: dict[tuple[str, str, str], dict[int, list[str]]] = {}
    for one in apart:
        for pair in one.paired:
            if pair.against == BASELINE and pair.moves:
                key = (pair.portfolio, pair.scenario, pair.outcome)
                moved.setdefault(key, {}).setdefault(pair.moves, []).append(one.theory)
    for (portfolio, scenario, outcome), ways in moved.items():
        if len(ways) > 1:
            better, worse = (", ".join(ways[way]) for way in (1, -1))
            yield f"{portfolio} in {scenario}: {outcome} gets better under {better}, worse under {worse}"


def _compared(inquiry: Inquiry, found: ComparisonHanded) -> Compared:
    return Compared(
        inquiry.options.portfolios,
        inquiry.options.scenarios,
        found.outcomes,
        found.cells,
        found.paired,
        found.assumptions,
        found.harmed,
        found.costs,
        found.flags,
        found.contains,
        found.futures,
    )


def _row(cell: CellHanded, found: ComparisonHanded) -> dict[str, object]:
    """Lay a level out with its outcome's side, and how far it is from doing nothing."""
    outcome = next(one for one in found.outcomes if one.name == cell.outcome)
    number, pair = cell.estimate, _against_nothing(cell, found)
    return {
        "scenario": cell.scenario,
        "portfolio": cell.portfolio,
        "side": outcome.side,
        "outcome": outcome.title,
        "better": outcome.better,
        "estimate": number.estimate,
        "low": number.low,
        "high": number.high,
        "unit": number.unit,
        "basis": number.basis,
        "difference": pair.difference.estimate if pair else None,
        "difference_low": pair.difference.low if pair else None,
        "difference_high": pair.difference.high if pair else None,
        "probability_better": pair.probability_better if pair else None,
    }


def _against_nothing(cell: CellHanded, found: ComparisonHanded) -> PairedHanded | None:
    where = (cell.portfolio, BASELINE, cell.scenario, cell.outcome)
    pairs = (
        pair for pair in found.paired if (pair.portfolio, pair.against, pair.scenario, pair.outcome) == where
    )
    return next(pairs, None)
