"""Checks of the structure tables: every row by itself, then the rows together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from regimelab.errors import Problem, suggestion
from regimelab.reading.problems import validate
from regimelab.region.structure import (
    UN_MEMBERS,
    Border,
    Correction,
    Membership,
    Row,
    State,
    UnVote,
)


class Line(NamedTuple):
    """A row of a table: the line of the file where it ends, its cells, and how many it has."""

    number: int
    cells: Mapping[str, str]
    width: int


class RawTable(NamedTuple):
    """A table as its file gives it: header and rows of text."""

    file: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


class TableForm(NamedTuple):
    """What a structure table is made of: the model of a row, and the columns that name one."""

    row: type[Row]
    key: tuple[str, ...]


FORMS: dict[str, TableForm] = {
    "borders": TableForm(Border, ("iso3_a", "iso3_b")),
    "memberships": TableForm(Membership, ("iso3", "organisation", "status")),
    "states": TableForm(State, ("iso3",)),
    "un_votes": TableForm(UnVote, ("resolution", "iso3")),
}


def row_key(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    """Name a row by the columns that identify it, joined by a space."""
    return " ".join(cells.get(column, "") for column in columns)


def typed_rows(table: RawTable, form: TableForm) -> tuple[list[Row], list[Problem]]:
    """Type every row of a table, or say what is wrong with each."""
    missing = _missing_columns(table, form)
    if missing or not table.lines:
        empty = [] if table.lines else [Problem(table.file, "has no rows.", "Fill it, or restore the file.")]
        return [], missing + empty
    rows: list[Row] = []
    problems = _ragged_lines(table) + _repeated_keys(table, form)
    for line in table.lines:
        row, wrong = validate(form.row, line.cells)
        place = f"{table.file}: line {line.number}, "
        problems += [Problem(place + problem.where, problem.what, problem.remedy) for problem in wrong]
        rows += [row] if row else []
    return rows, problems


def _missing_columns(table: RawTable, form: TableForm) -> list[Problem]:
    wanted = [field.alias or name for name, field in form.row.model_fields.items() if field.is_required()]
    absent = [column for column in wanted if column not in table.header]
    return [
        Problem(table.file, f"has no column '{name}'.", suggestion(name, table.header)) for name in absent
    ]


def _ragged_lines(table: RawTable) -> list[Problem]:
    width = len(table.header)
    return [
        Problem(
            f"{table.file}: line {line.number}",
            f"has {line.width} cells, but the header has {width}.",
            "Quote the cell that holds a comma.",
        )
        for line in table.lines
        if line.width != width
    ]


def _repeated_keys(table: RawTable, form: TableForm) -> list[Problem]:
    count = Counter(row_key(line.cells, form.key) for line in table.lines)
    twice = [key for key, times in count.items() if times > 1]
    return [
        Problem(
            table.file,
            f"'{key}' has {count[key]} rows, but {', '.join(form.key)} must name one.",
            "Drop one.",
        )
        for key in twice
    ]


def border_problems(
    file: str,
    borders: Sequence[Border],
    states: Sequence[State],
    members: Collection[str],
    corrections: Sequence[Correction] = (),
) -> list[Problem]:
    """Borders that disagree with their mirror image or with a state's whole land border.

    Where two pages disagree on a length, a correction of it, which may keep it, must say why.
    """
    found = [
        Problem(f"{file}: {b.a}-{b.b}", "joins a state to itself.", "Correct it.")
        for b in borders
        if b.a == b.b
    ]
    remedy = "Settle it first: a correction of its length_km, which may keep it, says why."
    settled = {one.key for one in corrections if (one.file, one.column) == (Path(file).name, "length_km")}
    disputed = [b for b in borders if b.agree is False and f"{b.a} {b.b}" not in settled]
    found += [
        Problem(f"{file}: {b.a}-{b.b}", f"the two states' pages disagree on {b.km:g} km.", remedy)
        for b in disputed
    ]
    mirrored = {frozenset((b.a, b.b)) for b in borders}
    if len(mirrored) < len(borders):
        found.append(
            Problem(file, "some border stands twice, once from each side.", "Keep one row a border.")
        )
    return found + [problem for state in states for problem in _perimeter(file, borders, state, members)]


def _perimeter(file: str, borders: Sequence[Border], state: State, members: Collection[str]) -> list[Problem]:
    """A member's borders add up to its land border, if all are known; another state may list a part."""
    lengths = [border.km for border in borders if state.code in (border.a, border.b)]
    known = [km for km in lengths if km is not None]
    listed, whole = sum(known), state.land_border_km
    if whole is None or len(known) < len(lengths):
        return []
    wrong = listed != whole if state.code in members else listed > whole
    what = f"the borders of {state.code} add up to {listed:g} km, but its land border is {whole:g} km."
    return [Problem(file, what, "Find the missing or wrong border.")] if wrong else []


def membership_problems(file: str, rows: Sequence[Membership]) -> list[Problem]:
    """Memberships that end before they begin, or that hold nothing and yet are dated."""
    found: list[Problem] = []
    for row in rows:
        where = f"{file}: {row.actor} {row.organisation}"
        if row.since and row.until and str(row.until) < str(row.since)[: len(str(row.until))]:
            found.append(
                Problem(where, f"ends {row.until}, before it begins {row.since}.", "Correct a date.")
            )
        if row.status == "none" and (row.since or row.until):
            found.append(
                Problem(where, "has the status 'none' and yet a date.", "Drop the date or the status.")
            )
    return found


def vote_problems(file: str, votes: Sequence[UnVote]) -> list[Problem]:
    """Resolutions whose rows contradict each other or their totals; votes without a source."""
    found = [
        Problem(f"{file}: {v.resolution} {v.actor}", f"votes '{v.vote}' without a source.", "Cite the page.")
        for v in votes
        if v.vote and not (v.source and v.confidence)
    ]
    for name in dict.fromkeys(vote.resolution for vote in votes):
        found += _tally(file, name, [vote for vote in votes if vote.resolution == name])
    return found


def _tally(file: str, name: str, votes: Sequence[UnVote]) -> list[Problem]:
    where = f"{file}: {name}"
    heads = {(v.day, v.subject, v.total_for, v.total_against, v.total_abstain) for v in votes}
    if len(heads) > 1:
        return [Problem(where, "its rows give different dates, subjects or totals.", "Make them agree.")]
    _, _, in_favour, against, abstaining = heads.pop()
    totals = {"for": in_favour, "against": against, "abstain": abstaining}
    listed = Counter(vote.vote for vote in votes)
    found = [
        Problem(where, f"lists {listed[vote]} votes '{vote}', but the total is {total}.", "Correct a vote.")
        for vote, total in totals.items()
        if listed[vote] > total
    ]
    if sum(totals.values()) > UN_MEMBERS:
        found.append(Problem(where, f"its totals exceed {UN_MEMBERS} members.", "Correct the totals."))
    return found


def actor_problems(file: str, codes: Collection[str], known: Collection[str]) -> list[Problem]:
    """Codes of a table that stand for no actor of the region."""
    strange = [code for code in dict.fromkeys(codes) if code not in known]
    return [
        Problem(file, f"'{code}' is not an actor of the region.", suggestion(code, known)) for code in strange
    ]
