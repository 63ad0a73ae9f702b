"""Two versions of a case, or a case with and without a part: what differs, and whether the result does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regimelab.screening import NOTICE
from regimelab.screening.assess import Assessed, assess
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening

PARTS = ("answers", "risks", "mitigations", "triggers", "not_engaging")
KEYS = {"answers": "id", "risks": "id", "mitigations": "id", "triggers": "id", "not_engaging": "kind"}
SINGLE = (
    "proposal",
    "case",
    "decision",
    "regime_effect",
    "depth",
    "as_of",
    "bank_version",
    "evidence_release",
)


@dataclass(frozen=True)
class Change:
    """One thing that differs: where, what it was and what it is."""

    where: str
    was: str
    now: str


@dataclass(frozen=True)
class Difference:
    """What differs between two cases, with both results."""

    same_case: bool
    changes: tuple[Change, ...]
    level_was: str
    level_now: str
    at_least_was: str
    at_least_now: str
    notice: str = NOTICE


def difference(one: Screening, other: Screening, bank: Bank) -> Difference:
    """Compare two cases part by part, and their results."""
    changes = tuple(_changes(one.model_dump(mode="json"), other.model_dump(mode="json")))
    was, now = assess(one, bank), assess(other, bank)
    return Difference(
        same_case=one.id == other.id,
        changes=changes,
        level_was=_level(was),
        level_now=_level(now),
        at_least_was=was.at_least.name,
        at_least_now=now.at_least.name,
    )


def _level(assessed: Assessed) -> str:
    return "incomplete" if assessed.level is None else assessed.level.name


def _changes(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[Change]:
    for part in PARTS:
        was, now = (_by_key(case[part], KEYS[part]) for case in (one, other))
        for key in dict.fromkeys([*was, *now]):
            yield from _fields(f"{part}.{key}", was.get(key), now.get(key))
    for part in SINGLE:
        yield from _fields(part, one[part], other[part])


def _by_key(rows: object, key: str) -> dict[str, object]:
    return {str(row[key]): row for row in rows} if isinstance(rows, Sequence) else {}


def _fields(where: str, was: object, now: object) -> Iterator[Change]:
    """Tell single fields apart where both are there; a whole part otherwise."""
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys([*was, *now]):
            if was.get(name) != now.get(name):
                yield Change(f"{where}.{name}", _shown(was.get(name)), _shown(now.get(name)))
        return
    yield Change(where, _shown(was), _shown(now))


def _shown(value: object) -> str:
    """Write a value in short: lists of things by their ids, tables by their title."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, Mapping):
        named = next((value[name] for name in ("title", "given", "kind", "outcome") if value.get(name)), None)
        return str(named) if named else "; ".join(f"{name} {inner}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_short(item) for item in value)
    return str(value)


def _short(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    if "likelihood" in item:
        return f"{item['by']}: {item['likelihood']} × {item['severity']}, {item['proximity']}"
    return str(next((item[name] for name in ("ref", "id", "by", "text") if item.get(name)), item))
