"""``region``: which regions there are, whether a folder is one, how to begin one."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.region import Region

app = typer.Typer(name="region", help="Regions: list, check, begin, show.")


@command(app, name="list")
def list_regions(session: Session) -> Reply:
    """List the regions that ship with the package.

    Example: regimelab region list
    """
    from regimelab.study.region import list_regions as study_list

    result = study_list()
    columns = ("code", "name", "members", "start", "end")
    return Reply(result, lambda console: console.print(table("Regions", columns, result.rows)))


@command(app, name="check")
def check_region(
    session: Session,
    path: Annotated[str, typer.Argument(metavar="PATH", help="A region's folder, or its name.")],
) -> Reply:
    """Check a region folder and report all its problems at once (exit code 3).

    Example: regimelab region check ./gulf
    """
    from regimelab.study.region import validate_region

    result = validate_region(path)
    found = result.data.region
    left = result.data.blanks
    said = f"{left} lines are still EXAMPLE, otherwise no problem found" if left else "no problem found"
    line = f"{found.name} ({found.code}): {len(found.members)} members, {said}"
    return Reply(result, lambda console: console.print(line))


@command(app, name="new")
def new_region(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Code of the new region, such as gulf.")],
    folder: Annotated[
        Path, typer.Option("--in", metavar="FOLDER", help="Where to make its folder.")
    ] = Path(),
    members: Annotated[
        str | None,
        typer.Option(
            metavar="STATES",
            help="Draft it from the store, with these members, by code or name: ARM,AZE,GEO.",
        ),
    ] = None,
) -> Reply:
    """Begin a region: a commented folder whose blanks are to be filled in.

    With --members, borders, organisations, outside actors and a patron are looked up in the store.

    Example: regimelab region new baltic --members EST,LVA,LTU
    """
    from regimelab.study.region import draft_members
    from regimelab.study.region import new_region as study_new

    if members is None:
        result = study_new(name, folder)
    else:
        words = [word.strip() for word in members.split(",") if word.strip()]
        result = draft_members(name, folder, words, session.store)
    return Reply(result, lambda console: console.print(str(result.data.folder), soft_wrap=True))


class What(StrEnum):
    """Files that have a schema."""

    LEVERS = "levers"
    PORTFOLIO = "portfolio"
    SCENARIO = "scenario"


@command(app, name="schema")
def schema(
    session: Session,
    what: Annotated[What, typer.Argument(metavar="WHAT", help="levers, portfolio or scenario.")],
) -> Reply:
    """Print the JSON Schema of a file of options, for editors that check files while they are written.

    Example: regimelab region schema portfolio > portfolio.schema.json
    """
    import json

    from regimelab.study.schemas import schema as study_schema

    result = study_schema(what.value)
    text = json.dumps(result.data, indent=2)
    return Reply(result, lambda console: console.print(text, soft_wrap=True, markup=False))


@command(app, name="show")
def show_region(session: Session, region: RegionName = UNSET) -> Reply:
    """Show a region: members, outside actors, patron, windows, threats.

    Example: regimelab region show central_asia
    """
    from regimelab.study.region import show_region as study_show

    result = study_show(region)
    return Reply(result, lambda console: show(console, result.data))


def show(console: "Console", region: "Region") -> None:
    """Print a region's profile."""
    console.print(
        f"{region.name} ({region.code}), {region.period.start} to {region.period.end}", style="bold"
    )
    members = ("code", "name", "doctrine", "leader_office", "leader_since", "expected_handover")
    console.print(table("Members", members, [vars(member) for member in region.members]))
    outside = ("code", "name", "role", "offers", "threatens")
    console.print(table("Outside actors", outside, [vars(actor) for actor in region.outside]))
    windows = [vars(window) for window in region.transitions]
    console.print(table("Transition windows", ("member", "start", "end", "what"), windows))
    console.print(table("Threats", ("name", "title", "kinds", "line"), [vars(one) for one in region.threats]))
