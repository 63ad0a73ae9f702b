"""What is to be explained, by what: a history, the terms of a model, its kind and its time."""

from dataclasses import dataclass
from typing import Literal

from regimelab.fit.events.choices import receivers
from regimelab.fit.events.contributions import (
    Contributing,
    Contributions,
    gathered,
    of_agreements,
    of_choices,
)
from regimelab.fit.events.history import EventHistory
from regimelab.theory.networks.term import Term
from regimelab.types import PerTerm

ModelKind = Literal["rate", "choice", "choice_coordination", "rem"]


@dataclass(frozen=True)
class Case:
    """What is to be explained, by what, and from when to when it is observed."""

    history: EventHistory
    terms: tuple[Term, ...]
    kind: ModelKind
    start: float
    end: float

    @property
    def has_exact_times(self) -> bool:
        """Whether the waits between events are modelled, and not their order alone."""
        return self.kind in ("rate", "rem") and any(term.is_intercept for term in self.terms)

    @property
    def senders_only(self) -> bool:
        """Whether senders act, and not pairs."""
        return self.kind == "rate"

    def contributions(self, beta: PerTerm) -> Contributions:
        """Go through the history once more and tell what every event contributes."""
        if self.kind == "choice":
            found = of_choices(self.history, self.terms, receivers, beta)
        elif self.kind == "choice_coordination":
            found = of_agreements(self.history, self.terms, beta)
        else:
            replay = Contributing(self.history, self.terms, self.start, self.senders_only, beta[:, None])
            found = replay.contributions(self.end, self.has_exact_times)
        return gathered(found, self.end)
