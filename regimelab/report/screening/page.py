"""A document of a screening as one page: plain headings and tables, which a word processor opens too."""

from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from regimelab.report.render import style_hash
from regimelab.report.screening.document import Document, Grid, Line, Matrix
from regimelab.report.slug import slug
from regimelab.report.tokens import read_tokens, variables

KINDS = {Line: "line", Grid: "grid", Matrix: "matrix"}


def page_of(document: Document) -> str:
    """Write the page: no script, no request, everything escaped that is not ours."""
    style = variables(read_tokens()) + _text("screening.css")
    page = _environment().get_template("screening.html.j2")
    return page.render(document=document, style=Markup(style), style_hash=style_hash(style)) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: _text(f"templates/{name}")),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"slug": slug, "kind": lambda block: KINDS[type(block)]}
    return environment


@cache
def _text(name: str) -> str:
    from importlib.resources import files

    return files("regimelab.report").joinpath(name).read_text(encoding="utf-8")
