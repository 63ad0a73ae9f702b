"""How the documentation becomes a site: `make docs`."""

import json

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from regimelab import __version__

project = "regimelab"
author = copyright = "the regimelab contributors"
release = version = __version__
extensions = ["myst_parser"]
exclude_patterns = ["README.md"]
source_suffix = {".md": "markdown", ".ipynb": "notebook"}
root_doc = "index"
language = "en"
nitpicky = True
html_theme = "furo"
html_title = f"regimelab {release}"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_math_renderer = "mathml"
myst_heading_anchors = 4
myst_enable_extensions = ["dollarmath"]


class NotebookParser(MystParser):
    """Reads a notebook as the text that it is: words, and code to run."""

    supported = ("notebook",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Turn cells into Markdown."""
        cells = json.loads(inputstring)["cells"]
        super().parse("\n\n".join(map(_markdown, cells)), document)


def _markdown(cell: dict[str, object]) -> str:
    lines = cell["source"]
    text = "".join(lines) if isinstance(lines, list) else str(lines)
    return text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```"


def inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula as MathML, which browsers set themselves: no script, no request."""
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands by itself."""
    translator.body.append(tex2mathml(node.astext(), as_block=True))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Teach the builder to write formulas."""
    app.add_source_parser(NotebookParser)
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
