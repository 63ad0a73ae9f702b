"""Reading the tables that a specification names; everything wrong with them is told, by line."""

import csv
import io
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from regimelab.errors import Problem, suggestion
from regimelab.reading.toml import read_text

MOST = 20  # problems of a kind that are told of one file
_CONDITION = re.compile(r"\s*(?P<column>[^\s=!<>]+)\s*(?P<sign>==|!=|<=|>=|<|>)\s*(?P<value>.+?)\s*")
_SIGNS: dict[str, Callable[..., bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Row(NamedTuple):
    """A row of a table: where it stands, and its cells by column."""

    where: str
    cells: dict[str, str]


class Table(NamedTuple):
    """The rows of a file and its columns."""

    columns: tuple[str, ...]
    rows: list[Row]


def read_table(file: Path, problems: list[Problem], needed: Sequence[str] = ()) -> Table:
    """Read a CSV file with a header."""
    text, found = read_text(file)
    problems += found
    lines = csv.reader(io.StringIO(text, newline=""))
    columns = tuple(next(lines, ()))
    if not found and not columns:
        problems.append(Problem(str(file), "is empty.", "The first line names the columns."))
    for name in (name for name in needed if columns and name not in columns):
        problems.append(Problem(f"{file}:1", f"there is no column '{name}'.", suggestion(name, columns)))
    rows = []
    for cells in lines:
        where = f"{file}:{lines.line_num}"
        if len(cells) == len(columns):
            rows.append(Row(where, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
        elif cells:
            what = f"has {len(cells)} cells, but the header names {len(columns)}."
            _tell(problems, Problem(where, what, "Quote a cell that holds a comma."))
    return Table(columns, rows)


def number(row: Row, column: str, problems: list[Problem]) -> float | None:
    """Read a number that must be there."""
    cell = row.cells.get(column, "")
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if value != value or abs(value) == float("inf"):
        _tell(problems, Problem(f"{row.where}: {column}", f"'{cell}' is not a number.", "Correct it."))
        return None
    return value


def actor(row: Row, column: str, places: dict[str, int], problems: list[Problem]) -> int | None:
    """Read the name of an actor that must be known."""
    name = row.cells.get(column, "")
    if name not in places:
        near = suggestion(name, places).split(" Known:")[0]
        remedy = near if near.startswith("Did") else "Add it to the file of actors."
        _tell(problems, Problem(f"{row.where}: {column}", f"'{name}' is not one of the actors.", remedy))
        return None
    return places[name]


def in_order(rows: Sequence[Row], times: Sequence[float | None], problems: list[Problem]) -> None:
    """Tell where time goes back."""
    latest = float("-inf")
    for row, time in zip(rows, times, strict=True):
        if time is not None and time < latest:
            _tell(
                problems, Problem(row.where, f"time goes back, from {latest:g} to {time:g}.", "Sort by time.")
            )
        latest = max(latest, time if time is not None else latest)


def chosen(table: Table, where: str | None, place: str, problems: list[Problem]) -> list[Row]:
    """Keep the rows that meet a condition such as ``increment == 1 and kind == "call"``."""
    conditions = list(_conditions(where, table.columns, place, problems)) if where else []
    return [row for row in table.rows if all(holds(row) for holds in conditions)]


def _conditions(
    where: str, columns: Sequence[str], place: str, problems: list[Problem]
) -> Iterator[Callable[[Row], bool]]:
    for part in re.split(r"\s+and\s+", where.strip()):
        found = _CONDITION.fullmatch(part)
        if not found:
            problems.append(Problem(place, f"'{part}' is no condition.", "Write column == value."))
        elif found["column"] not in columns:
            what = f"there is no column '{found['column']}'."
            problems.append(Problem(place, what, suggestion(found["column"], columns)))
        else:
            yield _condition(found["column"], _SIGNS[found["sign"]], found["value"].strip("\"'"))


def _condition(column: str, holds: Callable[..., bool], value: str) -> Callable[[Row], bool]:
    def check(row: Row) -> bool:
        cell = row.cells[column]
        try:
            return holds(float(cell), float(value))
        except ValueError:
            return holds(cell, value)

    return check


def _tell(problems: list[Problem], problem: Problem) -> None:
    """Tell a problem, unless there are many like it already."""
    alike = sum(one.remedy == problem.remedy for one in problems)
    if alike < MOST:
        problems.append(problem)
    elif alike == MOST:
        problems.append(Problem(problem.where.split(":")[0], "and more of the same.", problem.remedy))
