"""Laws side by side, and a scan of many, as pages that open anywhere: no script, no request."""

from markupsafe import Markup

from regimelab.report.handed.laws import SideBySide
from regimelab.report.handed.scan import ScanPage
from regimelab.report.language import say_count, spoken
from regimelab.report.render import environment, page_style, room_text, squeezed, style_hash


def render_comparison(compared: SideBySide) -> str:
    """Render a comparison of two laws as one HTML page, in the language that is spoken."""
    return _rendered("laws.html.j2", compared)


def render_scan(scanned: ScanPage) -> str:
    """Render a scan of laws as one HTML page, in the language that is spoken."""
    return _rendered("scan.html.j2", scanned)


def _rendered(template: str, page: SideBySide | ScanPage) -> str:
    style = squeezed(page_style() + room_text("laws.css"))
    written = environment().get_template(template)
    told = {"spoken": spoken(), "words": _words, "style": Markup(style), "style_hash": style_hash(style)}
    return written.render(page=page, **told)


def _words(count: int) -> str:
    return say_count("{count} word", "{count} words", count)
