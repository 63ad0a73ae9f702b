"""A drawing with its style inside, for programs that know neither the page nor its variables."""

import re
from collections.abc import Mapping

from regimelab.report.render import page_style
from regimelab.report.tokens import read_tokens

_RULE = re.compile(r"^(?:svg|\.)[^{}]*\{[^{}]*\}.*$", re.MULTILINE)


def colours(**instead: str) -> dict[str, str]:
    """Give the colours of paper and the type, some of them replaced."""
    tokens = read_tokens()
    return {**tokens["light"], **tokens["categorical_light"], **tokens["type"], **instead}


def styled(drawing: str, values: Mapping[str, str], more: str = "") -> str:
    """Put the rules of figures into a drawing, with every variable in its place."""
    return drawing.replace("<title", f"<style>{more}{_rules(values)}</style><title", 1)


def _rules(values: Mapping[str, str]) -> str:
    page = page_style().split("\nsvg{", 1)[1]
    rules = "\n".join(_RULE.findall("svg{" + page.split("\n@media", 1)[0]))
    rules = rules.replace("var(--c)", "currentColor").replace("{--c:", "{color:")
    return re.sub(r"var\(--(\w+)\)", lambda name: values[name[1]], rules)
