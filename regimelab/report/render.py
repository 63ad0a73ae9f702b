"""Content in, one self-contained page out: no script, no request, the same bytes every time."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from regimelab.report.content import Brief, Finding
from regimelab.report.figures.draw import drawings
from regimelab.report.language import Foreign, like, other, quoted, say, speaking
from regimelab.report.numbers import estimate_text, plain_ratio, probability_text
from regimelab.report.pdf.words import words
from regimelab.report.slug import slug
from regimelab.report.tokens import read_tokens, variables


def render_brief(brief: Brief) -> str:
    """Render the brief as one HTML page."""
    style = page_style()
    page = environment().get_template("brief.html.j2")
    with speaking(brief.meta.language):
        told = {"words": words(brief.short), "style": Markup(style), "style_hash": style_hash(style)}
        written = page.render(brief=brief, **told)
    closed = squeezed(written) + "\n"
    return _unlinked(closed) if brief.short else closed


def _unlinked(page: str) -> str:
    """Leave only the words of links to places that the page does not have."""
    places = set(re.findall(r' id="([^"]+)"', page))

    def kept(link: re.Match[str]) -> str:
        return link[0] if link[1] in places else link[2]

    return re.sub(r'<a (?:class="[^"]*" )?href="#([^"]*)">(.*?)</a>', kept, page)


@cache
def page_style() -> str:
    """Give the style sheet with the palette in front; no empty line, so that its hash holds on the page."""
    return squeezed(variables(read_tokens()) + room_text("style.css"))


def squeezed(text: str) -> str:
    """Leave out empty lines."""
    return re.sub(r"\n\s*\n+", "\n", text)


def style_hash(style: str) -> str:
    """Name the one style sheet that the page allows itself."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def external(url: str) -> str:
    """Let an address of the web through; anything else leads nowhere."""
    return url if urlsplit(url).scheme in ("http", "https") else "#source-list"


def host(url: str) -> str:
    """Name the host of an address."""
    return urlsplit(url).netloc.removeprefix("www.") or url


def sentence(said: str) -> str:
    """Begin a text with a capital and leave its end open."""
    return like(said, said[:1].upper() + said[1:].rstrip("."))


def printed(finding: Finding) -> str:
    """Print a finding's number with its interval."""
    return estimate_text(finding.estimate)


@cache
def environment() -> Environment:
    """Prepare the templates; everything that is not ours is escaped."""
    environment = Environment(
        loader=FunctionLoader(lambda name: room_text(f"templates/{name}")),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=marked,
    )
    environment.globals |= {"drawings": drawings, "say": say}
    environment.filters |= {
        "slug": slug,
        "external": external,
        "host": host,
        "sentence": sentence,
        "printed": printed,
        "plain": plain_ratio,
        "probability": probability_text,
        "other": other,
        "quoted": quoted,
        "bare": "".join,
    }
    return environment


def marked(value: object) -> object:
    """Mark words of another language as such, so that they are read out and broken as they should be."""
    if not isinstance(value, Foreign):
        return value
    return Markup('<span lang="{}">{}</span>').format(value.language, str(value))


def room_text(name: str) -> str:
    """Read a file of this room."""
    return files("regimelab.report").joinpath(name).read_text(encoding="utf-8")
