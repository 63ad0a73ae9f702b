"""The mechanism register: passage of the brief, kinds of act, effects, claims, evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regimelab.region.registers import Mechanism, Threat
from regimelab.study.fit import EffectRow, effects_of
from regimelab.study.inquiry import Inquiry, computed
from regimelab.study.opening import Asked, files_of
from regimelab.study.result import Progress, Result, silent

Row = Mapping[str, object]


@dataclass(frozen=True)
class MechanismRow:
    """A mechanism, where the brief speaks of it, where the model has it, how many acts bear on it."""

    name: str
    title: str
    passage: str
    line: int
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    effects: tuple[str, ...]
    claims: tuple[int, ...]
    acts: int
    acts_by_kind: Mapping[str, int]
    parameters: tuple[EffectRow, ...] = ()


@dataclass(frozen=True)
class ThreatRow:
    """A threat that the governments see, and how many acts realise it."""

    name: str
    title: str
    passage: str
    line: int
    kinds: tuple[str, ...]
    acts: int


@dataclass(frozen=True)
class ModelShown:
    """The model as the brief's words, its kinds of act and its effects."""

    region: str
    mechanisms: tuple[MechanismRow, ...]
    threats: tuple[ThreatRow, ...]


def show_model(
    asked: Asked, seed: int = 0, fitted: bool = True, progress: Progress = silent
) -> Result[ModelShown]:
    """Show the mechanisms and threats of a region with their acts and, if fitted, parameters."""
    inquiry = Inquiry(asked, seed, progress)
    region, acts = inquiry.evidence.region, inquiry.evidence.acts.to_pylist()
    effects = tuple(effects_of(computed(inquiry.fitted, "the fit"))) if fitted else ()
    shown = ModelShown(
        region.code,
        tuple(_mechanism(one, acts, effects) for one in region.mechanisms),
        tuple(_threat(one, acts) for one in region.threats),
    )
    rows = tuple(vars(one) for one in shown.mechanisms)
    return Result(shown, rows, inquiry.evidence.release, inputs=files_of(region, asked))


def _mechanism(mechanism: Mechanism, acts: Sequence[Row], effects: Sequence[EffectRow]) -> MechanismRow:
    """Count the acts coded to a mechanism, an act once, and pick the effects that carry it."""
    coded = [act for act in acts if act["mechanism"] in mechanism.codes]
    return MechanismRow(
        mechanism.name,
        mechanism.title,
        mechanism.passage,
        mechanism.line,
        mechanism.codes,
        mechanism.kinds,
        mechanism.effects,
        mechanism.claims,
        len(coded),
        {kind: sum(act["kind"] == kind for act in coded) for kind in mechanism.kinds},
        tuple(one for one in effects if one.kind in mechanism.kinds and one.effect in mechanism.effects),
    )


def _threat(threat: Threat, acts: Sequence[Row]) -> ThreatRow:
    """Count the acts of the kinds that realise a threat; an act may realise several threats."""
    count = sum(act["kind"] in threat.kinds for act in acts)
    return ThreatRow(threat.name, threat.title, threat.passage, threat.line, threat.kinds, count)
