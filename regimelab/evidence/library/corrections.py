"""Known errors of outside data, corrected on reading and in the open; what the producer wrote stays."""

from collections.abc import Sequence

import ibis

from regimelab.evidence.library.releases import Correction
from regimelab.evidence.sources.source import Expression


def corrected(rows: Expression, known: Sequence[Correction]) -> Expression:
    """Replace the values that corrections name, where what they correct still stands."""
    for column in sorted({one.column for one in known} & set(rows.columns)):
        rows = _column_corrected(rows, column, [one for one in known if one.column == column])
    return rows


def as_text(cell: Expression) -> Expression:
    """Write a cell as the corrections do: blank for unknown."""
    return ibis.coalesce(cell.cast("string"), "")


def as_value(text: Expression, kind: object) -> Expression:
    """Read a correction's text as a value of the column; null if it is none."""
    return text.nullif("").try_cast(kind)


def followed(known: Sequence[Correction]) -> dict[tuple[str, str, str], str]:
    """Follow corrections of corrections: source, record and what stood there to what it is now."""
    chain: dict[tuple[str, str, str], str] = {}
    for one in known:
        for key, value in chain.items():
            if key[:2] == (one.source, one.record) and value == one.was:
                chain[key] = one.now
        chain[one.source, one.record, one.was] = one.now
    return {key: now for key, now in chain.items() if key[2] != now}


def _column_corrected(rows: Expression, column: str, known: Sequence[Correction]) -> Expression:
    names = ("corrected_source", "corrected_record", "corrected_was", "corrected_now")
    changes = [dict(zip(names, (*key, now), strict=True)) for key, now in followed(known).items()]
    if not changes:
        return rows
    table = ibis.memtable(changes, schema=dict.fromkeys(names, "string"))
    joined = rows.left_join(
        table,
        [
            rows.source == table.corrected_source,
            rows.record == table.corrected_record,
            as_text(rows[column]) == table.corrected_was,
        ],
    )
    now = as_value(joined.corrected_now, rows[column].type())
    value = joined.corrected_source.notnull().ifelse(now, joined[column])
    return joined.mutate(**{column: value}).select(rows.columns)
