"""A document of a screening as one page: plain headings and tables, which a word processor opens too."""

from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from regimelab.report.language import like, say, speaking
from regimelab.report.render import marked, style_hash
from regimelab.report.screening.document import Document, Grid, Line, Matrix
from regimelab.report.screening.words import UNVERIFIED, word
from regimelab.report.tokens import read_tokens, variables

KINDS = {Line: "line", Grid: "grid", Matrix: "matrix"}


def page_of(document: Document) -> str:
    """Write the page: no script, no request, everything escaped that is not ours."""
    style = variables(read_tokens()) + _text("screening.css")
    page = _environment().get_template("screening.html.j2")
    with speaking(document.language):
        mark = say(UNVERIFIED)
        written = page.render(document=document, mark=mark, style=Markup(style), style_hash=style_hash(style))
    return written + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: _text(f"templates/{name}")),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=marked,
    )
    environment.globals |= {"say": say, "word": word}
    environment.filters |= {"without": _without, "kind": lambda block: KINDS[type(block)]}
    return environment


def _without(cell: str, mark: str) -> str:
    """Leave a mark out of a cell, which has an element of its own."""
    return like(cell, cell.replace(mark, ""))


@cache
def _text(name: str) -> str:
    from importlib.resources import files

    return files("regimelab.report").joinpath(name).read_text(encoding="utf-8")
