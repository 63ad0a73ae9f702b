"""Numbers and rows as people read them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from regimelab.interval import Estimate

if TYPE_CHECKING:
    from rich.table import Table

UNKNOWN = "–"


def table(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> "Table":
    """Draw rows as a table of the columns named, in that order."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, box=box.SIMPLE, title_justify="left", title_style="bold")
    for column in columns:
        drawn.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell(row.get(column))) for column in columns))
    return drawn


def cell(value: object) -> str:
    """Write one value; what is unknown is a dash, never a zero."""
    if isinstance(value, Estimate):
        return with_interval(value)
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value) or UNKNOWN
    return str(value)


def number(value: float | None) -> str:
    """Write a number to three figures."""
    return UNKNOWN if value is None else f"{value:.3g}"


def probability(value: float | None) -> str:
    """Write a probability; never as certain as 0 or 1."""
    if value is None:
        return UNKNOWN
    return "> 0.99" if value > 0.99 else "< 0.01" if value < 0.01 else f"{value:.2f}"


def spread(value: Estimate | None) -> str:
    """Write a number and its interval without unit and basis, for columns whose heading says these."""
    if value is None or value.estimate is None:
        return UNKNOWN
    bounds = "" if value.low is None and value.high is None else f" ({cell(value.low)} to {cell(value.high)})"
    return f"{number(value.estimate)}{bounds}"


def with_bounds(row: Mapping[str, object]) -> str:
    """Write the number of a flat row, which has ``estimate``, ``low``, ``high`` and ``unit``."""
    if row.get("estimate") is None:
        return UNKNOWN
    low, high = row.get("low"), row.get("high")
    bounds = "(no interval)" if low is None and high is None else f"({cell(low)} to {cell(high)})"
    return f"{cell(row['estimate'])} {bounds} {row.get('unit', '')}".strip()


def with_interval(estimate: Estimate) -> str:
    """Write an estimate with its interval and unit: ``0.81 (0.68 to 0.90) probability``."""
    assumed = "" if estimate.basis == "estimated" or not estimate.known else f" [{estimate.basis}]"
    return with_bounds(vars(estimate)) + assumed
