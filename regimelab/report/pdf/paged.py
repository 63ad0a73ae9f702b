"""Pictures that are too tall for a page, cut where a group ends; the parts keep one scale."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from regimelab.report.figures.scale import extent, log_extent
from regimelab.report.pictures import DotPlot, IntervalRow, Picture

ROWS = 22  # of a plot of dots that fit a page with what is said of them


def paged(picture: Picture) -> tuple[Picture, ...]:
    """Give a picture as it is, or as the parts that each fit a page."""
    if not isinstance(picture, DotPlot) or len(picture.rows) <= ROWS:
        return (picture,)
    bounds = picture.bounds or _bounds(picture)
    return tuple(
        replace(picture, id=f"{picture.id}-{number}", rows=tuple(rows), bounds=bounds)
        for number, rows in enumerate(_parts(picture.rows), 1)
    )


def _bounds(plot: DotPlot) -> tuple[float, float]:
    """Give the range that the whole plot has."""
    ends = [end for row in plot.rows for end in (row.low, row.high, row.estimate)]
    return log_extent(ends) if plot.logarithmic else extent(ends, 0.0 if plot.from_zero else plot.reference)


def _parts(rows: tuple[IntervalRow, ...]) -> Iterator[list[IntervalRow]]:
    """Fill pages with whole groups; a group that is too long for a page is cut."""
    page: list[IntervalRow] = []
    for _, members in groupby(rows, key=lambda row: row.group):
        group = list(members)
        if page and len(page) + len(group) > ROWS:
            yield page
            page = []
        while len(group) > ROWS:
            yield group[:ROWS]
            group = group[ROWS:]
        page += group
    if page:
        yield page
