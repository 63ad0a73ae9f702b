"""Histories too large to lay out: they are gone through anew at each step of the estimation."""

from collections.abc import Callable

import numpy as np

from regimelab.fit.events.case import Case
from regimelab.fit.events.choices import laid_out, receivers
from regimelab.fit.events.coordination import each_offer, seen
from regimelab.fit.events.history import Event
from regimelab.fit.events.newton import Curve
from regimelab.fit.events.replay import Replay
from regimelab.types import PerTerm, RowTerms

NUMBER = 8  # bytes


def statistics_bytes(case: Case) -> int:
    """Bytes that the statistics of all alternatives of all events would take at most.

    Of exact times only what is distinct is kept, which nobody knows beforehand: there it is what one
    moment takes.
    """
    actors, columns = len(case.history.actors), len(case.terms) + 3
    if case.has_exact_times:
        return moment_bytes(case)
    alternatives = actors if case.kind in ("rate", "choice") else actors**2
    return len(case.history.events) * alternatives * columns * NUMBER + moment_bytes(case)


def moment_bytes(case: Case) -> int:
    """Bytes that one moment takes however the history is gone through: all pairs, twice a network."""
    columns = 2 * len(case.history.networks) + (0 if case.kind == "choice" else len(case.terms) + 5)
    return len(case.history.actors) ** 2 * columns * NUMBER


def streamed(case: Case) -> Callable[[PerTerm], Curve]:
    """Give the log-likelihood and its derivatives by going through the history; nothing is kept."""
    if case.kind in ("rate", "rem"):
        return lambda beta: _Summing(
            case.history, case.terms, case.start, case.senders_only, beta[:, None], spread=True
        ).curve(case.end, case.has_exact_times)

    def curve(beta: PerTerm) -> Curve:
        whole = _nothing(len(beta))
        if case.kind == "choice":
            for _, rows, taken in laid_out(case.history, case.terms, receivers):
                whole = _plus(whole, _chosen(rows, taken, beta))
        else:
            for offer in each_offer(case.history, case.terms):
                told = seen(offer, beta)
                whole = _plus(whole, Curve(told.value, told.gradient, told.information))
        return whole

    return curve


class _Summing(Replay):
    """What all events contribute, added up as they come."""

    def curve(self, end: float, exact: bool) -> Curve:
        self.exact = exact
        self.whole = _nothing(len(self.terms))
        self.go(end)
        if exact:
            self.wait(end)
            waited, pull, second = self.waited
            self.whole = _plus(self.whole, Curve(-float(waited[0]), -pull[:, 0], second))
        return self.whole

    def see(self, event: Event, place: int) -> None:
        """Add one event."""
        row, log_rate = self.values[:, place], float(np.log(self.rate[place, 0]))
        total, pull, second = self.waited if self.exact else self.sums
        if self.exact:
            told = Curve(log_rate - float(total[0]), row - pull[:, 0], second)
        else:
            mean = pull[:, 0] / total[0]
            told = Curve(
                log_rate - float(np.log(total[0])), row - mean, second / total[0] - np.outer(mean, mean)
            )
        self.whole = _plus(self.whole, told)


def _chosen(rows: RowTerms, taken: int, beta: PerTerm) -> Curve:
    utility = rows @ beta
    top = utility.max()
    weight = np.exp(utility - top)
    total = weight.sum()
    share = weight / total
    mean = share @ rows
    information = (rows.T * share) @ rows - np.outer(mean, mean)
    return Curve(float(utility[taken] - top - np.log(total)), rows[taken] - mean, information)


def _nothing(terms: int) -> Curve:
    return Curve(0.0, np.zeros(terms), np.zeros((terms, terms)))


def _plus(a: Curve, b: Curve) -> Curve:
    return Curve(a.value + b.value, a.gradient + b.gradient, a.information + b.information)
