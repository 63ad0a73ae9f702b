"""The one palette, read from its file and written as variables of a style sheet."""

import tomllib
from importlib.resources import files

Tokens = dict[str, dict[str, str]]


def read_tokens() -> Tokens:
    """Read the palette that the page and its figures share."""
    return tomllib.loads(files("regimelab.report").joinpath("tokens.toml").read_text(encoding="utf-8"))


def variables(tokens: Tokens) -> str:
    """Write the palette as CSS variables: light, and dark where the reader prefers it."""
    light = {**tokens["light"], **tokens["sequential_light"], **tokens["categorical_light"], **tokens["type"]}
    dark = {**tokens["dark"], **tokens["sequential_dark"], **tokens["categorical_dark"]}
    return (
        f":root{{color-scheme:light dark;{_declared(light)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(dark)}}}}}\n"
    )


def _declared(values: dict[str, str]) -> str:
    """Write declarations, one a token."""
    return "".join(f"--{name}:{value};" for name, value in values.items())
