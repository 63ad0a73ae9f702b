"""A user's table of pairs by month: sender, receiver, month, and a column for each outcome."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from regimelab.errors import InvalidInput, Problem, suggestion

COLUMNS: Final = ("sender", "receiver", "month")
FORMS: Final = {
    ".csv": "SELECT * FROM read_csv(?, header = true, all_varchar = true, delim = ',')",
    ".parquet": "SELECT * FROM read_parquet(?)",
}
EXAMPLES: Final = 3
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_TYPED: Final = """
    SELECT row_number() OVER () AS _line,
        trim(sender::VARCHAR) AS sender, trim(receiver::VARCHAR) AS receiver,
        try_strptime(left(replace(month::VARCHAR, '-', ''), 6), '%Y%m')::DATE AS month,
        {outcomes} FROM ({form})"""


def read_pair_months(path: Path) -> tuple[pa.Table, tuple[str, ...]]:
    """Read a table of pairs by month, outcomes as numbers, or refuse it with all its problems.

    A month is ``2018-01``, ``201801`` or a day in it; a blank outcome is zero. Rows of one pair and month
    add up, and a row of a state with itself is refused.
    """
    form = FORMS.get(path.suffix)
    if form is None or not path.is_file():
        what = "there is no such file." if form else "is neither .csv nor .parquet."
        raise InvalidInput(Problem(str(path), what, "Name a table of pairs by month."))
    with duckdb.connect() as base:
        try:
            held = base.execute(f"DESCRIBE {form}", [str(path)]).fetchall()
            outcomes = _outcomes(path, [name for name, *_ in held])
            said = ", ".join(f'coalesce(try_cast("{one}" AS DOUBLE), 0) AS "{one}"' for one in outcomes)
            unread = ", ".join(
                f'("{one}" IS NOT NULL AND try_cast("{one}" AS DOUBLE) IS NULL) AS "_bad_{one}"'
                for one in outcomes
            )
            typed = _TYPED.format(outcomes=f"{said}, {unread}", form=form)
            base.execute(f"CREATE TABLE rows AS {typed}", [str(path)])
        except duckdb.Error as error:
            what = f"cannot be read ({str(error).splitlines()[0]})."
            raise InvalidInput(Problem(str(path), what, "Save it again as CSV or Parquet.")) from error
        problems = _problems(base, path, outcomes)
        if problems:
            raise InvalidInput(problems)
        sums = ", ".join(f'sum("{one}") AS "{one}"' for one in outcomes)
        grouped = f"SELECT sender, receiver, month, {sums} FROM rows GROUP BY ALL ORDER BY ALL"
        return base.sql(grouped).to_arrow_table(), outcomes


def _outcomes(path: Path, header: Sequence[str]) -> tuple[str, ...]:
    problems = [
        Problem(str(path), f"has no column '{name}'.", suggestion(name, header))
        for name in COLUMNS
        if name not in header
    ]
    found = tuple(name for name in header if name not in COLUMNS)
    problems += [
        Problem(str(path), f"'{name}' cannot name an outcome.", "Use small letters, digits and underscores.")
        for name in found
        if not _NAME.fullmatch(name)
    ]
    if not found:
        remedy = "Give a column for each outcome: sender,receiver,month,conflict."
        problems.append(Problem(str(path), "has no column of an outcome.", remedy))
    if problems:
        raise InvalidInput(problems)
    return found


def _problems(base: duckdb.DuckDBPyConnection, path: Path, outcomes: Sequence[str]) -> list[Problem]:
    checks = {
        "month IS NULL": ("has a month that cannot be read", "Write 2018-01 or 201801."),
        "coalesce(sender, '') = '' OR coalesce(receiver, '') = ''": ("lacks an end", "Name both."),
        "sender = receiver": ("is of a state with itself", "Leave such rows out."),
    }
    for one in outcomes:
        checks[f'"_bad_{one}"'] = (f"has a '{one}' that is no number", "Give a number, or leave it blank.")
    found = []
    for condition, (what, remedy) in checks.items():
        lines = base.execute(f"SELECT _line + 1 FROM rows WHERE {condition} ORDER BY 1").fetchall()
        if lines:
            named = ", ".join(str(line) for (line,) in lines[:EXAMPLES])
            more = f" and {len(lines) - EXAMPLES} more" if len(lines) > EXAMPLES else ""
            found.append(Problem(f"{path}: line {named}{more}", f"{what}.", remedy))
    if not found and not base.execute("SELECT count(*) FROM rows").fetchall()[0][0]:
        found.append(Problem(str(path), "has no rows.", "Give pairs by month below the header."))
    return found
