"""Measures, claims and the track record as the brief prints them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from regimelab.interval import Estimate


@runtime_checkable
class MeasureHanded(Protocol):
    """One measure of the regime."""

    @property
    def name(self) -> str:
        """Its name in the catalogue."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def summary(self) -> str:
        """One plain sentence with the number in it."""
        ...

    @property
    def estimate(self) -> Estimate:
        """The headline."""
        ...

    @property
    def rows(self) -> Sequence[Mapping[str, object]]:
        """Detail: labels with estimate, low, high, n and sources."""
        ...

    @property
    def caution(self) -> str:
        """What to keep in mind."""
        ...


@runtime_checkable
class ReadingHanded(Protocol):
    """One way to read the evidence on a claim."""

    @property
    def method(self) -> str:
        """How it was read."""
        ...

    @property
    def value(self) -> float:
        """The probability it gives the claim; a share of shuffles where its method says so."""
        ...


@runtime_checkable
class ClaimHanded(Protocol):
    """One claim of the brief and what became of it."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def title(self) -> str:
        """The claim in one line."""
        ...

    @property
    def passage(self) -> str:
        """The brief's words."""
        ...

    @property
    def line(self) -> int:
        """Line of the brief."""
        ...

    @property
    def estimand(self) -> str:
        """The quantity that would tell."""
        ...

    @property
    def verdict(self) -> str:
        """Supported, contradicted, undetermined or not yet tested."""
        ...

    @property
    def probability(self) -> float | None:
        """Probability that it holds."""
        ...

    @property
    def effect(self) -> Estimate:
        """The effect's size."""
        ...

    @property
    def method(self) -> str:
        """How it was tested."""
        ...

    @property
    def data(self) -> str:
        """On what."""
        ...

    @property
    def sources(self) -> Sequence[str]:
        """Ids of the rows behind it."""
        ...

    @property
    def alternatives(self) -> Sequence[str]:
        """What else would explain it."""
        ...

    @property
    def would_change(self) -> str:
        """What evidence would change the verdict."""
        ...

    @property
    def chronicle_only(self) -> bool:
        """Whether it rests on the chronicle alone."""
        ...

    @property
    def needs(self) -> str:
        """What a test would need."""
        ...

    @property
    def readings(self) -> Sequence[ReadingHanded]:
        """Each way it was read."""
        ...


@runtime_checkable
class OriginHanded(Protocol):
    """One date from which the past was forecast."""

    @property
    def fitted_to(self) -> date:
        """Last day the model saw."""
        ...

    @property
    def scored_to(self) -> date:
        """Last day it was scored on."""
        ...

    @property
    def events(self) -> float:
        """Acts scored."""
        ...

    @property
    def score(self) -> float:
        """Log score, nats per event."""
        ...

    @property
    def baselines(self) -> Mapping[str, float]:
        """Scores of the baselines."""
        ...

    @property
    def gain(self) -> Estimate:
        """Gain over the best baseline, one step ahead."""
        ...

    @property
    def ahead(self) -> Estimate | None:
        """Gain half a year ahead, nothing after the origin known."""
        ...


@runtime_checkable
class HindcastHanded(Protocol):
    """How well the past would have been forecast."""

    @property
    def origins(self) -> Sequence[OriginHanded]:
        """One row an origin."""
        ...

    @property
    def gain(self) -> Estimate:
        """Pooled gain over the best baseline, one step ahead."""
        ...

    @property
    def ahead(self) -> Estimate | None:
        """Pooled gain half a year ahead, nothing after the origins known."""
        ...

    @property
    def baseline(self) -> str:
        """Which baseline was best one step ahead."""
        ...

    @property
    def ahead_baseline(self) -> str:
        """Which baseline was best half a year ahead."""
        ...
