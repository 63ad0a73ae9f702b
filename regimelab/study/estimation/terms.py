"""From an effect as it is written, ``indeg(call, ego, window=300)``, to a term of the model."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from regimelab.errors import Problem, suggestion
from regimelab.theory.networks import NETWORK_EFFECT, Term
from regimelab.theory.networks.catalogue import SIDED
from regimelab.theory.networks.term import Factor

_FORM = re.compile(r"\s*(?P<name>[A-Za-z_1][A-Za-z_]*)\s*(?:\((?P<inside>[^()]*)\))?\s*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE]\d+)?")
LENGTH = "Give a number above zero, in the files' unit of time."
OPTIONS = ("window", "half_life", "type", "weighted", "ignore_repetitions")
ALIASES = {  # as goldfish writes them
    "intercept": "1",
    "mixedTrans": "mixed_trans",
    "commonSender": "common_sender",
    "commonReceiver": "common_receiver",
}


class Window(NamedTuple):
    """A network that forgets: what was added to another within a stretch of time."""

    network: str
    length: float

    @property
    def name(self) -> str:
        """The name of the derived network."""
        return f"{self.network}@{self.length:g}"


class Memory(NamedTuple):
    """A network that forgets little by little; without a half-life, that is to be estimated."""

    network: str
    half_life: float | None

    @property
    def name(self) -> str:
        """The name of the derived network."""
        return f"{self.network}~{'?' if self.half_life is None else f'{self.half_life:g}'}"


@dataclass
class Known:
    """What effects may name, and the kind of model, which says whose degree is meant."""

    networks: Sequence[str]
    attributes: Sequence[str]
    series: Sequence[str]
    kind: str
    windows: set[Window] = field(default_factory=set[Window])
    memories: set[Memory] = field(default_factory=set[Memory])
    problems: list[Problem] = field(default_factory=list[Problem])


def read_terms(written: Iterable[str], known: Known) -> tuple[Term, ...]:
    """Read all effects; what is wrong with any of them is added to ``known.problems``."""
    terms = []
    for place, one in enumerate(written):
        where = f"model.effects[{place}]"
        factors = [_factor(part, where, known) for part in one.split("*")]
        if all(factors):
            terms.append(Term(one.strip(), tuple(factor for factor in factors if factor)))
    labels = [term.label for term in terms]
    known.problems += [
        Problem("model.effects", f"'{label}' stands there more than once.", "Keep one.")
        for label in dict.fromkeys(labels)
        if labels.count(label) > 1
    ]
    return tuple(terms)


def _factor(part: str, where: str, known: Known) -> Factor | None:
    found = _FORM.fullmatch(part)
    if not found:
        remedy = "Write an effect as name(network, option=value)."
        known.problems.append(Problem(where, f"'{part.strip()}' cannot be read.", remedy))
        return None
    name = ALIASES.get(found["name"], found["name"])
    words = [word.strip() for word in (found["inside"] or "").split(",") if word.strip()]
    if name not in NETWORK_EFFECT and name not in SIDED:
        remedy = suggestion(name, [*(n for n in NETWORK_EFFECT if not n.startswith(SIDED)), *SIDED])
        known.problems.append(Problem(where, f"'{name}' is not an effect.", remedy))
        return None
    before = len(known.problems)
    names, options = _arguments(words, where, known)
    name = _with_side(name, options, part, where, known)
    if len(known.problems) > before:
        return None
    return _put(name, names, options, where, known)


def _arguments(words: Sequence[str], where: str, known: Known) -> tuple[list[str], dict[str, str]]:
    names, options = [], {}
    for word in words:
        key, equals, value = (part.strip() for part in word.partition("="))
        if equals:
            options[key] = value.strip("\"'").lower()
            if key not in OPTIONS:
                known.problems.append(Problem(where, f"'{key}' is not an option.", suggestion(key, OPTIONS)))
        elif _NUMBER.fullmatch(word):
            options["window"] = word
        elif word in ("ego", "alter"):
            options["type"] = word
        else:
            names.append(word.strip("\"'"))
    return names, options


def _with_side(name: str, options: dict[str, str], part: str, where: str, known: Known) -> str:
    """Whose degree is meant: the one named, else the sender's in a rate, the receiver's in a choice."""
    if name not in SIDED:
        return name
    side = options.get("type") or {"rate": "ego", "choice": "alter", "choice_coordination": "alter"}.get(
        known.kind
    )
    if side in ("ego", "alter"):
        return f"{name}_{side}"
    remedy = f"Write {name}(…, ego) for the sender's, {name}(…, alter) for the receiver's."
    known.problems.append(Problem(where, f"'{part.strip()}' does not say whose degree it is.", remedy))
    return name


def _put(name: str, names: list[str], options: dict[str, str], where: str, known: Known) -> Factor | None:
    effect = NETWORK_EFFECT[name]
    wanted = {"nothing": 0, "networks": 2}.get(effect.needs, 1)
    what = {"network": "network", "networks": "network", "attribute": "attribute", "series": "series"}
    if len(names) != wanted:
        many = f"{wanted} name{'s' if wanted != 1 else ''}"
        known.problems.append(
            Problem(where, f"'{name}' takes {many}, not {len(names)}.", "Name what it is of.")
        )
        return None
    if not wanted:
        return Factor(effect, ())
    kind = what[effect.needs]
    have = {"network": known.networks, "attribute": known.attributes, "series": known.series}[kind]
    strange = [one for one in names if one not in have]
    known.problems += [
        Problem(where, f"there is no {kind} '{one}'.", suggestion(one, have) or f"Define [{kind}s.{one}].")
        for one in strange
    ]
    return None if strange else _windowed(effect.name, names, options, where, known)


def _windowed(
    name: str, names: list[str], options: dict[str, str], where: str, known: Known
) -> Factor | None:
    if not NETWORK_EFFECT[name].needs.startswith("network") and options.keys() & {"window", "half_life"}:
        what = f"'{name}' is of no network, and only what is added to a network can be forgotten."
        known.problems.append(Problem(where, what, "Leave window and half_life out."))
        return None
    if "half_life" in options:
        return _fading(name, names, options, where, known)
    window = options.get("window")
    if window is not None:
        if not _is_length(window):
            what = f"a window of '{window}' is no stretch of time."
            known.problems.append(Problem(where, what, LENGTH))
            return None
        windows = [Window(one, float(window)) for one in names]
        known.windows.update(windows)
        names = [one.name for one in windows]
    weighted = options.get("weighted") == "true" and options.get("ignore_repetitions") != "true"
    return Factor(NETWORK_EFFECT[name], tuple(names), weighted)


def _fading(name: str, names: list[str], options: dict[str, str], where: str, known: Known) -> Factor | None:
    length = options["half_life"]
    if {"window", "ignore_repetitions"} & options.keys() or options.get("weighted") == "false":
        what = "a half-life weighs everything that was added: it goes with no window, and counts weights."
        known.problems.append(Problem(where, what, "Leave the other option out."))
        return None
    if length != "estimate" and not _is_length(length):
        what = f"a half-life of '{length}' is no stretch of time."
        known.problems.append(Problem(where, what, f"{LENGTH[:-1]}, or 'estimate'."))
        return None
    memories = [Memory(one, None if length == "estimate" else float(length)) for one in names]
    known.memories.update(memories)
    return Factor(NETWORK_EFFECT[name], tuple(one.name for one in memories), weighted=True)


def _is_length(written: str) -> bool:
    return bool(_NUMBER.fullmatch(written)) and float(written) > 0
