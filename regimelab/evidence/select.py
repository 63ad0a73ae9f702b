"""Finding acts in the evidence by what is asked of them, and one by its id."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import pyarrow as pa

from regimelab.codebook import CONFIDENCE, KIND_NAMES, MECHANISMS
from regimelab.errors import Problem, UsageError, suggestion
from regimelab.evidence.checks import split_codes
from regimelab.evidence.dates import FORMS, ImpossibleDate, interval
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.origin import Origin
from regimelab.evidence.publishers import FAMILIES, family_of, host
from regimelab.region.structure import Correction

SEARCHED: Final = ("id", "description", "source_publisher", "actor", "target", "location")
_GRADE: Final = {name: place for place, name in enumerate(CONFIDENCE)}
SORTS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "id": lambda act: act["id"],
    "date": lambda act: (act["start"], act["end"]),
    "kind": lambda act: act["kind"],
    "intensity": lambda act: act["intensity"],
    "deaths": lambda act: act["deaths_high"] or act["deaths_low"] or 0,
    "confidence": lambda act: _GRADE.get(act["confidence"], len(_GRADE)),
    "publisher": lambda act: act["source_publisher"].casefold(),
}


@dataclass(frozen=True)
class Page:
    """A page that an act rests on; publisher and date are known of the first only."""

    address: str
    host: str
    publisher: str | None = None
    published: str | None = None
    family: str | None = None


@dataclass(frozen=True)
class SourceRow:
    """The row of a chronicle's file as it is written there, before any correction."""

    file: str
    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class ActView:
    """One act with its event pairs, its pages, the row it was read from and what was corrected in it."""

    act: dict[str, Any]
    pairs: tuple[dict[str, Any], ...]
    why_no_pair: str
    origin: Origin
    corrections: tuple[Correction, ...]
    pages: tuple[Page, ...] = field(default=())
    row: SourceRow | None = None


def list_acts(
    evidence: Evidence,
    kind: str | None = None,
    state: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    mechanism: str | None = None,
    text: str | None = None,
    family: str | None = None,
    confidence: str | None = None,
) -> pa.Table:
    """List the acts that meet every condition given, as rows of the table of acts.

    ``since`` and ``until`` may be a day, a month or a year, and are both included; an act dated to
    a month or a year is listed if it may lie between them. ``text`` asks for all its words.
    """
    asked = {"kind": kind, "state": state, "mechanism": mechanism, "family": family, "confidence": confidence}
    _check_names(evidence, asked)
    start, end = _bounds(since, until)
    words = (text or "").casefold().split()
    same = {name: asked[name] for name in ("kind", "mechanism", "confidence") if asked[name] is not None}
    chosen = [
        all(act[name] == value for name, value in same.items())
        and act["start"] < end
        and act["end"] > start
        and (state is None or state in involved(act, evidence))
        and family in (None, family_of(act["source_publisher"]))
        and all(word in said(act) for word in words)
        for act in evidence.acts.to_pylist()
    ]
    return evidence.acts.filter(pa.array(chosen, pa.bool_()))


def sort_acts(acts: list[dict[str, Any]], order: str | None) -> list[dict[str, Any]]:
    """Sort acts by one of ``SORTS``; a minus before its name turns the order round."""
    if order is None:
        return acts
    name = order.removeprefix("-")
    if name not in SORTS:
        raise UsageError(Problem("--sort", f"'{name}' is not an order.", suggestion(name, SORTS)))
    return sorted(acts, key=SORTS[name], reverse=order.startswith("-"))


def show_act(evidence: Evidence, name: str) -> ActView:
    """Show one act by its id, with all that is known about it."""
    found = {act["id"]: act for act in evidence.acts.to_pylist()}
    if name not in found:
        ids = sorted(found)
        remedy = f"Ids run from {ids[0]} to {ids[-1]}."
        raise UsageError(Problem("id", f"'{name}' is not the id of an act.", remedy))
    act = found[name]
    return ActView(
        act=act,
        pairs=tuple(pair for pair in evidence.pairs.to_pylist() if pair["id"] == name),
        why_no_pair=next((refused.reason for refused in evidence.refused if refused.id == name), ""),
        origin=next(origin for origin in evidence.origins if origin.source == act["source"]),
        corrections=tuple(known for known in evidence.corrections if known.key == name),
        pages=_pages(act),
    )


def involved(act: dict[str, Any], evidence: Evidence) -> set[str]:
    """Find the states and other actors that an act involves, as the region knows them."""
    named = split_codes(f"{act['actor']};{act['target'] or ''}")
    known = (evidence.region.resolve(code) for code in named)
    return {*split_codes(act["states"]), *(code for code in known if code)}


def said(act: dict[str, Any]) -> str:
    """Join what an act says, in small letters."""
    return " ".join(act[name] or "" for name in SEARCHED).casefold()


def _pages(act: dict[str, Any]) -> tuple[Page, ...]:
    publisher, second = act["source_publisher"], act["source_url_2"]
    first = Page(
        act["source_url"], host(act["source_url"]), publisher, act["source_date"], family_of(publisher)
    )
    return (first, *((Page(second, host(second)),) if second else ()))


def _check_names(evidence: Evidence, asked: dict[str, str | None]) -> None:
    known = {
        "kind": KIND_NAMES,
        "state": evidence.region.actors,
        "mechanism": MECHANISMS,
        "family": tuple(FAMILIES),
        "confidence": CONFIDENCE,
    }
    problems = [
        Problem(f"--{name}", f"'{value}' is not known.", suggestion(value, map(str, known[name])))
        for name, value in asked.items()
        if value is not None and value not in known[name]
    ]
    if problems:
        raise UsageError(problems)


def _bounds(since: date | str | None, until: date | str | None) -> tuple[date, date]:
    problems = []
    found = [date.min, date.max]
    for place, (name, value) in enumerate((("--since", since), ("--until", until))):
        try:
            if isinstance(value, str):
                found[place] = interval(value)[place]
            elif value is not None:
                found[place] = value + timedelta(days=place)
        except ImpossibleDate as error:
            problems.append(Problem(name, str(error), f"Write it as {', '.join(FORMS.values())}."))
    if not problems and found[0] >= found[1]:
        problems.append(Problem("--since", f"{since} lies after --until {until}.", "Exchange the two dates."))
    if problems:
        raise UsageError(problems)
    return found[0], found[1]
