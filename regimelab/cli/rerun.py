"""``rerun``: repeat a run from its record, and compare."""

from pathlib import Path
from typing import Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session

app = typer.Typer()


@command(app)
def rerun(
    session: Session,
    manifest_file: Annotated[Path, typer.Argument(metavar="MANIFEST", help="A manifest.json.")],
) -> Reply:
    """Repeat a run and compare inputs, findings and files; exit code 7 if they differ.

    Example: regimelab rerun out/manifest.json
    """
    from regimelab.cli.repeat import repeat
    from regimelab.study.manifest import read_manifest
    from regimelab.study.rerun import compare

    then = read_manifest(manifest_file)
    session.say(f"repeating {then.command}")
    result = compare(then, repeat(then))
    line = f"reproduced: {then.command}, findings {then.result[:12]}, {len(then.outputs)} file(s)"
    return Reply(result, lambda console: console.print(line))
