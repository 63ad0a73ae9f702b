"""What a page may ask: each field with its range, and nothing besides."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from regimelab.study.lab.ahead import Along
from regimelab.study.lab.compared import Named
from regimelab.study.lab.labs import View
from regimelab.study.lab.wanted import Dose, Wanted

Word = Annotated[str, Field(min_length=1, max_length=80)]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Amount = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
Mean = Annotated[float, Field(ge=-3, le=3, allow_inf_nan=False)]
Place = Annotated[float, Field(ge=-3, le=1e6, allow_inf_nan=False)]


class Strict(BaseModel):
    """A question has the fields named here, and no others."""

    model_config = ConfigDict(extra="forbid")


class DoseAsked(Strict):
    """How much of a lever, from when to when, in which states."""

    lever: Word
    level: Amount
    start: Date | None = None
    end: Date | None = None
    hosts: Annotated[tuple[Word, ...], Field(max_length=40)] = ()
    when: Word | None = None
    until: Word | None = None

    def dose(self) -> Dose:
        """Hand it to the study."""
        return Dose(self.lever, self.level, self.start, self.end, self.hosts, self.when, self.until)


Doses = Annotated[tuple[DoseAsked, ...], Field(max_length=40)]


class Viewed(Strict):
    """Which evidence is looked at, which priors are moved, how many futures, how long, from which seed."""

    assumed: Annotated[dict[Label, Mean], Field(max_length=200)] = {}
    futures: Annotated[int, Field(ge=20, le=2000)] = 200
    months: Annotated[int, Field(ge=12, le=60)] = 24
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0
    without: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    as_of: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None

    @property
    def view(self) -> View:
        """The view of the evidence."""
        return View(tuple(sorted(set(self.without))), self.as_of)


class SimulateAsked(Viewed):
    """Doses in a scenario; ``members`` asks for the members, too."""

    scenario: Word = "baseline"
    doses: Doses = ()
    members: bool = False

    def wanted(self) -> Wanted:
        """Hand it to the study."""
        doses = tuple(one.dose() for one in self.doses)
        rest = (self.assumed, self.futures, self.months, self.seed, self.members)
        return Wanted(self.scenario, doses, *rest)


class AheadAsked(SimulateAsked):
    """A lever among the doses, or an assumption by its label, and the places it may be moved to, in order."""

    lever: Word | None = None
    label: Label | None = None
    places: Annotated[tuple[Place, ...], Field(max_length=100)]

    @model_validator(mode="after")
    def _one_is_moved(self) -> "AheadAsked":
        if (self.lever is None) == (self.label is None):
            raise ValueError("name a lever or the label of an assumption, and not both")
        if self.lever is not None and self.lever not in {dose.lever for dose in self.doses}:
            raise ValueError(f"'{self.lever}' is not among the doses")
        return self

    def along(self) -> Along:
        """Hand it to the study."""
        return Along(self.lever, self.label, self.places)


class PortfolioAsked(Strict):
    """A portfolio by name, with its doses."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
    title: Word
    doses: Doses = ()

    def named(self) -> Named:
        """Hand it to the study."""
        return Named(self.name, self.title, tuple(one.dose() for one in self.doses))


class CompareAsked(Viewed):
    """One to four portfolios, in the scenarios named or in all."""

    portfolios: Annotated[tuple[PortfolioAsked, ...], Field(min_length=1, max_length=4)]
    scenarios: Annotated[tuple[Word, ...], Field(max_length=12)] = ()

    def wanted(self) -> Wanted:
        """Hand it to the study."""
        return Wanted("", (), self.assumed, self.futures, self.months, self.seed)


class TippingAsked(Viewed):
    """Doses, rival doses (none do nothing), and the outcome by which they are ranked."""

    scenario: Word = "baseline"
    doses: Annotated[tuple[DoseAsked, ...], Field(min_length=1, max_length=40)]
    rival: Doses = ()
    outcome: Word

    def wanted(self) -> Wanted:
        """Hand it to the study."""
        return Wanted(self.scenario, (), self.assumed, self.futures, self.months, self.seed)


class EnterAsked(Strict):
    """The token, shown once; a cookie carries it from then on."""

    token: Annotated[str, Field(min_length=1, max_length=200)]
