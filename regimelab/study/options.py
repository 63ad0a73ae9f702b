"""Which options a question is put to: the region's own, chosen by name, or the user's, by file."""

from collections.abc import Sequence
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, UsageError, unknown
from regimelab.history import History
from regimelab.policy.known import known_of
from regimelab.policy.load import Choice, Options, chosen, load_options, load_portfolios, load_scenarios
from regimelab.policy.portfolio import NOTHING, Portfolio
from regimelab.policy.scenario import Scenario
from regimelab.region import Region


def options_of(
    region: Region, history: History, portfolios: Sequence[str] = (), scenarios: Sequence[str] = ()
) -> Options:
    """Load a region's options and pick from them; to do nothing is always compared.

    A name that ends in ``.toml`` is a file of the user's, read beside the region's own.
    """
    _insist_on((*portfolios, *scenarios))
    known = known_of(history, region.code)
    offered = load_options(region.folder, known)
    own_portfolios = [load_portfolios(Path(file), known, offered.levers)[1:] for file in files_in(portfolios)]
    own_scenarios = [load_scenarios(Path(file), known)[1:] for file in files_in(scenarios)]
    every: tuple[Portfolio, ...] = (*offered.portfolios, *(one for own in own_portfolios for one in own))
    worlds: tuple[Scenario, ...] = (*offered.scenarios, *(one for own in own_scenarios for one in own))
    every, worlds = _named_once(every, "portfolio"), _named_once(worlds, "scenario")
    wanted, met = (NOTHING, *names_in(portfolios)) if portfolios else (), names_in(scenarios)
    strange = unknown("--portfolio", wanted, (one.name for one in every), "a portfolio")
    strange += unknown("--scenario", met, (one.name for one in worlds), "a scenario")
    if strange:
        raise UsageError(strange)
    return Options(offered.levers, chosen(every, wanted, "portfolio"), chosen(worlds, met, "scenario"))


def _named_once(options: tuple[Choice, ...], what: str) -> tuple[Choice, ...]:
    """Refuse two that differ under one name; the same one may be named twice."""
    distinct = tuple(one for place, one in enumerate(options) if one not in options[:place])
    names = [one.name for one in distinct]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        remedy = f"Give your file another name: a {what} is named like its file."
        raise InvalidInput([Problem(what, f"there are two of the name '{name}'.", remedy) for name in twice])
    return distinct


def _insist_on(words: Sequence[str]) -> None:
    """Refuse a path at which there is no file, before its stem is taken for a name."""
    remedy = "Check the path, or give a name without .toml to mean one of the region's own."
    absent = [
        Problem(word, "is a folder." if Path(word).is_dir() else "there is no such file.", remedy)
        for word in files_in(words)
        if not Path(word).is_file()
    ]
    if absent:
        raise UsageError(absent)


def files_in(words: Sequence[str]) -> list[str]:
    """Pick the words that are files."""
    return [word for word in words if word.endswith(".toml")]


def names_in(words: Sequence[str]) -> tuple[str, ...]:
    """Name what is meant; a file is named like its stem."""
    return tuple(Path(word).stem if word.endswith(".toml") else word for word in words)
