"""What may happen: futures drawn from the fitted model, as quantiles by outcome, actor and month."""

from regimelab.report.handed.options import ForecastHanded, OutcomePathHanded
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent
from regimelab.study.spread import spread_notes


def simulate(
    asked: Asked, seed: int = 0, futures: int = 1000, months: int = 24, progress: Progress = silent
) -> Result[ForecastHanded]:
    """Simulate futures of a region if nothing is done."""
    inquiry = Inquiry(asked, seed, progress)
    found = inquiry.forecast(futures, months)
    return Result(
        found,
        rows=tuple(row for path in found.outcomes for row in _rows(path)),
        release=inquiry.evidence.release,
        warnings=(*machine_coded(inquiry.evidence), *spread_notes(found.futures)),
        inputs=files_of(inquiry.evidence.region, asked),
        axes=("outcome", "actor", "month"),
    )


def _rows(path: OutcomePathHanded) -> list[dict[str, object]]:
    """Lay an outcome's path out, one row a month."""
    labels = {"outcome": path.name, "actor": path.actor, "unit": path.unit, "basis": path.basis}
    return [
        {**labels, "month": round(month), **{name: values[place] for name, values in path.quantiles.items()}}
        for place, month in enumerate(path.months)
    ]
