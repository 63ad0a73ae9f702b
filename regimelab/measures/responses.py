"""How other actors answered a crisis: blame, support, restraint or neutral words, or nothing on record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from regimelab.measures.crises import Episode
from regimelab.measures.rows import Pair, falls_within, ids

Answer = Literal["blame", "support", "restraint or neutral", "no recorded response"]
ANSWERS: tuple[Answer, ...] = ("blame", "support", "restraint or neutral", "no recorded response")
ANSWERING_KINDS = ("support", "criticise", "coercion", "sanctions", "engagement")
RESTRAINT_INTENSITY = 1  # codebook: support of intensity 1 is a call for calm


class Response(NamedTuple):
    """One actor's answer to one episode, and the acts that show it."""

    episode: Episode
    responder: str
    answer: Answer
    acts: tuple[str, ...]

    @property
    def recorded(self) -> bool:
        """Whether the chronicle holds any answer at all."""
        return self.answer != "no recorded response"


def responses(
    found: Sequence[Episode],
    pairs: Iterable[Pair],
    responders: Sequence[str],
    members: Sequence[str],
    last: date,
    general: bool = False,
) -> tuple[Response, ...]:
    """Answer of every responder to every episode whose window ends within the record.

    The parties of a clash are fighting, not answering, and are left out of its responders. An act
    addressed to further members at once, such as a statement to all of them, answers nobody's crisis,
    unless ``general`` acts are to count.
    """
    toward: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    addressed: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.kind in ANSWERING_KINDS:
            toward[pair.sender, pair.receiver].append(pair)
            addressed[pair.id].update(set() if general else {pair.receiver}.intersection(members))
    return tuple(
        _response(episode, responder, toward, addressed)
        for episode in found
        if episode.closes <= last
        for responder in responders
        if responder != episode.member and responder not in episode.parties
    )


def classify(acts: Iterable[Pair]) -> Answer:
    """Read one answer from an actor's acts: any blame outweighs support, any support outweighs restraint.

    Blame outweighs because the claim under test is that there is none.
    """
    seen = {_one(pair) for pair in acts}
    for answer in ("blame", "support", "restraint or neutral"):
        if answer in seen:
            return answer
    return "no recorded response"


def _response(
    episode: Episode,
    responder: str,
    toward: Mapping[tuple[str, str], Sequence[Pair]],
    addressed: Mapping[str, set[str]],
) -> Response:
    acts = [
        pair
        for pair in toward.get((responder, episode.member), ())
        if falls_within(pair, episode.onset, episode.closes)
        and addressed[pair.id] <= {episode.member} | episode.parties
    ]
    return Response(episode, responder, classify(acts), ids(acts))


def _one(pair: Pair) -> Answer:
    if pair.kind == "criticise" or (pair.kind != "support" and pair.tone == -1):
        return "blame"
    is_call_for_calm = pair.kind == "support" and pair.intensity == RESTRAINT_INTENSITY
    if pair.tone == 1 and pair.kind in ("support", "engagement") and not is_call_for_calm:
        return "support"
    return "restraint or neutral"
