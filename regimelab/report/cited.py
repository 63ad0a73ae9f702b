"""Ids that stand in other rooms' texts, turned into references to the sources they name."""

import re

from regimelab.report.inline import Citation, Inline, Text
from regimelab.report.language import like, other, say

_IDS = re.compile(r"brief:(?P<line>\d+)|\bCH\d{4}\b")


def with_citations(said: str) -> Text:
    """Refer to every act and every line of the brief that another room's text names by its id."""
    said = other(said)
    parts: list[Inline] = []
    cursor = 0
    for found in _IDS.finditer(said):
        line = found.group("line")
        parts.append(like(said, said[cursor : found.start()]))
        parts.append(
            Citation(found.group(), say("line {line} of the brief", line=line) if line else found.group())
        )
        cursor = found.end()
    parts.append(like(said, said[cursor:]))
    return tuple(part for part in parts if part != "")
