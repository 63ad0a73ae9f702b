"""A brief as plain values for the typesetter: words, places to link to, pictures with what they show."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from regimelab.interval import Estimate
from regimelab.report.content import (
    Brief,
    ClaimEntry,
    Comparison,
    FigureBlock,
    Finding,
    FindingsList,
    MeasureBlock,
    Source,
)
from regimelab.report.figures.draw import NARROW, WIDE, draw
from regimelab.report.figures.styled import colours, styled, widened
from regimelab.report.inline import Citation, Link, Number, Reference
from regimelab.report.language import Foreign, other, quoted, say, speaking
from regimelab.report.numbers import estimate_text, plain_ratio, probability_text
from regimelab.report.pdf.paged import paged
from regimelab.report.pdf.paper import on_paper
from regimelab.report.pdf.words import words
from regimelab.report.pictures import Fan, Network, Picture
from regimelab.report.render import external, host, sentence
from regimelab.report.slug import slug

Plain = dict[str, Any]
_TITLE = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", re.DOTALL)
WIDTHS = {1: WIDE, 2: NARROW, 3: 246.0}  # px of a picture, by how many stand beside each other
FEW = 6  # sources that a finding names on paper
ABOVE = 7.0  # px that the name of a line of reference stands above its drawing
UNLINKED = "svg a text{text-decoration:none}"  # a picture on paper holds no links
PRINTED = colours(paper="#ffffff", figure="'Noto Sans'", text="'Libertinus Serif'")


@dataclass(frozen=True)
class Places:
    """The anchors that a document has; a reference to any other place is printed as words alone."""

    known: frozenset[str]

    def to(self, anchor: str) -> str:
        """Give the anchor, or nothing where the document has no such place."""
        return anchor if anchor in self.known else ""


def typeset_data(brief: Brief) -> Plain:
    """Give all that the typesetter needs to know of a brief, in its language."""
    with speaking(brief.meta.language):
        return _data(on_paper(brief))


def _data(brief: Brief) -> Plain:
    places = Places(frozenset(_anchors(brief)))
    short = brief.short
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "meta": plain(brief.meta, places),
        "sections": [plain(section, places) for section in brief.sections],
        "colours": PRINTED,
        "words": words(short),
        "short": short,
    }


def plain(value: object, places: Places) -> Any:  # noqa: ANN401
    """Turn content into values that JSON has, block by block."""
    match value:
        case Foreign():
            return {"is": "foreign", "text": str(value), "lang": value.language}
        case Number() | Reference() | Citation() | Link():
            return _inline(value, places)
        case FigureBlock():
            return _figure(value, places, value.half)
        case Comparison():
            whole = _fields(value, places)
            sides = {"stability": value.stability, "who_pays": value.who_pays}
            return whole | {name: _figure(side, places, half=True) for name, side in sides.items()}
        case ClaimEntry():
            return _claim(value, places)
        case FindingsList():
            return {
                "kind": value.kind,
                "groups": [[name, _group(found, places)] for name, found in value.groups],
            }
        case Source():
            pages = [[external(url), host(url)] for url in value.urls]
            return _fields(value, places) | {"anchor": value.anchor, "pages": pages}
        case _:
            return _other(value, places)


def _other(value: object, places: Places) -> Any:  # noqa: ANN401
    """Turn whatever needs no care of its own into plain values."""
    if is_dataclass(value):
        return _fields(value, places)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item, places) for item in value]
    return value


def _fields(value: Any, places: Places) -> Plain:  # noqa: ANN401
    """Turn a dataclass into its fields, with the kind of block and the anchor that it has."""
    kept = {field.name: plain(getattr(value, field.name), places) for field in fields(value)}
    named = {
        name: getattr(value, name)
        for name in ("kind", "anchor")
        if isinstance(getattr(value, name, None), str)
    }
    shown = plain(value.place, places) if hasattr(value, "place") else None
    return {**named, **kept, **({"place": shown} if shown else {})}


def _inline(part: Number | Reference | Citation | Link, places: Places) -> Plain:
    """Say what is printed and where it leads."""
    match part:
        case Number():
            said = {"is": "number", "to": places.to(f"finding-{part.finding}"), "basis": part.basis}
        case Link():
            said = {"is": "page", "to": external(part.url)}
        case _:
            said = {"is": "place", "to": places.to(part.anchor)}
    return {"text": part.text, **said}


def _figure(figure: FigureBlock, places: Places, half: bool = False) -> Plain:
    """Draw the pictures of a figure; its numbers stand among the findings."""
    numbers = [part for row in figure.table.rows for cell in row for part in cell if isinstance(part, Number)]
    found = list(dict.fromkeys(places.to(f"finding-{part.finding}") for part in numbers))
    return {
        "kind": figure.kind,
        "id": figure.id,
        "title": plain(figure.title, places),
        "caption": plain(figure.caption, places),
        "pictures": [
            _picture(part, half, len(figure.pictures) == 1)
            for picture in figure.pictures
            for part in paged(picture)
        ],
        "table": plain(figure.table, places),
        "found": next((anchor for anchor in found if anchor), ""),
    }


def _picture(picture: Picture, half: bool, alone: bool) -> Plain:
    """Draw a picture as wide as a line, half of it or a third, and say what it shows."""
    across = 3 if isinstance(picture, Fan) and not alone else 2 if half or isinstance(picture, Network) else 1
    drawing = str(draw(picture, WIDTHS[across], picture.id))
    told = _TITLE.search(drawing)
    said = f"{told[1].rstrip('.')}. {told[2]}" if told else picture.title
    return {
        "svg": styled(widened(drawing, 1.0, ABOVE), PRINTED, UNLINKED),
        "alt": html.unescape(said),
        "across": across,
    }


def _claim(claim: ClaimEntry, places: Places) -> Plain:
    """Lay out a claim with its verdict, its passage and its data in words."""
    said = {"said": say(claim.verdict), "quoted": plain(quoted(claim.passage), places)}
    return _fields(claim, places) | said | {"data_said": plain(sentence(claim.data), places)}


def _group(found: Sequence[Finding], places: Places) -> list[Plain]:
    """Print findings under each other; one that was made as the one before it does not say so again."""
    told = [_finding(one, places) for one in found]
    made = ("basis", "level", "method", "data", "sources")
    for before, one in pairwise(told):
        one["again"] = all(one[name] == before[name] for name in made)
    return told


def _finding(finding: Finding, places: Places) -> Plain:
    """Print a finding: its number with interval, and all that stands behind it."""
    estimate, chance = finding.estimate, finding.probability
    ratio = plain_ratio(estimate)
    return {
        "anchor": finding.anchor_id,
        "sentence": plain(finding.sentence, places),
        "text": estimate_text(finding.estimate),
        "plain": say("That is {ratio}.", ratio=ratio) if ratio else "",
        "chance": "" if chance is None else say("Probability {number}.", number=probability_text(chance)),
        "detail": plain(sentence(finding.detail), places),
        "unit": plain(other(estimate.unit), places),
        "again": False,
        "basis": estimate.basis,
        "method": plain(sentence(other(estimate.method)), places),
        "data": plain(other(estimate.data), places),
        "level": _level(estimate),
        "more": say("and {count} more in brief.html", count=len(estimate.sources) - FEW),
        "sources": [
            {"text": one, "to": places.to(f"source-{slug(one)}")} for one in estimate.sources[: FEW + 1]
        ],
    }


def _level(estimate: Estimate) -> str:
    """Say what the ends of an interval are."""
    if estimate.low is None:
        return ""
    return (
        say("{level} % interval", level=round(estimate.level * 100)) if estimate.level < 1 else say("Range")
    )


def _anchors(brief: Brief) -> list[str]:
    """List every place of a brief that can be referred to."""
    found: list[str] = []
    for section in brief.sections:
        found.append(section.id)
        for block in section.blocks:
            match block:
                case FindingsList():
                    found += [one.anchor_id for _, group in block.groups for one in group]
                case MeasureBlock():
                    found += [block.id, *(figure.id for figure in block.figures)]
                case _:
                    entries = getattr(block, "entries", ())
                    found += [one.anchor for one in entries if hasattr(one, "anchor")]
                    found += [own for own in (getattr(block, "id", None),) if own]
    return found
