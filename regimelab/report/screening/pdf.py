"""A document of a screening as a tagged PDF (PDF/UA-1), typeset by Typst: same case, same bytes."""

import json
from datetime import date
from importlib.resources import files

from regimelab.report.language import Foreign, say, speaking
from regimelab.report.screening.document import Block, Document, Grid, Line, Matrix
from regimelab.report.screening.words import word

STANDARD = "ua-1"


def pdf_of(document: Document, day: date) -> bytes:
    """Typeset a document; ``day`` is its date, as the time of day would change the bytes."""
    import typst

    with speaking(document.language):
        data = {"document": json.dumps(_spelled(document, day), ensure_ascii=False)}
    made = typst.compile(
        files("regimelab.report").joinpath("templates/screening.typ").read_bytes(),
        format="pdf",
        sys_inputs=data,
        pdf_standards=[STANDARD],
        timestamp=None,
    )
    assert isinstance(made, bytes)
    return made


def _spelled(document: Document, day: date) -> dict[str, object]:
    """Spell a document for the template: text only, which Typst never reads as markup."""
    return {
        "kicker": document.kicker,
        "title": document.title,
        "facts": [list(fact) for fact in document.facts],
        "notice": document.notice,
        "verdict": document.verdict,
        "footer": document.footer,
        "date": [day.year, day.month, day.day],
        "language": document.language,
        "words": {"what": say("About"), "is": say("Is"), "id": say("Id"), "severity": say("Severity")},
        "parts": [
            {"title": part.title, "blocks": [_block(one) for one in part.blocks]} for part in document.parts
        ],
    }


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Line):
        return {"kind": "line", "text": block.text, "tone": block.tone}
    if isinstance(block, Matrix):
        grades = [[{"grade": one, "said": word("grade", one)} for one in row] for row in block.grades]
        return {"kind": "matrix", "caption": block.caption, "cells": block.cells, "grades": grades}
    assert isinstance(block, Grid)
    widths = block.widths or (1,) * len(block.heads)
    return {
        "kind": "grid",
        "caption": block.caption,
        "heads": block.heads,
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "widths": widths,
    }


def _cell(cell: str) -> dict[str, str]:
    """Spell a cell with the language that it is written in, if that is another; it is hyphenated by it."""
    return {"text": cell, "lang": cell.language if isinstance(cell, Foreign) else ""}
