"""What raises or lowers the rates of some acts, with its prior and the reason for it."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.policy.words import Amount, BasisName, Number
from regimelab.reading.words import Entry, KindName, Text

Kinds = Annotated[tuple[KindName, ...], Field(min_length=1)]


class Push(Entry):
    r"""A log rate ratio with a normal prior: rates of the acts it names are multiplied by $e^{x}$.

    ``basis`` says what the prior rests on; whatever is not assumed names its source.
    """

    title: Text
    kinds: Kinds
    mean: Number
    sd: Amount
    basis: BasisName
    reason: Text
    source: str = ""

    @model_validator(mode="after")
    def _has_source(self) -> "Push":
        if self.basis != "assumed" and not self.source:
            context = {"at": "basis", "value": self.basis}
            raise PydanticCustomError(
                "no_source", "needs a source; name it, or say basis = 'assumed'", context
            )
        return self
