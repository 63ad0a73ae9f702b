"""A sealed forecast: what was said before it happened, with a hash that tells whether it was altered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from regimelab.errors import InvalidInput, Problem
from regimelab.reading.json import read_json
from regimelab.study.plain import canonical, fingerprint

SCHEMA = "regimelab.sealed-forecast/1"
REMEDY = "Give a file that 'regimelab forecast REGION --publish FILE' wrote."


@dataclass(frozen=True)
class MadeFrom:
    """What a forecast rests on: evidence to the day before ``origin``, code, seed and settings."""

    region: str
    evidence_release: str
    origin: date
    horizon: int  # months
    futures: int
    seed: int
    half_lives: Mapping[str, float]  # prior medians, months
    code: str  # SHA-256 of the model's source
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Month:
    """A month of the forecast, from its first to its last day."""

    first: date
    last: date


@dataclass(frozen=True)
class KindForecast:
    """Acts of a kind in the whole region: mean, and chances of 0, 1, 2, ... acts, by month."""

    kind: str
    expected: tuple[float, ...]
    chances: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class EntryForecast:
    """Acts of a kind by a sender to a receiver, by month, and what each baseline expects."""

    kind: str
    sender: str
    receiver: str
    expected: tuple[float, ...]
    chances: tuple[tuple[float, ...], ...]
    baselines: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Published:
    """The forecast itself."""

    made_from: MadeFrom
    months: tuple[Month, ...]
    kinds: tuple[KindForecast, ...]
    entries: tuple[EntryForecast, ...]


CONTENT = TypeAdapter(Published)


def seal(forecast: Published) -> tuple[bytes, str]:
    """Spell a forecast with the SHA-256 of its canonical text."""
    digest = fingerprint(forecast)
    text = f'{{"schema":"{SCHEMA}","sha256":"{digest}","forecast":{canonical(forecast)}}}\n'
    return text.encode(), digest


def unseal(path: Path) -> tuple[Published, str]:
    """Read a sealed forecast; one that was altered is refused."""
    raw = read_json(path, REMEDY)
    if raw.get("schema") != SCHEMA:
        raise InvalidInput(Problem(str(path), f"it is not a sealed forecast ({SCHEMA}).", REMEDY))
    found = fingerprint(raw.get("forecast"))
    if found != raw.get("sha256"):
        what = f"the forecast was altered: its hash is {found}, but it was sealed as {raw.get('sha256')}."
        raise InvalidInput(Problem(str(path), what, "Find the file as it was published."))
    try:
        forecast = CONTENT.validate_json(json.dumps(raw["forecast"]))
    except ValidationError as error:
        wrong = ((".".join(map(str, one["loc"])), one["msg"]) for one in error.errors())
        raise InvalidInput([Problem(f"{path}: {key}", f"{what}.", REMEDY) for key, what in wrong]) from error
    _check_lengths(path, forecast)
    return forecast, found


def _check_lengths(path: Path, forecast: Published) -> None:
    """Insist that every row speaks of every month."""
    months = len(forecast.months)
    rows = (*forecast.kinds, *forecast.entries)
    short = [
        Problem(f"{path}: {place}", f"it does not speak of {months} months.", REMEDY)
        for place, row in enumerate(rows)
        if {len(row.expected), len(row.chances)} != {months} or not all(row.chances)
    ]
    names = {tuple(sorted(row.baselines)) for row in forecast.entries}
    spans = {len(path) for row in forecast.entries for path in row.baselines.values()}
    if months == 0 or not forecast.entries or len(names) != 1 or spans != {months}:
        short.append(Problem(str(path), "its entries do not speak of the same baselines and months.", REMEDY))
    if short:
        raise InvalidInput(short)
