"""The page of commands, from their own help."""

from collections.abc import Iterable, Iterator
from typing import Any

import typer
from reference_page import Page, table

from regimelab.cli import commands
from regimelab.cli.options import COMMON


def leaf_commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name; groups are walked."""
    waiting: list[tuple[str, Any]] = [("regimelab", typer.main.get_command(commands.app))]
    while waiting:
        name, command = waiting.pop(0)
        inner = getattr(command, "commands", {})
        waiting = [(f"{name} {word}", below) for word, below in inner.items()] + waiting
        if not inner:
            yield name, command


def command_line() -> Page:
    """Commands, from their own help."""
    intro = (
        "Standard output carries the result; progress, warnings and paths go to standard error. "
        "`REGION` is the name of a packaged region or the path to a folder. "
        "See also [exit codes](exit-codes.md) and [settings](settings.md)."
    )
    found = list(leaf_commands())
    common = [one for one in found[0][1].params if _is_common(one)]
    body = "\n\n".join(_command(name, command) for name, command in found)
    return Page("commands.md", "Commands", intro, f"{body}\n\n## {COMMON}\n\n{_parameters(common)}")


def _is_common(parameter: Any) -> bool:  # noqa: ANN401
    return getattr(parameter, "rich_help_panel", None) == COMMON


def _command(name: str, command: Any) -> str:  # noqa: ANN401
    own = [one for one in command.params if not _is_common(one) and not one.hidden]
    text, _, example = (command.help or "").partition("Example: ")
    shown = f"\n\n```sh\n{example.strip()}\n```" if example else ""
    return f"## {name}\n\n{text.strip()}{shown}" + (f"\n\n{_parameters(own)}" if own else "")


def _parameters(parameters: Iterable[Any]) -> str:
    rows = [(f"`{_spelling(one)}`", one.help or "") for one in parameters]
    return table(("argument or option", "meaning"), rows)


def _spelling(parameter: Any) -> str:  # noqa: ANN401
    if parameter.param_type_name == "argument":
        return parameter.metavar or parameter.name.upper()
    return " ".join((", ".join(parameter.opts), parameter.metavar or "")).strip()
