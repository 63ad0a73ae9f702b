"""Two laws side by side as one page that opens anywhere: no script, no request."""

from markupsafe import Markup

from regimelab.report.handed.laws import SideBySide
from regimelab.report.render import environment, page_style, room_text, squeezed, style_hash


def render_comparison(compared: SideBySide) -> str:
    """Render a comparison of two laws as one HTML page."""
    style = squeezed(page_style() + room_text("laws.css"))
    page = environment().get_template("laws.html.j2")
    return page.render(page=compared, style=Markup(style), style_hash=style_hash(style))
