"""Words of a case file: bands, codes of its parts, answers."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from regimelab.reading.words import one_of
from regimelab.screening.scales import Says

Band = Annotated[int, Field(ge=1, le=5)]
StateCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
RowId = Annotated[str, Field(pattern=r"^R\d+$")]
MitigationId = Annotated[str, Field(pattern=r"^M\d+$")]
TriggerId = Annotated[str, Field(pattern=r"^T\d+$")]
SaysWord = Annotated[Says, BeforeValidator(one_of([one.value for one in Says], "an answer"))]
