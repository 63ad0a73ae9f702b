"""Who answers crises with blame or support: by responder, receiver, kind of crisis and year, at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.codebook import ActorClass
from regimelab.measures.hierarchy import Levels, hierarchical_logit
from regimelab.measures.responses import Response

DRAWS = 4000
FEWEST = 10  # recorded answers below which nothing is modelled
LEVEL = 0.9


class Answered(NamedTuple):
    """A modelled share: of whose answers, in which part, with its interval, and how many were recorded."""

    part: str
    of: str
    answer: str
    estimate: float
    low: float
    high: float
    n: int
    acts: tuple[str, ...]


def answering(
    answers: Sequence[Response], role: Mapping[str, ActorClass], answer: str, seed: int
) -> Iterator[Answered]:
    """Model the share of recorded answers that are ``answer``, and give it by group, crisis and period.

    Groups are compared by the responders on record, on the same mix of crises: all that anybody answered.
    A group, kind or period of which no answer is recorded has no row.
    """
    recorded = [one for one in answers if one.recorded]
    if len(recorded) < FEWEST:
        return
    cases = [_case(one, role) for one in recorded]
    levels = hierarchical_logit([one.answer == answer for one in recorded], cases)
    crises = [{name: case[name] for name in ("receiver", "crisis", "period")} for case in cases]
    for group in sorted({case["group"] for case in cases}):
        of = [one for one, case in zip(recorded, cases, strict=True) if case["group"] == group]
        who = [{"group": group, "responder": one} for one in sorted({one.responder for one in of})]
        mix = [{**own, **crisis} for own in who for crisis in crises]
        yield _share(levels, "group", group, answer, mix, of, seed)
    for part in ("crisis", "period", "receiver"):
        yield from _within(levels, part, answer, (recorded, cases), seed)


def failures(answers: Sequence[Response], role: Mapping[str, ActorClass]) -> tuple[Response, ...]:
    """Answers by which members broke the norm: blame for a member in its crisis."""
    return tuple(one for one in answers if one.answer == "blame" and role[one.responder] is ActorClass.MEMBER)


def crisis_of(response: Response) -> str:
    """Sort a crisis by what is at stake: a change of government, violence at home, or a border."""
    if "transition" in response.episode.kinds:
        return "change of government"
    return "violence at home" if response.episode.domestic else "border clash"


def _case(response: Response, role: Mapping[str, ActorClass]) -> dict[str, str]:
    return {
        "group": str(role[response.responder]),
        "responder": response.responder,
        "receiver": response.episode.member,
        "crisis": crisis_of(response),
        "period": str(response.episode.onset.year),
    }


def _within(
    levels: Levels,
    part: str,
    answer: str,
    recorded: tuple[Sequence[Response], Sequence[dict[str, str]]],
    seed: int,
) -> Iterator[Answered]:
    """Members' own answers, by one part at a time, on the mix of the rest that they met."""
    member = str(ActorClass.MEMBER)
    own = [(one, case) for one, case in zip(*recorded, strict=True) if case["group"] == member]
    for level in sorted({case[part] for _, case in own}):
        mix = [case | {part: level} for _, case in own]
        of = [one for one, case in own if case[part] == level]
        yield _share(levels, part, level, answer, mix, of, seed)


def _share(
    levels: Levels,
    part: str,
    of: str,
    answer: str,
    mix: Sequence[Mapping[str, str]],
    behind: Sequence[Response],
    seed: int,
) -> Answered:
    drawn = levels.shares(mix, DRAWS, seed)
    low, high = np.quantile(drawn, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    acts = tuple(sorted({act for one in behind for act in one.acts}))
    return Answered(part, of, answer, float(drawn.mean()), float(low), float(high), len(behind), acts)
