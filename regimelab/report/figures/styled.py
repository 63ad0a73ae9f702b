"""A drawing with its style inside, for programs that know neither the page nor its variables."""

import re
from collections.abc import Mapping

from regimelab.report.render import page_style
from regimelab.report.tokens import read_tokens

_RULE = re.compile(r"^(?:svg|\.)[^{}]*\{[^{}]*\}.*$", re.MULTILINE)

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')


def colours(**instead: str) -> dict[str, str]:
    """Give the colours of paper and the type, some of them replaced."""
    tokens = read_tokens()
    return {
        **tokens["light"],
        **tokens["sequential_light"],
        **tokens["categorical_light"],
        **tokens["type"],
        **instead,
    }


def styled(drawing: str, values: Mapping[str, str], more: str = "") -> str:
    """Put the rules of figures into a drawing, every variable in its place, and more rules after them."""
    return drawing.replace("<title", f"<style>{_rules(values)}{more}</style><title", 1)


def widened(drawing: str, aside: float, above: float) -> str:
    """Give a drawing some room on its sides, and above and below, in pixels."""
    size = _SIZE.search(drawing)
    assert size, "a drawing has a size"
    width, height = float(size[1]) + 2 * aside, float(size[2]) + 2 * above
    box = f'viewBox="{-aside:g} {-above:g} {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return drawing.replace(size[0], box, 1)


def _rules(values: Mapping[str, str]) -> str:
    page = page_style().split("\nsvg{", 1)[1]
    rules = "\n".join(_RULE.findall("svg{" + page.split("\n@media", 1)[0]))
    rules = rules.replace("var(--c)", "currentColor").replace("{--c:", "{color:")
    return re.sub(r"var\(--(\w+)\)", lambda name: values[name[1]], rules)
