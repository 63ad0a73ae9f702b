"""The language in which an answer is told: what a region's files and the brief say has words in each."""

import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Query
from pydantic import Field

from regimelab.report.catalogue import languages
from regimelab.report.language import speaking

_KNOWN = f"^({'|'.join(map(re.escape, languages()))})$"
_TOLD = "In which language words are told; what has none in it stays in English."
Language = Annotated[str, Query(pattern=_KNOWN, description=_TOLD)]
LanguageAsked = Annotated[str, Field(pattern=_KNOWN, description=_TOLD)]


async def spoken_in(lang: Language = "en") -> AsyncIterator[None]:
    """Tell whatever is told meanwhile in the language that was asked for."""
    with speaking(lang):
        yield
