"""What an answer rests on: a piece of evidence with its family, date, archive hash and quoted span."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regimelab.reading.words import Day, Entry, Text
from regimelab.screening.scales import COMFORTING, Family, Says

SHA256 = r"^[0-9a-f]{64}$"
Kind = Literal["act", "document", "figure", "model"]


class Cited(Entry):
    """One piece of evidence: whose word, of what day, in what language, archived as what, saying what.

    ``hash`` is the SHA-256 of the archived file, or of the row of the evidence release that is named.
    ``contrary`` evidence speaks against the answer, and needs a reply.
    """

    ref: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_.:/-]*$")
    kind: Kind = "document"
    family: Family
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    date: Day
    hash: str = Field(pattern=SHA256)
    title: Text
    quote: Text
    span: Text
    release: str = ""
    address: str = ""
    contrary: bool = False
    reply: str = ""

    @model_validator(mode="after")
    def _from_a_release(self) -> "Cited":
        if self.kind in ("act", "figure") and not self.release:
            message = "comes from an evidence release, which has to be named"
            raise PydanticCustomError("no_release", message, {"at": "release", "value": ""})
        return self


def months_before(day: date, months: int) -> date:
    """Go back whole months; the last day of a shorter month stands for later ones."""
    place = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(place // 12, place % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")


def is_fresh(item: Cited, day: date, months: int) -> bool:
    """Whether evidence is not older than so many months on a day, and not from after it."""
    return months_before(day, months) <= item.date <= day


def comforting(items: tuple[Cited, ...], day: date, months: int) -> tuple[Cited, ...]:
    """Pick what can support the absence of concern: fresh, of a known family, no model, not contrary."""
    return tuple(
        one
        for one in items
        if one.family in COMFORTING
        and one.kind != "model"
        and not one.contrary
        and is_fresh(one, day, months)
    )


def why_no_comfort(
    items: tuple[Cited, ...], shown: tuple[str, ...], day: date, months: int, least: int
) -> str:
    """Say why evidence does not carry ``no_concern``; blank if it does."""
    support = comforting(items, day, months)
    families = {one.family for one in support}
    unanswered = sorted(_unanswered(items, shown))
    if len({one.ref for one in support}) < least or len(families) < least:
        return (
            f"{Says.NO_CONCERN} needs at least {least} pieces of evidence from {least} families of sources, "
            f"not older than {months} months on {day}; model output and sources of no known family do not "
            f"count. Found: {len(support)} from {len(families)}."
        )
    if unanswered:
        return f"contrary evidence has to be listed and answered: {', '.join(unanswered)}."
    return ""


def _unanswered(items: tuple[Cited, ...], shown: tuple[str, ...]) -> set[str]:
    """Name contrary evidence that was listed without a reply, or shown and left out."""
    answered = {one.ref for one in items if one.contrary and one.reply}
    listed = {one.ref for one in items if one.contrary}
    return (set(shown) | listed) - answered
