"""``evidence sources, data, events, check``: what is held of the data that others publish."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.evidence import app
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError

ENDS = ("sender", "receiver")

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.evidence.library import View
    from regimelab.study.outside import Events, Held

Library = Annotated[
    str | None, typer.Option("--library", metavar="NAME", help="A release of the outside data; the latest.")
]
AsOf = Annotated[
    str | None, typer.Option("--known-by", metavar="DATE", help="Only what had been published by this day.")
]
Without = Annotated[
    list[str] | None,
    typer.Option("--leave-out", metavar="FAMILY", help="Without a family of sources, such as media."),
]
Name = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Only events of this source.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Only events of this kind.")]
Actor = Annotated[str | None, typer.Option(metavar="CODE", help="Only events with this actor at either end.")]
Sender = Annotated[str | None, typer.Option(metavar="CODE", help="Only events that this actor did.")]
Receiver = Annotated[str | None, typer.Option(metavar="CODE", help="Only events done to this actor.")]
Record = Annotated[str | None, typer.Option(metavar="ID", help="Only the producer's record of this id.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="A day, included.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="A day, included.")]
Words = Annotated[str, typer.Option("--text", metavar="WORDS", help="Words in codes, place or address.")]
Facets = Annotated[bool, typer.Option("--facets", help="Count by source, kind, actor and year.")]
Sort = Annotated[str, typer.Option(metavar="COLUMN", help="Order by this column; -COLUMN turns it round.")]
Limit = Annotated[int, typer.Option(metavar="NUMBER", min=1, help="How many events at most.")]
Offset = Annotated[int, typer.Option(metavar="NUMBER", min=0, help="How many events to pass over first.")]
Every = Annotated[bool, typer.Option("--every-report", help="Keep double reports of one act apart.")]


@command(app, name="sources")
def list_sources(session: Session) -> Reply:
    """List the data sets that can be read as their producers publish them, and what is held of each.

    Example: regimelab evidence sources
    """
    from regimelab.study.outside import sources

    result = sources(session.store)
    columns = ("name", "title", "producer", "licence", "shape", "family", "rows")
    return Reply(result, lambda console: show_rows(console, "Sources", columns, map(vars, result.data)))


@command(app, name="data")
def show_data(
    session: Session, library: Library = None, known_by: AsOf = None, leave_out: Without = None
) -> Reply:
    """List the outside data held: files, releases, and cells that were set aside, with reasons.

    Example: regimelab evidence data --leave-out media
    """
    from regimelab.study.outside import held_data

    result = held_data(session.store, _view(library, known_by, leave_out))
    return Reply(result, lambda console: _held(console, result.data))


@command(app, name="events")
def list_events(
    session: Session,
    source: Name = None,
    kind: Kind = None,
    actor: Actor = None,
    sender: Sender = None,
    receiver: Receiver = None,
    record: Record = None,
    since: Since = None,
    until: Until = None,
    text: Words = "",
    facets: Facets = False,
    sort: Sort = "start",
    limit: Limit = 50,
    offset: Offset = 0,
    every_report: Every = False,
    library: Library = None,
    known_by: AsOf = None,
    leave_out: Without = None,
) -> Reply:
    """Find events in the outside data, or count them by facet; double reports of one act count once.

    Example: regimelab evidence events --actor KGZ --kind border_clash --since 2021-01-01 --facets
    """
    from regimelab.study.outside import SORTABLE, Filter, Wanted
    from regimelab.study.outside import events as study_events

    if sort.removeprefix("-") not in SORTABLE:
        raise UsageError(
            Problem("--sort", f"'{sort}' is no column to sort by.", f"Known: {', '.join(SORTABLE)}.")
        )
    days = (day("--since", since), day("--until", until))
    asked = Filter(source, kind, actor, sender, receiver, record, *days, tuple(text.split()))
    wanted = Wanted(asked, sort, limit, offset, facets, not every_report)
    result = study_events(session.store, _view(library, known_by, leave_out), wanted)
    return Reply(result, lambda console: _events(console, result.data))


@command(app, name="check")
def check_data(
    session: Session, library: Library = None, known_by: AsOf = None, leave_out: Without = None
) -> Reply:
    """Check the outside data: doubled records, ranges, gaps, jumps in volume, codes that nobody knows.

    Example: regimelab evidence check
    """
    from regimelab.study.outside import check_data as study_check

    result = study_check(session.store, _view(library, known_by, leave_out))
    columns = ("check", "source", "what", "times", "examples")
    return Reply(result, lambda console: show_rows(console, "To look at again", columns, result.rows))


@command(app, name="reliability")
def show_reliability(
    session: Session, library: Library = None, known_by: AsOf = None, leave_out: Without = None
) -> Reply:
    """Say how fully each state was reported in each year, from 0 to 1; high is good.

    Example: regimelab evidence reliability --format csv -o reliability.csv
    """
    from regimelab.study.outside import reliability

    result = reliability(session.store, _view(library, known_by, leave_out))
    columns = tuple(result.rows[0]) if result.rows else ("actor", "year")
    return Reply(result, lambda console: show_rows(console, "Reliability", columns, result.rows))


def _view(library: str | None, known_by: str | None, leave_out: list[str] | None) -> "View":
    from regimelab.study.outside import View

    return View(library, day("--known-by", known_by), tuple(leave_out or ()))


def day(option: str, written: str | None) -> date | None:
    """Read a day that was written as an option."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise UsageError(Problem(option, f"'{written}' is not a day.", "Write it as YYYY-MM-DD.")) from None


def show_rows(console: "Console", title: str, columns: tuple[str, ...], rows: object) -> None:
    """Print rows as a table, or that there are none."""
    from regimelab.cli.tables import table

    listed = list(rows)  # pyright: ignore
    console.print(table(title, columns, listed) if listed else f"{title}: nothing.")


def _held(console: "Console", held: "Held") -> None:
    columns = ("snapshot", "source", "version", "published", "file", "rows", "set_aside")
    title = f"Files, release {held.release}" if held.release else "Files of others"
    show_rows(console, title, columns, [one._asdict() for one in held.snapshots])
    show_rows(console, "Releases", ("release", "made", "what"), [one._asdict() for one in held.releases])
    if held.set_aside:
        show_rows(console, "Set aside", ("snapshot", "line", "column", "cell", "reason"), held.set_aside)


def _events(console: "Console", shown: "Events") -> None:
    for facet, counted in shown.facets.items():
        rows = [{facet: name, "events": count} for name, count in counted.items()]
        show_rows(console, f"By {facet}", (facet, "events"), rows)
    columns = ("start", "sender", "receiver", "kind", "code", "value", "source", "record", "duplicates")
    if not shown.facets:
        show_rows(console, f"{len(shown.events)} of {shown.total} events", columns, map(_named, shown.events))
    console.print(f"{shown.total} events, release {shown.release}")


def _named(event: Mapping[str, object]) -> dict[str, object]:
    """Show the producer's own code, in brackets, where the vocabulary does not know who it is."""
    said = {
        end: event[end] or (f"({event[f'{end}_code']})" if event[f"{end}_code"] else None) for end in ENDS
    }
    return {**event, **said}
