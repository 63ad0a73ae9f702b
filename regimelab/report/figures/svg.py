"""The few SVG elements that the figures are made of; every text is escaped."""

import textwrap

from markupsafe import Markup, escape

from regimelab.report.language import Foreign, like, say

CHARACTER = 6.9  # mean advance of the figures' sans at 12.5 px, in pixels
EMPTY = Markup("")


def element(name: str, *children: str, **attributes: object) -> Markup:
    """Write one element; ``class_`` becomes ``class``, other underscores become hyphens."""
    pairs = [(key.rstrip("_").replace("_", "-"), _value(value)) for key, value in attributes.items()]
    written = Markup("").join(Markup(' {}="{}"').format(Markup(key), value) for key, value in pairs)
    if not children:
        return Markup("<{}{}/>").format(Markup(name), written)
    return Markup("<{}{}>{}</{}>").format(Markup(name), written, together(children), Markup(name))


def together(parts: tuple[str, ...] | list[Markup]) -> Markup:
    """Join parts; plain strings are escaped, elements are not."""
    return Markup("").join(escape(part) for part in parts)


def line(x1: float, y1: float, x2: float, y2: float, class_: str, **more: object) -> Markup:
    """Draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_, **more)


def text(x: float, y: float, content: str, class_: str = "", anchor: str = "start") -> Markup:
    """Set one line of text."""
    foreign = {"lang": content.language} if isinstance(content, Foreign) else {}
    return element("text", content, x=x, y=y, class_=class_, text_anchor=anchor, **foreign)


def lines_of(content: str, width: float) -> list[str]:
    """Break a text into lines that fit a width in pixels."""
    parts = textwrap.wrap(content, max(6, int(width / CHARACTER))) or [""]
    return [like(content, part) for part in parts]


def paragraph(x: float, y: float, content: list[str], class_: str = "", anchor: str = "start") -> Markup:
    """Set lines of text under each other, 15 px apart."""
    return together([text(x, y + 15 * index, part, class_, anchor) for index, part in enumerate(content)])


def all_numbers() -> str:
    """Say where the numbers of a figure are, to someone who cannot see it."""
    return say("All numbers are among the findings.")


def finding_link(finding: str, *children: str) -> Markup:
    """Make the children a link to their finding; without one they stand as they are."""
    if not finding:
        return together(children)
    return element("a", *children, href=f"#finding-{finding}")


def path(points: list[tuple[float, float]], class_: str, closed: bool = False) -> Markup:
    """Draw a line through points, or the area that they enclose."""
    steps = "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return element("path", d=f"M{steps}{'Z' if closed else ''}", class_=class_)


def frame(
    name: str, size: tuple[float, float], title: str, description: str, drawing: Markup, links: Markup = EMPTY
) -> Markup:
    """Wrap a drawing as one image with title and description; links stay outside the image.

    The parts of an element with the role of an image are hidden from assistive technology,
    so numbers that are links stand beside it in the same picture.
    """
    labels = f"{name}-title {name}-desc"
    image = element("g", drawing, role="img", aria_labelledby=labels)
    head = element("title", title, id=f"{name}-title") + element("desc", description, id=f"{name}-desc")
    width, height = size
    box = f"0 0 {_number(width)} {_number(height)}"
    return element(
        "svg",
        head + image + links,
        viewBox=box,
        width=width,
        height=height,
        xmlns="http://www.w3.org/2000/svg",
    )


def _value(value: object) -> str:
    """Print an attribute; places on the page have one decimal."""
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """Print a place with at most one decimal, so that the bytes are the same everywhere."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
