"""From a specification and its files to a history of events, with everything that is wrong at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from regimelab.errors import InvalidInput, Problem
from regimelab.fit.events.history import Change, Event, EventHistory, remembered, windowed
from regimelab.study.estimation.specification import PRESENT, Network, Specification
from regimelab.study.estimation.tables import Row, Table, actor, chosen, in_order, number, read_table
from regimelab.study.estimation.terms import Known, read_terms
from regimelab.theory.networks import Term

TRUE, FALSE = ("true", "1", "1.0", "yes"), ("false", "0", "0.0", "no", "")
UNKNOWN = ("", "na", "nan", "null")


@dataclass(frozen=True)
class Assembled:
    """A history ready for its model, from when to when it is observed, and what to beware of."""

    history: EventHistory
    terms: tuple[Term, ...]
    start: float
    end: float
    notes: tuple[str, ...]
    files: tuple[Path, ...]
    remembered: tuple[str, ...]  # networks whose half-lives are to be estimated


class _Assembly:
    def __init__(self, given: Specification, folder: Path, place: str) -> None:
        self.given, self.folder, self.place = given, folder, place
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.files: list[Path] = []
        self.places: dict[str, int] = {}

    def table(self, file: str, needed: Sequence[str] = ()) -> Table:
        """Read one of the files that the specification names, from its own folder."""
        path = self.folder / file
        self.files.append(path)
        return read_table(path, self.problems, needed)

    def actors(self) -> tuple[dict[str, np.ndarray], frozenset[int], set[str]]:
        """Read the actors: their attributes, who is absent at first, which attributes are words."""
        column = self.given.actors.id
        table = self.table(self.given.actors.file, (column,))
        names = [row.cells.get(column, "") for row in table.rows]
        for row, name in zip(table.rows, names, strict=True):
            if not name or name in self.places:
                what = f"'{name}' appears more than once." if name else "an actor has no name."
                self.problems.append(Problem(f"{row.where}: {column}", what, "One row names one actor."))
            self.places.setdefault(name, len(self.places))
        attributes, words = {}, set()
        for name in (one for one in table.columns if one not in (column, PRESENT)):
            attributes[name], is_word = _values([row.cells[name] for row in table.rows])
            words |= {name} if is_word else set()
        away = [row for row in table.rows if row.cells.get(PRESENT, "true").lower() in FALSE[:-1]]
        return attributes, frozenset(self.places[row.cells[column]] for row in away), words

    def changes(self, file: str, what: str, name: str, ends: Sequence[str]) -> list[Change]:
        """Read dated changes of a network, an attribute, the presence or a series."""
        table = self.table(file, ("time", *ends))
        value = next((one for one in ("increment", "replace") if one in table.columns), None)
        if value is None:
            remedy = "Give one: what is added, or what takes the place of what was."
            self.problems.append(
                Problem(f"{self.folder / file}:1", "has neither a column 'increment' nor 'replace'.", remedy)
            )
            return []
        times = [number(row, "time", self.problems) for row in table.rows]
        in_order(table.rows, times, self.problems)
        read = (self._change(*one, what, name, ends, value) for one in zip(table.rows, times, strict=True))
        return [change for change in read if change]

    def _change(
        self, row: Row, time: float | None, what: str, name: str, ends: Sequence[str], value: str
    ) -> Change | None:
        found = [actor(row, end, self.places, self.problems) for end in ends] or [0]
        if what == PRESENT:
            amount = float(row.cells.get(value, "").lower() in TRUE)
        else:
            amount = number(row, value, self.problems)
        if time is None or amount is None or None in found:
            return None
        a, b = found[0], found[-1]
        if len(ends) == 2 and a == b:
            self.problems.append(
                Problem(row.where, "sender and receiver are the same actor.", "Leave the row out.")
            )
            return None
        assert a is not None and b is not None
        kind = PRESENT if what == PRESENT else what
        return Change(time, kind, name, a, b, amount, add=value == "increment" and what != PRESENT)  # type: ignore[arg-type]

    def initial(self, network: Network) -> np.ndarray | None:
        """Read a square table with names on both sides."""
        if network.initial is None:
            return None
        table = self.table(network.initial)
        weight = np.zeros((len(self.places), len(self.places)))
        for row in table.rows:
            a = actor(row, table.columns[0], self.places, self.problems)
            for name in table.columns[1:]:
                value = number(row, name, self.problems)
                b = self.places.get(name)
                if b is None:
                    self.problems.append(
                        Problem(
                            f"{self.folder / network.initial}:1", f"'{name}' is not one of the actors.", ""
                        )
                    )
                elif a is not None and value is not None:
                    weight[a, b] = value
        return weight

    def events(self) -> list[Event]:
        """Read the events to explain."""
        spec = self.given.dependent
        table = self.table(spec.events, ("time", "sender", "receiver"))
        rows = chosen(table, spec.where, f"{self.place}: dependent.where", self.problems)
        times = [number(row, "time", self.problems) for row in rows]
        in_order(rows, times, self.problems)
        found = [self._event(row, time) for row, time in zip(rows, times, strict=True)]
        if not rows and not self.problems:
            self.problems.append(
                Problem(
                    str(self.folder / spec.events), "holds no event to explain.", "Look at dependent.where."
                )
            )
        return [event for event in found if event]

    def _event(self, row: Row, time: float | None) -> Event | None:
        sender, receiver = (actor(row, end, self.places, self.problems) for end in ("sender", "receiver"))
        if time is None or sender is None or receiver is None:
            return None
        if sender == receiver:
            self.problems.append(
                Problem(row.where, "sender and receiver are the same actor.", "Leave the row out.")
            )
            return None
        return Event(time, sender, receiver)


def assemble(given: Specification, file: Path) -> Assembled:
    """Read all files of a specification and put them together, or refuse them with every problem."""
    work = _Assembly(given, file.parent, str(file))
    attributes, absent, words = work.actors()
    changes = _all_changes(work)
    networks = {name: work.initial(network) for name, network in given.networks.items()}
    events = work.events()
    known = Known(tuple(networks), tuple(attributes), tuple(given.series), given.model.kind)
    terms = read_terms(given.model.effects, known)
    work.problems += [replace(one, where=f"{file}: {one.where}") for one in known.problems]
    work.problems += _only_same(terms, words, file)
    if given.dependent.network is not None and given.dependent.network not in networks:
        work.problems.append(
            Problem(f"{file}: dependent.network", f"there is no network '{given.dependent.network}'.", "")
        )
    if work.problems:
        raise InvalidInput(work.problems)
    attributes = {name: _filled(name, values, words, work.notes) for name, values in attributes.items()}
    undirected = frozenset(name for name, network in given.networks.items() if not network.directed)
    series = {name: one.initial for name, one in given.series.items()}
    history = EventHistory(
        tuple(work.places), tuple(events), tuple(changes), networks, attributes, series, absent, undirected
    )
    _check_present(history, str(work.folder / given.dependent.events))
    start, end = _observed(given, events, changes)
    for window in sorted(known.windows):
        history = windowed(history, window.network, window.length, window.name)
    for memory in sorted(known.memories, key=lambda one: one.name):
        history = remembered(history, memory.network, memory.half_life or end - start, memory.name)
    unknown = tuple(sorted(memory.name for memory in known.memories if memory.half_life is None))
    return Assembled(history, terms, start, end, tuple(work.notes), tuple(work.files), unknown)


def _all_changes(work: _Assembly) -> list[Change]:
    found: list[Change] = []
    for name, network in work.given.networks.items():
        if network.changes:
            found += work.changes(network.changes, "network", name, ("sender", "receiver"))
        elif network.initial is None:
            where = f"{work.place}: networks.{name}"
            work.problems.append(Problem(where, "has neither 'initial' nor 'changes'.", "Give one of them."))
    for name, attribute in work.given.attributes.items():
        what = PRESENT if name == PRESENT else "attribute"
        found += work.changes(attribute.changes, what, name, ("node",))
    for name, series in work.given.series.items():
        found += work.changes(series.changes, "series", name, ())
    return sorted(found, key=lambda change: change.time)


def _observed(
    given: Specification, events: Sequence[Event], changes: Sequence[Change]
) -> tuple[float, float]:
    """From the first to the last time in any of the files, unless the model says otherwise."""
    times = [one.time for one in (*events, *changes)]
    start = min(times) if given.model.start is None else given.model.start
    end = max(times) if given.model.end is None else given.model.end
    if end <= start:
        what = f"the observation would end, at {end:g}, before it starts, at {start:g}."
        raise InvalidInput(Problem("model.start, model.end", what, "Exchange them, or leave them out."))
    return start, end


def _values(cells: Sequence[str]) -> tuple[np.ndarray, bool]:
    """Read a column of numbers, or of words, which are then numbered; what is unknown is not a number."""
    known = [cell for cell in cells if cell.lower() not in UNKNOWN]
    try:
        numbers = [float(cell) for cell in known]
        words = False
    except ValueError:
        order = {cell: float(place) for place, cell in enumerate(dict.fromkeys(known))}
        numbers, words = [order[cell] for cell in known], True
    values = iter(numbers)
    return np.array([float("nan") if cell.lower() in UNKNOWN else next(values) for cell in cells]), words


def _filled(name: str, values: np.ndarray, words: set[str], notes: list[str]) -> np.ndarray:
    """Put the mean of those known where a number is unknown, and say so; words unknown are one more word."""
    unknown = np.isnan(values)
    if not unknown.any():
        return values
    fill = -1.0 if name in words or unknown.all() else float(np.nanmean(values))
    how = (
        "are alike among themselves only"
        if name in words
        else f"are given the mean of the others, {fill:.3g}"
    )
    notes.append(f"{int(unknown.sum())} of {len(values)} actors have no '{name}': they {how}.")
    return np.where(unknown, fill, values)


def _only_same(terms: Sequence[Term], words: set[str], file: Path) -> list[Problem]:
    return [
        Problem(
            f"{file}: model.effects",
            f"'{term.label}' needs numbers, but '{name}' is words.",
            f"Write same({name}), or number them in the file of actors.",
        )
        for term in terms
        for factor in term.factors
        for name in factor.names
        if factor.effect.needs == "attribute" and factor.effect.name != "same" and name in words
    ]


def _check_present(history: EventHistory, file: str) -> None:
    """Refuse events of actors who were not there."""
    problems = []
    for state, moment in history.going():
        for event in moment.events:
            problems += [
                Problem(
                    f"{file}: time {event.time:g}",
                    f"{history.actors[who]} takes part but is not present.",
                    "Correct 'present' or the event.",
                )
                for who in (event.sender, event.receiver)
                if not state.present[who]
            ]
    if problems:
        raise InvalidInput(problems[:20])
