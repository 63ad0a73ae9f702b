"""Reading a region's options from its folder: levers, portfolios and scenarios, or all that is wrong."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from regimelab.errors import Problem, refuse, refuse_unknown
from regimelab.policy.known import Known, Reach
from regimelab.policy.lever import Lever, LeverFile
from regimelab.policy.portfolio import DO_NOTHING, Portfolio
from regimelab.policy.scenario import Scenario, baseline
from regimelab.policy.words import TOO_EARLY
from regimelab.reading.problems import validate, within
from regimelab.reading.toml import read_toml

LEVERS, PORTFOLIOS, SCENARIOS = "levers.toml", "portfolios", "scenarios"
Choice = TypeVar("Choice", Portfolio, Scenario)
Raw = Mapping[str, object]


class Options(NamedTuple):
    """What can be done in a region, and what may happen to it."""

    levers: tuple[Lever, ...]
    portfolios: tuple[Portfolio, ...]
    scenarios: tuple[Scenario, ...]


def load_options(folder: Path, known: Known) -> Options:
    """Load all options of a region folder; otherwise raise with the problems of all its files.

    To do nothing and to stay as now are always among them; what a folder lacks is not a problem.
    """
    levers, reach, problems = _levers(folder / LEVERS, known)
    portfolios, misfits = _each(Portfolio, folder / PORTFOLIOS, known._replace(levers=reach))
    scenarios, mistakes = _each(Scenario, folder / SCENARIOS, known)
    refuse(problems + misfits + mistakes)
    return Options(levers, _led_by(DO_NOTHING, portfolios), _led_by(baseline(known.first_day), scenarios))


def load_portfolios(folder: Path, known: Known, levers: Sequence[Lever]) -> tuple[Portfolio, ...]:
    """Load the portfolios of a folder, or of one file; to do nothing comes first."""
    reach = {lever.name: Reach(lever.low, lever.high, lever.hosts) for lever in levers}
    portfolios, problems = _each(Portfolio, folder, known._replace(levers=reach))
    refuse(problems)
    return _led_by(DO_NOTHING, portfolios)


def load_scenarios(folder: Path, known: Known) -> tuple[Scenario, ...]:
    """Load the scenarios of a folder, or of one file; to stay as now comes first."""
    scenarios, problems = _each(Scenario, folder, known)
    refuse(problems)
    return _led_by(baseline(known.first_day), scenarios)


def chosen(options: Sequence[Choice], names: Sequence[str], what: str) -> tuple[Choice, ...]:
    """Pick options by name, in the order asked for; no names pick all."""
    by_name = {option.name: option for option in options}
    refuse_unknown(what, names, by_name, f"a {what}")
    return tuple(by_name[name] for name in dict.fromkeys(names)) or tuple(options)


def _levers(file: Path, known: Known) -> tuple[tuple[Lever, ...], dict[str, Reach], list[Problem]]:
    if not file.exists():
        return (), {}, []
    raw, problems = read_toml(file)
    if problems:
        return (), {}, problems
    read, wrong = validate(LeverFile, raw, known)
    entries = _entries(raw)
    reach = {str(entry.get("name")): _reach(entry) for entry in entries}
    return (read.levers if read else ()), reach, within(str(file), wrong + _repeated(entries))


def _entries(raw: Raw) -> list[Raw]:
    listed = raw.get("levers")
    return [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []


def _reach(entry: Raw) -> Reach:
    """Reach of a lever as its file says it, however broken the rest of it is."""
    low, high, hosts = entry.get("low", 0.0), entry.get("high"), entry.get("hosts")
    return Reach(
        float(low) if isinstance(low, int | float) else float("-inf"),
        float(high) if isinstance(high, int | float) else float("inf"),
        tuple(str(host) for host in hosts) if isinstance(hosts, list) else (),
    )


def _repeated(entries: list[Raw]) -> list[Problem]:
    names = [str(entry.get("name")) for entry in entries]
    return [
        Problem(f"levers[{place}].name", f"'{name}' stands already.", "Give each lever its own name.")
        for place, name in enumerate(names)
        if name in names[:place]
    ]


def _each(model: type[Choice], place: Path, known: Known) -> tuple[tuple[Choice, ...], list[Problem]]:
    """Read every file of a folder; a file's name is the name of what it describes."""
    found: list[Choice] = []
    problems: list[Problem] = []
    for file in sorted(place.glob("*.toml")) if place.is_dir() else [place] if place.exists() else []:
        raw, unread = read_toml(file)
        read, wrong = validate(model, {"name": file.stem, **raw}, known) if not unread else (None, [])
        problems += unread + within(
            str(file), _dated_once(wrong, known) + ([] if unread else _renamed(file, raw))
        )
        found += [read] if read else []
    return tuple(found), problems


def _dated_once(problems: list[Problem], known: Known) -> list[Problem]:
    """Say once that dates lie before the futures: a file from another time has all of them there."""
    early = [problem for problem in problems if TOO_EARLY in problem.what]
    if len(early) < 2:
        return problems
    where = f"{early[0].where} and {len(early) - 1} more"
    what = f"these dates lie before {known.first_day}, {TOO_EARLY}."
    remedy = "No date may be earlier than that: move them all."
    return [Problem(where, what, remedy), *(problem for problem in problems if problem not in early)]


def _renamed(file: Path, raw: Raw) -> list[Problem]:
    if raw.get("name", file.stem) == file.stem:
        return []
    return [Problem("name", f"'{raw['name']}' is not the name of the file.", "Drop it, or rename the file.")]


def _led_by(first: Choice, others: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Put what must be there before the rest; a file of its name describes it in the user's words."""
    own = next((other for other in others if other.name == first.name), first)
    return (own, *(other for other in others if other.name != first.name))
