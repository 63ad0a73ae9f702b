"""Finding acts in the evidence: by kind, state, time, mechanism and words, or one by its id."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from regimelab.codebook import KIND_NAMES, MECHANISMS
from regimelab.errors import Problem, UsageError, suggestion
from regimelab.evidence.checks import split_codes
from regimelab.evidence.dates import FORMS, ImpossibleDate, interval
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.origin import Origin
from regimelab.region.structure import Correction

SEARCHED = ("id", "description", "source_publisher", "actor", "target", "location")


@dataclass(frozen=True)
class ActView:
    """One act with its event pairs, where it comes from and what was corrected in it."""

    act: dict[str, Any]
    pairs: tuple[dict[str, Any], ...]
    why_no_pair: str
    origin: Origin
    corrections: tuple[Correction, ...]


def list_acts(
    evidence: Evidence,
    kind: str | None = None,
    state: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    mechanism: str | None = None,
    text: str | None = None,
) -> pa.Table:
    """List the acts that meet every condition given, as rows of the table of acts.

    ``since`` and ``until`` may be a day, a month or a year, and are both included; an act dated to
    a month or a year is listed if it may lie between them. ``text`` asks for all its words.
    """
    _check_names(evidence, kind, state, mechanism)
    start, end = _bounds(since, until)
    words = (text or "").casefold().split()
    chosen = [
        kind in (None, act["kind"])
        and mechanism in (None, act["mechanism"])
        and act["start"] < end
        and act["end"] > start
        and (state is None or state in _involved(act, evidence))
        and _says(act, words)
        for act in evidence.acts.to_pylist()
    ]
    return evidence.acts.filter(pa.array(chosen, pa.bool_()))


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
    )


def _check_names(evidence: Evidence, kind: str | None, state: str | None, mechanism: str | None) -> None:
    asked = (
        ("kind", kind, KIND_NAMES),
        ("state", state, evidence.region.actors),
        ("mechanism", mechanism, MECHANISMS),
    )
    problems = [
        Problem(f"--{name}", f"'{value}' is not known.", suggestion(value, known))
        for name, value, known in asked
        if value is not None and value not in known
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


def _involved(act: dict[str, Any], evidence: Evidence) -> set[str | None]:
    named = split_codes(f"{act['actor']};{act['target'] or ''}")
    return {*split_codes(act["states"]), *(evidence.region.resolve(code) for code in named)}


def _says(act: dict[str, Any], words: list[str]) -> bool:
    said = " ".join(act[name] or "" for name in SEARCHED).casefold()
    return all(word in said for word in words)
