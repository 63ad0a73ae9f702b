"""Compare a run with its repetition: inputs, findings and files, by their hashes."""

from dataclasses import dataclass
from pathlib import PurePath

from regimelab.errors import NotReproduced, Problem
from regimelab.study.manifest import Manifest, Stamp
from regimelab.study.result import Result


@dataclass(frozen=True)
class Reproduced:
    """A run that came back the same: which command, the hash of its findings, its files."""

    reproduced: bool
    command: str
    result: str
    files: tuple[str, ...]


def differences(then: Manifest, now: Manifest) -> tuple[Problem, ...]:
    """Everything in which a repetition differs from the run that it repeats."""
    return (
        *_inputs(then, now),
        *_value("evidence release", then.evidence_release, now.evidence_release, "The evidence is another."),
        *_value("result", then.result, now.result, "The findings are others; see the versions below."),
        *_outputs(then, now),
    )


def version_changes(then: Manifest, now: Manifest) -> tuple[str, ...]:
    """Say which versions differ between two runs."""
    names = sorted({*then.versions, *now.versions})
    pairs = [(name, then.versions.get(name, "absent"), now.versions.get(name, "absent")) for name in names]
    return tuple(f"{name} was {old} and is {new}" for name, old, new in pairs if old != new)


def compare(then: Manifest, now: Manifest) -> Result[Reproduced]:
    """Say that a repetition gave the same, or refuse it with everything that differs."""
    found, changed = differences(then, now), version_changes(then, now)
    if found:
        raise NotReproduced([*found, *(Problem("version", f"{one}.", "") for one in changed)])
    files = tuple(PurePath(entry.path).name for entry in then.outputs)
    return Result(
        Reproduced(True, then.command, then.result, files), release=then.evidence_release, warnings=changed
    )


def _inputs(then: Manifest, now: Manifest) -> list[Problem]:
    return _stamps("input", then.inputs, now.inputs, "Put back the file that the run read.")


def _outputs(then: Manifest, now: Manifest) -> list[Problem]:
    return _stamps("output", then.outputs, now.outputs, "The same inputs gave another file.")


def _stamps(role: str, then: tuple[Stamp, ...], now: tuple[Stamp, ...], remedy: str) -> list[Problem]:
    """Compare files by name and contents; the folder that holds them may be another."""
    held = {PurePath(entry.path).name: entry.sha256 for entry in now}
    problems: list[Problem] = []
    for entry in then:
        name = PurePath(entry.path).name
        problems += _value(f"{role} {name}", entry.sha256, held.get(name), remedy)
    return problems


def _value(where: str, then: str | None, now: str | None, remedy: str) -> list[Problem]:
    if then == now:
        return []
    return [Problem(where, f"was {_short(then)} and is {_short(now)}.", remedy)]


def _short(value: str | None) -> str:
    return "absent" if value is None else value if len(value) < 40 else value[:12]
