"""Settings and where each came from: flag, environment, folder's file, user's file, default."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regimelab.cli.values import (
    FUTURES_MAX,
    MONTHS_MAX,
    BadValue,
    a_path,
    a_seed,
    a_switch,
    a_word,
    from_one_to,
)
from regimelab.errors import InvalidInput, Problem, RegimelabError, UsageError, suggestion

LOCAL_FILE = "regimelab.toml"


class Field(NamedTuple):
    """A setting: its name, how its value is read, its default and what it is."""

    name: str
    read: Callable[[object], object]
    default: Callable[[], object]
    meaning: str


class Found(NamedTuple):
    """A value that was given, and by what."""

    value: object
    origin: str
    by_user_now: bool  # a flag or the environment: a usage error; else a file's: an invalid input


@dataclass(frozen=True)
class Setting:
    """A setting as it holds for this run."""

    name: str
    value: object
    origin: str


def user_folder(kind: str) -> Path:
    """Locate the user's folder for settings, data or the state of runs on this platform."""
    import platformdirs

    locate = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }
    return locate[kind]("regimelab", appauthor=False)


FIELDS: tuple[Field, ...] = (
    Field("region", a_word, lambda: "central_asia", "packaged region, or path to a region's folder"),
    Field("store", a_path, lambda: user_folder("data") / "evidence.duckdb", "DuckDB file of the evidence"),
    Field("seed", a_seed, lambda: 0, "seed of every random number"),
    Field("futures", from_one_to(FUTURES_MAX), lambda: 1000, "simulated futures"),
    Field("months", from_one_to(MONTHS_MAX), lambda: 24, "length of a future, months"),
    Field("runs", a_path, lambda: user_folder("state") / "runs", "folder of run records"),
    Field("fresh", a_switch, lambda: False, "compute fits anew instead of reading kept ones"),
    Field("quiet", a_switch, lambda: False, "no progress, no paths"),
    Field("color", a_switch, lambda: True, "colour on a terminal"),
)
NAMES: tuple[str, ...] = tuple(field.name for field in FIELDS)


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    region: str
    store: Path
    seed: int
    futures: int
    months: int
    runs: Path
    fresh: bool
    quiet: bool
    color: bool
    origins: tuple[Setting, ...]


def resolve(flags: Mapping[str, object], folder: Path | None = None) -> Settings:
    """Settle every setting by the order of precedence; all bad values are named at once."""
    layers = (_from_flags(flags), _from_environment(), *_from_files(folder or Path.cwd()))
    chosen = [_choose(field, layers) for field in FIELDS]
    _refuse([one for one in chosen if isinstance(one, tuple)])
    origins = tuple(one for one in chosen if isinstance(one, Setting))
    return Settings(**{one.name: one.value for one in origins}, origins=origins)  # pyright: ignore[reportArgumentType]


def _choose(field: Field, layers: tuple[Mapping[str, Found], ...]) -> "Setting | tuple[Found, Problem]":
    for layer in layers:
        if field.name in layer:
            return _read(field, layer[field.name])
    return Setting(field.name, field.default(), "default")


def _read(field: Field, found: Found) -> "Setting | tuple[Found, Problem]":
    try:
        return Setting(field.name, field.read(found.value), found.origin)
    except BadValue as error:
        return found, Problem(found.origin, error.what, error.remedy)


def _refuse(bad: list[tuple[Found, Problem]]) -> None:
    if bad:
        usage = any(found.by_user_now for found, _ in bad)
        kind: type[RegimelabError] = UsageError if usage else InvalidInput
        raise kind([problem for _, problem in bad])


def _from_flags(flags: Mapping[str, object]) -> dict[str, Found]:
    given = {name: value for name, value in flags.items() if value is not None and name in NAMES}
    return {name: Found(value, _flag(name), True) for name, value in given.items()}


def _flag(name: str) -> str:
    return {"region": "REGION", "color": "--no-color"}.get(name, f"--{name}")


def _from_environment() -> dict[str, Found]:
    names = {name: f"REGIMELAB_{name.upper()}" for name in NAMES}
    given = {name: key for name, key in names.items() if os.environ.get(key)}
    found = {name: Found(os.environ[key], key, True) for name, key in given.items()}
    if os.environ.get("NO_COLOR") and "color" not in found:
        found["color"] = Found(False, "NO_COLOR", True)
    return found


def _from_files(folder: Path) -> tuple[dict[str, Found], ...]:
    return tuple(_from_file(path) for path in (folder / LOCAL_FILE, user_folder("config") / "config.toml"))


def _from_file(path: Path) -> dict[str, Found]:
    if not path.is_file():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInput(
            Problem(str(path), f"cannot be read: {error}.", "Correct or remove the file.")
        ) from error
    unknown = [name for name in raw if name not in NAMES]
    if unknown:
        raise InvalidInput([_unknown(path, name) for name in unknown])
    return {name: Found(value, f"{path}: {name}", False) for name, value in raw.items()}


def _unknown(path: Path, name: str) -> Problem:
    return Problem(f"{path}: {name}", "is not a setting.", suggestion(name, NAMES))
