"""Two-sided ties: two actors agree, as each would choose the other among all (treaties, meetings)."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from regimelab.fit.events.choices import values
from regimelab.fit.events.history import EventHistory
from regimelab.fit.events.newton import Curve
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm, TermSquare


class Offer(NamedTuple):
    """What everybody present saw of everybody else when two agreed; ``taken`` are their places."""

    rows: np.ndarray  # chooser, chosen, term
    taken: tuple[int, int]


def offers(history: EventHistory, terms: Sequence[Term]) -> tuple[Offer, ...]:
    """Go through a history and lay out all choices of all actors at each event."""
    return tuple(each_offer(history, terms))


def each_offer(history: EventHistory, terms: Sequence[Term]) -> Iterator[Offer]:
    """Go through a history: at each event, all choices of all actors."""
    for state, moment in history.going():
        for event in moment.events:
            present = np.flatnonzero(state.present)
            i, j = (side.ravel() for side in np.meshgrid(present, present, indexing="ij"))
            rows = values(state, terms, i, j).reshape(len(present), len(present), len(terms))
            place = {int(actor): number for number, actor in enumerate(present)}
            yield Offer(rows, (place[event.sender], place[event.receiver]))


def of_coordination(found: Sequence[Offer]) -> Callable[[PerTerm], Curve]:
    r"""Log-likelihood that two chose each other, given that some two did.

    $\log p_{ij} p_{ji} - \log \sum_{k<l} p_{kl} p_{lk}$, where $p_{ij}$ is the probability that $i$
    chooses $j$ among all others. Its curvature is the expected information, which Newton's steps and
    standard errors use; where choices are few the log-likelihood need not be concave.

    Source: Stadtfeld, Hollway & Block (2017), Sociological Methodology 47, 1.
    """

    def curve(beta: PerTerm) -> Curve:
        parts = [seen(offer, beta) for offer in found]
        return Curve(
            float(sum(part.value for part in parts)),
            np.sum([part.gradient for part in parts], axis=0),
            np.sum([part.information for part in parts], axis=0),
        )

    return curve


class Agreement(NamedTuple):
    """One agreement: its log-likelihood and derivatives, the probability of every two, who they were."""

    value: float
    gradient: PerTerm
    information: TermSquare
    share: np.ndarray
    taken: int


def seen(offer: Offer, beta: PerTerm) -> Agreement:
    """See one agreement at given effects."""
    rows, (one, other) = offer
    actors = len(rows)
    utility = rows @ beta
    np.fill_diagonal(utility, -np.inf)
    top = utility.max(axis=1, keepdims=True)
    log_share = utility - top - np.log(np.exp(utility - top).sum(axis=1, keepdims=True))
    slope = rows - np.einsum("ij,ijt->it", np.exp(log_share), rows)[:, None, :]
    k, upper = np.triu_indices(actors, 1)
    both = log_share[k, upper] + log_share[upper, k]
    pull = slope[k, upper] + slope[upper, k]
    total = both.max() + np.log(np.exp(both - both.max()).sum())
    weight = np.exp(both - total)
    mean = weight @ pull
    centred = pull - mean
    taken = int(np.flatnonzero((k == min(one, other)) & (upper == max(one, other)))[0])
    information = (centred * weight[:, None]).T @ centred
    return Agreement(float(both[taken] - total), pull[taken] - mean, information, weight, taken)


__all__ = ["Agreement", "Offer", "each_offer", "of_coordination", "offers", "seen"]
