"""The patron of a region: who it is, since when its word is in doubt, and what measures dependence on it."""

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regimelab.reading.words import ActorCode, Day, Entry, Text
from regimelab.region.vocabulary import Grounds, SourceRef


class Patron(Entry):
    """The patron whose unpredictability is the shock, and the clubs that measure dependence on it.

    Without a day of the shock nothing is asked that needs one. A patron that is assumed says why.
    """

    actor: ActorCode
    shock: Day | None = None
    shock_source: SourceRef | None = None
    organisations: tuple[Text, ...] = ()
    basis: Grounds = "sourced"
    reason: str = ""

    @model_validator(mode="after")
    def _has_grounds(self) -> "Patron":
        if (self.shock is None) != (self.shock_source is None):
            raise PydanticCustomError("no_grounds", "gives one of shock and shock_source; give both or none")
        if self.basis == "assumed" and not self.reason:
            raise PydanticCustomError("no_grounds", "is assumed without a reason; give the reason")
        return self
