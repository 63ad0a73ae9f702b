"""``doctor``: is this machine fit to run regimelab?"""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.settings import user_folder
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.doctor import Examined

app = typer.Typer()


@command(app)
def doctor(session: Session) -> Reply:
    """Look at versions, store, devices, folders and data; nothing is changed.

    Example: regimelab doctor --json
    """
    from regimelab.study.doctor import doctor as study_doctor

    settings = session.settings
    folders = {"store": settings.store.parent, "runs": settings.runs, "settings": user_folder("config")}
    result = study_doctor(settings.store, folders)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", examined: "Examined") -> None:
    """Print what was looked at, and what to do about what is not well."""
    rows = [{**vars(one), "well": "yes" if one.well else "NO"} for one in examined.checks]
    console.print(table("Doctor", ("name", "well", "found", "remedy"), rows))
