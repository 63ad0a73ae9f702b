"""``config``: the settings, and where each came from."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table
from regimelab.study.result import Result

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(name="config", help="Settings, and where each came from.")


@command(app, name="show")
def show_config(session: Session) -> Reply:
    """Show every setting, its value and where the value came from.

    Example: regimelab config show --json
    """
    rows = tuple(
        {"name": one.name, "value": one.value, "origin": one.origin} for one in session.settings.origins
    )

    def show(console: "Console") -> None:
        console.print(table("Settings", ("name", "value", "origin"), rows))

    return Reply(Result({"settings": rows}, rows), show)
