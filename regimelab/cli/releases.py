"""``evidence releases`` and ``evidence diff``: what was counted when, and what has changed since."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.evidence import app
from regimelab.cli.options import UNSET, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.evidence.difference import Difference
    from regimelab.evidence.library import Difference as DataDifference

BRIEFLY = ("id", "kind", "start", "actor", "target", "resolution", "organisation", "status", "since", "code")

First = Annotated[str, typer.Argument(metavar="A", help="A release, or the beginning of its hash.")]
Second = Annotated[str, typer.Argument(metavar="B", help="The release to compare with it.")]
Outside = Annotated[bool, typer.Option("--outside", help="A and B are releases of the outside data.")]


@command(app, name="releases")
def list_releases(session: Session, region: RegionName = UNSET) -> Reply:
    """List the releases of a region's evidence that the store holds.

    Example: regimelab evidence releases
    """
    from regimelab.study.releases import list_releases as study_list

    result = study_list(session.asked(region))
    title = f"Releases of {result.data.region}"
    return Reply(
        result, lambda console: console.print(table(title, ("release", "made", "acts"), result.rows))
    )


@command(app, name="diff")
def compare_releases(
    session: Session, first: First, second: Second, region: RegionName = UNSET, outside: Outside = False
) -> Reply:
    """Say which acts and structure rows release B has, lacks or has otherwise than A.

    Example: regimelab evidence diff ab12 cd34 --json
    """
    if outside:
        from regimelab.study.outside import compare_data

        compared = compare_data(session.store, first, second)
        return Reply(compared, lambda console: show_data(console, compared.data))
    from regimelab.study.releases import compare_releases as study_compare

    result = study_compare(session.asked(region), first, second)
    return Reply(result, lambda console: show(console, result.data))


def show_data(console: "Console", found: "DataDifference") -> None:
    """Print which files and corrections of the outside data came and went, then how many rows differ."""
    files = ("snapshot", "source", "version", "published", "file", "rows")
    for what, some in (("Added", found.added), ("Gone", found.gone)):
        if some:
            console.print(table(what, files, [one._asdict() for one in some]))
    if found.replaced:
        pairs = [
            {
                "source": new.source,
                "was": f"{old.version} {old.snapshot}",
                "now": f"{new.version} {new.snapshot}",
            }
            for old, new in found.replaced
        ]
        console.print(table("Replaced", ("source", "was", "now"), pairs))
    corrections = ("source", "record", "column", "was", "now", "reason")
    for what, some in (("Corrected", found.corrections), ("No longer corrected", found.corrections_gone)):
        if some:
            console.print(table(what, corrections, [one._asdict() for one in some]))
    counted = [{**one._asdict(), "examples": _examples(one.examples)} for one in found.rows]
    columns = ("source", "added", "removed", "changed", "examples")
    console.print(table("Rows", columns, counted) if counted else "The rows are the same.")


def _examples(examples: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{how}: {', '.join(records)}" for how, records in examples.items())


def show(console: "Console", found: "Difference") -> None:
    """Print how many rows differ, then which."""
    console.print(f"From {found.first} to {found.second}", style="bold")
    counted = [{"table": name, **counts} for name, counts in found.counts.items()]
    console.print(table("Rows", ("table", "added", "removed", "changed"), counted))
    console.print(f"event pairs: {found.pairs[0]}, then {found.pairs[1]}")
    for name, rows in {"acts": found.acts, **found.structure}.items():
        for what, some in (("added", rows.added), ("removed", rows.removed)):
            if some:
                columns = [column for column in (*BRIEFLY, "description") if column in some[0]]
                console.print(table(f"{name}: {what}", columns, some))
        if rows.changed:
            changed = (change._asdict() for change in rows.changed)
            console.print(table(f"{name}: changed", ("key", "column", "was", "now"), changed))
