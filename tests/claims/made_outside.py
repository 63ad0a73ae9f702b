"""Outside data made by hand: tables in memory in place of a store's."""

from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from regimelab.evidence.library import View
from regimelab.evidence.outside import EVENTS, FIGURES, FLOWS, SPELLS, Outside

STATES = tuple(f"S{number:02d}" for number in range(24))


@dataclass(frozen=True)
class MadeOutside(Outside):
    """Outside data whose rows are given; a table that is not given is empty."""

    rows: dict[str, list[dict]] = field(default_factory=dict)

    def figures(self, variables, actors=()):
        return table([row for row in self.rows.get("figures", []) if row["variable"] in variables], FIGURES)

    def flows(self, variables, actors=()):
        return table([row for row in self.rows.get("flows", []) if row["variable"] in variables], FLOWS)

    def spells(self, variables=()):
        return table(self.rows.get("spells", []), SPELLS)

    def events(self, *sources):
        return table([row for row in self.rows.get("events", []) if row["source"] in sources], EVENTS)


def outside(**rows):
    """Outside data that hold these rows, and the sources that the rows name."""
    named = frozenset(row["source"] for some in rows.values() for row in some)
    return MadeOutside(None, View(), "made", named, frozenset({"experts"}), rows)


def table(rows, columns):
    names = (*columns, "source")
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in names} for row in rows], schema=schema(names)
    )


def schema(names):
    kinds = {"start": pa.date32(), "end": pa.date32(), "value": pa.float64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in names])


def of_year(year, **row):
    return {"start": date(year, 1, 1), "end": date(year + 1, 1, 1)} | row


def of_month(month, **row):
    return {"start": date(month // 12, month % 12 + 1, 15)} | row


def regimes(years, democracies=()):
    """V-Dem's word on each state: autocracies, but for the democracies named."""
    return [
        of_year(
            year,
            actor=state,
            variable="v2x_regime",
            value=3.0 if state in democracies else 0.0,
            source="vdem",
        )
        for state in (*STATES, *democracies)
        for year in years
    ]


def repressions(value, years):
    """V-Dem's figure of repression, where ``value(state, year)`` is higher for more."""
    return [
        of_year(year, actor=state, variable="v2csreprss", value=-value(state, year), source="vdem")
        for state in STATES
        for year in years
    ]
