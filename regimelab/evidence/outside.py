"""Outside data as measures and claims read them: by what they say, through a view, or told to be lacking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa

from regimelab.errors import Problem, UsageError, suggestion
from regimelab.evidence.actors import actor_codes
from regimelab.evidence.addresses import lies_openly
from regimelab.evidence.library import Library, View, fetched
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.source import Expression
from regimelab.evidence.store import Store

VOTES: Final = ("actor", "day", "session", "roll_call", "resolution", "issues", "vote")
FIGURES: Final = ("actor", "start", "end", "variable", "value", "low", "high", "text", "unit")
FLOWS: Final = ("sender", "receiver", "start", "end", "variable", "value", "unit")
SPELLS: Final = ("actor", "start", "end", "variable", "text", "group")
EVENTS: Final = ("sender", "receiver", "start", "end", "scheme", "code", "value", "mentions", "deaths_high")
PROVENANCE: Final = ("source", "snapshot")


@dataclass(frozen=True)
class Outside:
    """The outside data of a store as a view sees them; every table carries ``source`` and ``snapshot``.

    A figure, vote or spell of an actor that the vocabulary does not know is left out. A table without rows
    means that no source held says anything of it: :meth:`lacking` says which would, and how to add it.
    """

    store: Path | None
    view: View
    release: str
    sources: frozenset[str]
    families: frozenset[str] = frozenset()

    @classmethod
    def open(cls, store: Path | None, view: View) -> "Outside | None":
        """Open the outside data of a store; none if it holds none."""
        with Store.open(store, read_only=True) as opened:
            library = Library(opened)
            if not library.releases():
                return None
            held = library.snapshots(view)
            names, families = ({getattr(one, part) for one in held} for part in ("source", "family"))
            release = library.release(view.release).release
            return cls(store, view, release, frozenset(names), frozenset(families))

    def votes(
        self, *sources: str, actors: Sequence[str] = (), period: tuple[date, date] | None = None
    ) -> pa.Table:
        """Votes in the General Assembly, one row a state and roll call: for, against, abstain, absent.

        Of some actors and from the first to the last day of a period, where they are given.
        """

        def chosen(rows: Expression) -> Expression:
            rows = _of(rows, sources)
            rows = rows.filter(rows.actor.isin(list(actors))) if actors else rows
            return rows.filter(rows.day.between(*period)) if period else rows

        return self._rows(Shape.VOTES, (*VOTES, *PROVENANCE), chosen)

    def figures(self, variables: Sequence[str], actors: Sequence[str] = ()) -> pa.Table:
        """Figures about one state in one stretch of time, with bounds where the producer gives them."""

        def chosen(rows: Expression) -> Expression:
            rows = rows.filter(rows.variable.isin(list(variables)))
            return rows.filter(rows.actor.isin(list(actors))) if actors else rows

        return self._rows(Shape.COUNTRY_TIME, (*FIGURES, *PROVENANCE), chosen)

    def flows(self, variables: Sequence[str], actors: Sequence[str] = ()) -> pa.Table:
        """Figures about two states in one stretch of time; of ``actors``, where named, at either end."""

        def chosen(rows: Expression) -> Expression:
            rows = rows.filter(rows.variable.isin(list(variables)))
            named = list(actors)
            return rows.filter(rows.sender.isin(named) | rows.receiver.isin(named)) if actors else rows

        return self._rows(Shape.DYAD_TIME, (*FLOWS, *PROVENANCE), chosen)

    def spells(self, variables: Sequence[str] = ()) -> pa.Table:
        """What held of a state from one day to another: leaders, regimes, alliances."""
        return self._rows(
            Shape.SPELLS,
            (*SPELLS, *PROVENANCE),
            lambda rows: rows.filter(rows.variable.isin(list(variables))) if variables else rows,
        )

    def events(self, *sources: str) -> pa.Table:
        """Events of some sources as they reported them, double reports and all."""
        return self._rows(Shape.EVENTS, (*EVENTS, *PROVENANCE), lambda rows: _of(rows, sources))

    def reliability(self) -> pa.Table:
        """How fully each state was reported in each year, from 0 to 1: actor, year, reports, reliability."""
        with Store.open(self.store, read_only=True) as opened:
            return Library(opened, actor_codes()).reliability(self.view)

    def lacking(self, *sources: str) -> str:
        """Say which of some sources are not held, and how to add the first; blank if all are."""
        return how_to_add(*(name for name in sources if name not in self.sources))

    def _rows(
        self, shape: Shape, columns: Sequence[str], chosen: Callable[[Expression], Expression]
    ) -> pa.Table:
        with Store.open(self.store, read_only=True) as opened:
            rows = Library(opened, actor_codes()).table(shape, self.view)
            known = rows.filter(rows.actor.notnull()) if "actor" in rows.columns else rows
            return fetched(chosen(known).select(*columns))


def how_to_add(*sources: str) -> str:
    """Say how sources that are lacking are had: pulled where they lie openly, else added by hand."""
    told = []
    for name in sources:
        if name not in SOURCE:
            raise UsageError(Problem("source", f"'{name}' is not a source.", suggestion(name, SOURCE)))
        source = SOURCE[name]
        way = (
            f"regimelab evidence pull {name}"
            if lies_openly(source)
            else f"regimelab evidence add FILE --source {name}"
        )
        told.append(f"{source.published.title} ('{way}')")
    return "; ".join(told)


def _of(rows: Expression, sources: Sequence[str]) -> Expression:
    return rows.filter(rows.source.isin(list(sources))) if sources else rows
