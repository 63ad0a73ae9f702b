"""Norms: do members answer each other's crises with support and restraint, and others with blame?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.codebook import ActorClass
from regimelab.evidence import Evidence
from regimelab.measures.answering import Answered, answering, failures
from regimelab.measures.crises import MERGE_DAYS, WINDOW_DAYS, episodes
from regimelab.measures.permutation import share_of_null_below, shuffled_order
from regimelab.measures.posterior import Posterior, difference, probability_greater
from regimelab.measures.responses import ANSWERS, Response, responses
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, estimated, row, spoken
from regimelab.measures.rows import act_rows, pair_rows
from regimelab.measures.share import clustered_share, tally

# Who answers, in the groups that are compared: title and the classes of actor in it.
GROUPS: tuple[tuple[str, tuple[ActorClass, ...]], ...] = (
    ("members", (ActorClass.MEMBER,)),
    ("patrons", (ActorClass.PATRON,)),
    ("western governments", (ActorClass.WESTERN,)),
    ("institutions", (ActorClass.INSTITUTION,)),
    ("western governments and institutions", (ActorClass.WESTERN, ActorClass.INSTITUTION)),
    ("blocs", (ActorClass.BLOC,)),
)
METHOD = (
    f"crisis episodes merged within {MERGE_DAYS} days; one answer per episode and responder within "
    f"{WINDOW_DAYS} days, "
    "blame outweighing support; hierarchical beta-binomial by episode"
)
DRAWS = 2000


class Responses(NamedTuple):
    """All answers to all episodes, and what class each responder is of."""

    answers: tuple[Response, ...]
    role: dict[str, ActorClass]

    def of(self, group: str) -> list[Response]:
        """Answers that a group of responders gave or could have given."""
        classes = dict(GROUPS)[group]
        return [answer for answer in self.answers if self.role[answer.responder] in classes]

    def domestic(self) -> "Responses":
        """Keep the answers to crises within a member's own society; clashes alone are left out."""
        return self._replace(answers=tuple(a for a in self.answers if a.episode.domestic))


def crisis_responses(evidence: Evidence, general: bool = False) -> Responses:
    """Lay every actor's recorded answer beside every member's crisis; ``general`` acts address many."""
    region = evidence.region
    members = [member.code for member in region.members]
    found = episodes(act_rows(evidence), members)
    role = {code: ActorClass(kind) for code, kind in zip(region.actors, region.classes, strict=True)}
    answered = {role_ for _, classes in GROUPS for role_ in classes}
    responders = [code for code in region.actors if role[code] in answered]
    answers = responses(found, pair_rows(evidence), responders, members, region.period.end, general)
    return Responses(answers, role)


def blame_share(answers: Iterable[Response]) -> Posterior:
    """Share of recorded answers that blame, clustered by episode."""
    recorded = [answer for answer in answers if answer.recorded]
    return clustered_share(tally((a.episode.name, a.answer == "blame") for a in recorded))


def blame_contrast(members: Sequence[Response], others: Sequence[Response]) -> Posterior:
    """Share that blames among others' recorded answers minus that among the members'."""
    return difference(blame_share(others), blame_share(members))


def blame_more(members: Sequence[Response], others: Sequence[Response]) -> float:
    """Probability that others blame in a greater share of their recorded answers than members do."""
    return probability_greater(blame_share(others), blame_share(members))


def shuffled_contrast(members: Sequence[Response], others: Sequence[Response], seed: int) -> float:
    """Share of shuffles, of who answered how within each episode, with less contrast than there was."""
    recorded = [a for a in (*members, *others) if a.recorded]
    outsiders = set(others)
    blame = np.array([a.answer == "blame" for a in recorded])
    is_other = np.array([a in outsiders for a in recorded])
    if is_other.all() or not is_other.any():
        return 0.5
    order = shuffled_order([a.episode.name for a in recorded], DRAWS, np.random.default_rng(seed))
    null = blame[order]
    observed = blame[is_other].mean() - blame[~is_other].mean()
    return share_of_null_below(observed, null[:, is_other].mean(axis=1) - null[:, ~is_other].mean(axis=1))


def norms(evidence: Evidence, seed: int = 0) -> Measure:
    """Norm of non-blame: share of members' recorded answers to members' crises that do not blame."""
    found = crisis_responses(evidence)
    members = found.of("members")
    recorded = [answer for answer in members if answer.recorded]
    held = clustered_share(tally((a.episode.name, a.answer != "blame") for a in recorded))
    sources = [act for answer in recorded for act in answer.acts]
    estimate = estimated(held, "share of recorded answers", METHOD, "chronicle: acts and pairs", sources)
    return Measure(
        name="norms",
        title="Norms: answers to each other's crises",
        summary=_summary(members, recorded, spoken(estimate)),
        estimate=estimate,
        rows=(
            *_group_rows(found),
            *_contrast_rows(found, seed, "all crises"),
            *_contrast_rows(found.domestic(), seed, "domestic crises"),
            *_modelled_rows(found, seed),
            *_failure_rows(found),
        ),
        caution=f"{CHRONICLE_CAUTION} Outside statements of principle are coded as engagement and count as "
        "blame when their tone is conflictual; parties of a clash are not among its responders. "
        "An act in the window need not be about the crisis.",
    )


def _summary(members: Sequence[Response], recorded: Sequence[Response], number: str) -> str:
    blamed = sum(answer.answer == "blame" for answer in recorded)
    crises = len({answer.episode.name for answer in members})
    if not recorded:
        more = (
            f"; {len(members)} could have been given to {crises} {'crisis' if crises == 1 else 'crises'}"
            if members
            else ""
        )
        return f"Nothing is on record of how members answered each other's crises{more}."
    return (
        f"Members blamed each other in {blamed} of {len(recorded)} recorded answers to {crises} crises "
        f"(share without blame, smoothed: {number}); nothing is on record for "
        f"{len(members) - len(recorded)} more."
    )


def _group_rows(found: Responses) -> list[dict[str, object]]:
    rows = []
    for group, _ in GROUPS:
        rows += [*_answer_rows(group, found.of(group)), _recorded_row(group, found.of(group))]
    return rows


def _answer_rows(group: str, answers: Sequence[Response]) -> list[dict[str, object]]:
    recorded = [answer for answer in answers if answer.recorded]
    rows = []
    for kind in ANSWERS[:-1]:
        share = clustered_share(tally((a.episode.name, a.answer == kind) for a in recorded))
        acts = [act for answer in recorded if answer.answer == kind for act in answer.acts]
        label = f"{kind}, of recorded answers by {group}"
        rows.append(
            row(label, share if recorded else None, len(recorded), acts, responders=group, answer=kind)
        )
    return rows


def _recorded_row(group: str, answers: Sequence[Response]) -> dict[str, object]:
    share = clustered_share(tally((a.episode.name, a.recorded) for a in answers))
    acts = [act for answer in answers for act in answer.acts]
    label = f"any recorded answer by {group}, of all there could be"
    return row(
        label, share if answers else None, len(answers), acts, responders=group, answer="recorded at all"
    )


def _contrast_rows(found: Responses, seed: int, which: str) -> list[dict[str, object]]:
    members = found.of("members")
    rows = []
    for group in ("patrons", "western governments", "western governments and institutions"):
        others = found.of(group)
        gap = blame_contrast(members, others)
        acts = [act for answer in (*members, *others) for act in answer.acts]
        labels: dict[str, object] = {
            "responders": group,
            "answer": "blame, less members' share",
            "crises": which,
            "probability": blame_more(members, others),
            "shuffles_below": shuffled_contrast(members, others, seed),
        }
        rows.append(
            row(
                f"blame by {group} less blame by members, {which}",
                gap,
                sum(a.recorded for a in others),
                acts,
                **labels,
            )
        )
    return rows


def _modelled_rows(found: Responses, seed: int) -> list[dict[str, object]]:
    """Shares from one model of responder, receiver, kind of crisis and year together."""
    return [
        {
            "label": f"{one.answer}, modelled: {_of(one)}",
            "responders": f"{one.answer}, by one model of all answers",
            "answer": _of(one),
            "part": one.part,
            "estimate": one.estimate,
            "low": one.low,
            "high": one.high,
            "n": one.n,
            "sources": one.acts,
        }
        for answer in ("blame", "support")
        for one in answering(found.answers, found.role, answer, seed)
    ]


def _of(one: Answered) -> str:
    if one.part == "group":
        return f"{one.of}s, on the same crises" if one.of != "western" else "western, on the same crises"
    words = {"crisis": "to", "period": "in", "receiver": "to"}
    return f"members, {words[one.part]} {one.of}"


def _failure_rows(found: Responses) -> list[dict[str, object]]:
    """Where the norm did not hold: a member blamed another in its crisis, or two fought each other."""
    blamed = [
        (f"{one.responder} blamed {one.episode.member} in its crisis of {one.episode.onset}", one.acts)
        for one in failures(found.answers, found.role)
    ]
    return [
        row(label, None, len(acts), acts, part="failure", responders="members", answer="blame or clash")
        for label, acts in (*blamed, *_fights(found))
    ]


def _fights(found: Responses) -> list[tuple[str, tuple[str, ...]]]:
    """Clashes of two members, each once."""
    members = {code for code, role in found.role.items() if role is ActorClass.MEMBER}
    seen = {}
    for episode in dict.fromkeys(answer.episode for answer in found.answers):
        for other in sorted(episode.parties & members):
            one, two = sorted((episode.member, other))
            seen.setdefault((one, two, episode.acts), f"{one} and {two} fought from {episode.onset}")
    return [(label, acts) for (_, _, acts), label in seen.items()]
