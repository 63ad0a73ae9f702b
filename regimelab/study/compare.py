"""What could be done: portfolios across scenarios on the same futures; stability, and who pays for it."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def compare(
    asked: Asked, seed: int = 0, futures: int = 1000, months: int = 24, progress: Progress = silent
) -> Result[Compared]:
    """Compare a region's portfolios in each of its scenarios."""
    inquiry = Inquiry(asked, seed, progress)
    found = inquiry.comparison(futures, months)
    return Result(
        _compared(inquiry, found),
        rows=tuple(_row(cell, found) for cell in found.cells),
        release=inquiry.evidence.release,
        warnings=(*machine_coded(inquiry.evidence), *spread_notes(found.futures), *found.flags),
        inputs=files_of(inquiry.evidence.region, asked),
    )


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
    """Lay a level out with its outcome's side: stability, or who pays."""
    outcome = next(one for one in found.outcomes if one.name == cell.outcome)
    number = cell.estimate
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
    }
