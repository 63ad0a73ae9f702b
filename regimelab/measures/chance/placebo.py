"""Placebo regions by outside events: the region and two sets of unrelated states, read from the same source.

The sets were chosen so that no regime is to be expected: five states of mixed regimes on four continents
(``placebo_mixed``) and five autocracies of five parts of the world (``placebo_autocracies``), each with
hardly an organisation in common but the large ones.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from importlib.resources import files
from io import StringIO
from itertools import chain
from typing import Any

import numpy as np
import pyarrow.compute as pc

from regimelab.codebook import KIND, KIND_NAMES, ActorClass
from regimelab.evidence.outside import Outside
from regimelab.evidence.vocabulary.kinds import kind_rules
from regimelab.interval import QUANTILE_90
from regimelab.measures.chance.relabelled import levels
from regimelab.measures.crises import is_trigger
from regimelab.measures.rows import Act
from regimelab.measures.strength.parts import View, cases_of
from regimelab.measures.strength.record import Record, Votes
from regimelab.region import Region

UNIT = "difference of mean log odds of the parts"
LEAST_EVENTS = 20  # dealings of a set's states without which nothing is told of it
NONE = np.zeros(0, dtype=int)
NO_VOTES = Votes(NONE, NONE, NONE, NONE, ())
Coded = tuple[str, int | None, int | None]  # kind, tone, intensity


def placebo_regions() -> dict[str, tuple[str, ...]]:
    """Read the sets of unrelated states."""
    text = files("regimelab.measures.chance").joinpath("placebo.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(StringIO(text)):
        found[row["region"]] = (*found.get(row["region"], ()), row["actor"])
    return found


def events_of(region: Region, outside: Outside) -> list[dict[str, Any]]:
    """Outside events between actors of the region and of the placebo regions."""
    wanted = sorted({*region.actors, *chain.from_iterable(placebo_regions().values())})
    both = pc.field("sender").isin(wanted) & pc.field("receiver").isin(wanted)
    return outside.events().filter(both).to_pylist()


def against_placebos(region: Region, events: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    """Mean log odds of the parts of the region less those of each placebo region, in outside events."""
    period = region.period.start, region.period.end
    own = record_of_events(events, [member.code for member in region.members], region.actors, period)
    others = [
        code for code, role in zip(region.actors, region.classes, strict=True) if role != ActorClass.MEMBER
    ]
    rows = []
    for name, states in placebo_regions().items():
        actors = (*states, *(code for code in others if code not in states))
        rows.append(_compared(name, own, record_of_events(events, states, actors, period)))
    return rows


def record_of_events(
    events: Iterable[dict[str, Any]], members: Sequence[str], actors: Sequence[str], period: tuple[date, date]
) -> Record:
    """Lay outside events of some members out as a record; events of no kind of ours are left out."""
    wanted, chosen, known = set(actors), set(members), _rules()
    coded: dict[tuple[str, str | None, bool], Coded | None] = {}
    acts: list[Act] = []
    for event in events:
        ends = event["sender"], event["receiver"]
        if not (set(ends) <= wanted and set(ends) & chosen and event["start"]):
            continue
        key = event["scheme"], event["code"], ends[0] == ends[1]
        if key not in coded:
            coded[key] = _kind(known, *key)
        kind = coded[key]
        if kind and period[0] <= event["start"] <= period[1]:
            acts.append(_act(event, kind, len(acts)))
    return _record(tuple(acts), tuple(actors), chosen, period)


def _act(event: dict[str, Any], coded: Coded, number: int) -> Act:
    kind, tone, intensity = coded
    sender, receiver = event["sender"], event["receiver"]
    end = event["end"] or event["start"] + timedelta(days=1)
    name = f"{event['source']}:{number}"
    deaths = event["deaths_high"]
    days = "day" if (end - event["start"]).days <= 1 else "month"
    return Act(
        name, kind, (sender,), (receiver,), event["start"], end, days, intensity, tone, deaths, "", "", None
    )


def _record(
    acts: tuple[Act, ...], actors: tuple[str, ...], members: set[str], period: tuple[date, date]
) -> Record:
    sent = np.array([[code in act.actors for code in actors] for act in acts], dtype=bool)
    got = np.array([[code in act.targets for code in actors] for act in acts], dtype=bool)
    sent, got = sent.reshape(len(acts), len(actors)), got.reshape(len(acts), len(actors))
    apart = np.array([KIND[act.kind].form != "domestic" for act in acts], dtype=bool)
    dealing = apart & ((sent | got).sum(axis=1) >= 2)
    classes = tuple(str(ActorClass.MEMBER if code in members else ActorClass.PARTNER) for code in actors)
    return Record(
        actors=actors,
        classes=classes,
        start=period[0],
        days=(period[1] - period[0]).days + 1,
        acts=acts,
        day=np.array([(act.start - period[0]).days for act in acts], dtype=int),
        kind=np.array([KIND_NAMES.index(act.kind) for act in acts], dtype=int),
        tone=np.array([act.tone or 0 for act in acts], dtype=int),
        managing=np.zeros(len(acts), dtype=bool),
        sent=sent,
        got=got,
        model=np.full(len(acts), -1),
        dealing=dealing,
        fixed=~dealing | np.array([is_trigger(act) for act in acts], dtype=bool),
        votes=NO_VOTES,
    )


def _rules() -> list[dict[str, Any]]:
    """Rows of the table of kinds that need no border, the longest code first."""
    rows = [row for row in kind_rules().to_pylist() if row["kind"] is None or not row["needs"]]
    return sorted(rows, key=lambda row: -len(row["code"]))


def _kind(rules: Sequence[dict[str, Any]], scheme: str, code: str | None, within: bool) -> Coded | None:
    """Kind, tone and intensity by the longest code of the table that the event's begins with."""
    for row in rules:
        fits = row["scheme"] == scheme and (code or "").startswith(row["code"])
        if fits and row["domestic"] in (None, within):
            return (row["kind"], row["tone"], row["intensity"]) if row["kind"] else None
    return None


def _compared(name: str, own: Record, placebo: Record) -> dict[str, object]:
    label = f"less {name}, in outside events"
    fewest = min(int(own.dealing.sum()), int(placebo.dealing.sum()))
    blank: dict[str, object] = {"unit": UNIT, "null": name, "estimate": None, "low": None, "high": None}
    if fewest < LEAST_EVENTS:
        why = f"the store holds {fewest} events of one of the two, fewer than {LEAST_EVENTS}"
        return {"label": f"{label}: undetermined, {why}", **blank, "n": 0, "sources": ()}
    (one, one_variance), (other, other_variance) = _levels(own), _levels(placebo)
    both = np.isfinite(one_variance + other_variance)
    difference = float((one - other)[both].mean())
    half = QUANTILE_90 * float(np.sqrt((one_variance + other_variance)[both].sum()) / both.sum())
    numbers = {"estimate": difference, "low": difference - half, "high": difference + half}
    sources = sorted({act.id.split(":")[0] for act in (*own.acts, *placebo.acts)})
    count = int(own.dealing.sum() + placebo.dealing.sum())
    return {"label": label, **blank, **numbers, "n": count, "sources": tuple(sources)}


def _levels(record: Record) -> tuple[np.ndarray, np.ndarray]:
    """Log odds of each part with its sampling variance, infinite where there was no case."""
    view = View(record, record.members, record.episodes(record.members))
    sums = [(found.shown.sum(), found.cases.sum()) for found in cases_of(view)]
    variance = [1 / (k + 0.5) + 1 / (n - k + 0.5) if n else np.inf for k, n in sums]
    return np.nan_to_num(levels(view)), np.array(variance)
