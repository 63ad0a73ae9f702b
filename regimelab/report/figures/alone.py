"""A drawing as a file of its own: with its style inside, as SVG or as PNG."""

from collections.abc import Callable

from regimelab.errors import Problem, UsageError, on_request
from regimelab.report.figures.draw import WIDE, draw
from regimelab.report.figures.styled import colours, styled, widened
from regimelab.report.pictures import Picture

ENDINGS = (".svg", ".png")
SHARPER = 2.0  # pixels of a PNG for each of the drawing's own
MARGIN = 18.0  # px of paper around the drawing
_BOX = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
_LETTER = f'<svg {_BOX}><text y="9" font-family="Arial, sans-serif">{{}}</text></svg>'


def check_ending(ending: str) -> None:
    """Refuse a file that is no picture, before anything is computed."""
    if ending not in ENDINGS:
        what = f"a picture cannot be written as '{ending or 'a file without an ending'}'."
        raise UsageError(Problem("--plot", what, "Name a file that ends in .svg or .png."))
    if ending == ".png" and _pixels(_LETTER.format("x")) == _pixels(_LETTER.format("")):
        what = "no font was found to write the names of the effects with."
        raise UsageError(
            Problem("--plot", what, "Install one, such as DejaVu Sans; or end the file in .svg.")
        )


def standalone(picture: Picture, ending: str) -> bytes:
    """Draw a picture as a file; its colours are those of paper."""
    drawn = str(draw(picture, WIDE, picture.id))
    values = colours()
    paper = f"\nsvg{{background:{values['paper']}}}"
    whole = styled(widened(drawn, MARGIN, MARGIN), values, paper)
    if ending == ".svg":
        return f"{whole}\n".encode()
    return _pixels(whole)


def _pixels(drawing: str) -> bytes:
    background = colours()["paper"]
    return _rasteriser()(
        svg_string=drawing, zoom=SHARPER, background=background, sans_serif_family="DejaVu Sans"
    )


def _rasteriser() -> Callable[..., bytes]:
    return on_request("resvg_py", "png", "--plot", "Or name a file that ends in .svg.").svg_to_bytes
