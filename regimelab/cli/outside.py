"""``evidence sources, add, data, events, check``: data that others publish, read as they publish them."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.evidence import app
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError

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
File = Annotated[str, typer.Argument(metavar="FILE|-", help="A producer's file; - is standard input.")]
Corrections = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of corrections.")]
SourceName = Annotated[
    str, typer.Option("--source", metavar="NAME", help="Whose file it is, a name of evidence sources.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day on which the producer published this version.")
]
Version = Annotated[str, typer.Option("--version-of", metavar="TEXT", help="The producer's version.")]
From = Annotated[str, typer.Option("--url", metavar="URL", help="Where the file was found.")]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse the file if any cell cannot be read.")]
AddsUp = Annotated[bool, typer.Option("--adds-up", help="It adds to earlier files of the source.")]
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
    return Reply(result, lambda console: _rows(console, "Sources", columns, map(vars, result.data)))


@command(app, name="add", computes=True)
def add_data(
    session: Session,
    file: File,
    source: SourceName,
    published: Published = None,
    version: Version = "",
    url: From = "",
    strict: Strict = False,
    adds_up: AddsUp = False,
) -> Reply:
    """Add a data file that was downloaded by hand; a new release of the outside data is made of it.

    Example: regimelab evidence add UNVotes.csv --source un_votes --published 2024-06-30
    """
    from regimelab.study.outside import Incoming, add_file, spooled

    _tell_terms(session, source)
    given = Incoming(Path(file), source, _day("--published", published), version, url, strict, adds_up)
    today = session.started.date()
    with session.reporting() as progress:
        if file != "-":
            result = add_file(session.store, given, today, progress)
        else:
            with spooled(sys.stdin.buffer) as path:
                kept = Incoming(path, source, given.published, version, url, strict, adds_up)
                result = add_file(session.store, kept, today, progress)
    return Reply(result, lambda console: _rows(console, "Added", tuple(result.rows[0]), result.rows))


@command(app, name="pull", computes=True)
def pull_data(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A source, as evidence sources lists them.")],
    since: Since = None,
    until: Until = None,
    url: Annotated[str, typer.Option("--url", metavar="URL", help="This address instead of the known.")] = "",
    published: Published = None,
    version: Version = "",
    sha256: Annotated[str | None, typer.Option("--sha256", metavar="HEX", help="What must arrive.")] = None,
    limit: Annotated[int, typer.Option("--limit-mb", min=1, help="Stop at this size, in megabytes.")] = 2000,
    allow_http: Annotated[bool, typer.Option("--allow-http", help="Accept plain http.")] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="HOST", help="Follow a redirect to it.")
    ] = None,
    strict: Strict = False,
) -> Reply:
    """Pull a source's files from their producer, check them, keep them as they came, and add them.

    Example: regimelab evidence pull gdelt_daily --since 2022-01-01 --until 2022-01-31
    """
    from regimelab.study.pulling import Pulling, pull_source

    _tell_terms(session, name)
    days = (_day("--since", since), _day("--until", until))
    whence = (url, sha256, limit * 1_000_000, allow_http, tuple(allow_host or ()))
    asked = Pulling(name, *days, *whence, _day("--published", published), version, strict)
    folder = session.settings.store.parent / "pulled"
    folder.mkdir(parents=True, exist_ok=True)
    with session.reporting() as progress:
        result = pull_source(session.store, asked, folder, session.started.date(), progress)
    return Reply(result, lambda console: _rows(console, "Added", tuple(result.rows[0]), result.rows))


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
    days = (_day("--since", since), _day("--until", until))
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
    return Reply(result, lambda console: _rows(console, "To look at again", columns, result.rows))


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
    return Reply(result, lambda console: _rows(console, "Reliability", columns, result.rows))


@command(app, name="correct", computes=True)
def correct_data(session: Session, file: Corrections) -> Reply:
    """Correct values that are known to be wrong, each with its reason; a new release is made of it.

    The file has the columns source, record, column, was, now, reason, url.

    Example: regimelab evidence correct corrections.csv
    """
    from regimelab.study.outside import correct_data as study_correct

    result = study_correct(session.store, file)
    return Reply(result, lambda console: _rows(console, "Release", tuple(result.rows[0]), result.rows))


def _tell_terms(session: Session, source: str) -> None:
    from regimelab.study.outside import terms_of

    if terms := terms_of(source):
        session.say(f"terms of {source}: {terms}")


def _view(library: str | None, known_by: str | None, leave_out: list[str] | None) -> "View":
    from regimelab.study.outside import View

    return View(library, _day("--known-by", known_by), tuple(leave_out or ()))


def _day(option: str, written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise UsageError(Problem(option, f"'{written}' is not a day.", "Write it as YYYY-MM-DD.")) from None


def _rows(console: "Console", title: str, columns: tuple[str, ...], rows: object) -> None:
    from regimelab.cli.tables import table

    listed = list(rows)  # pyright: ignore
    console.print(table(title, columns, listed) if listed else f"{title}: nothing.")


def _held(console: "Console", held: "Held") -> None:
    columns = ("snapshot", "source", "version", "published", "file", "rows", "set_aside")
    _rows(console, f"Files, release {held.release}", columns, [one._asdict() for one in held.snapshots])
    _rows(console, "Releases", ("release", "made", "what"), [one._asdict() for one in held.releases])
    if held.set_aside:
        _rows(console, "Set aside", ("snapshot", "line", "column", "cell", "reason"), held.set_aside)


def _events(console: "Console", shown: "Events") -> None:
    for facet, counted in shown.facets.items():
        rows = [{facet: name, "events": count} for name, count in counted.items()]
        _rows(console, f"By {facet}", (facet, "events"), rows)
    columns = ("start", "sender", "receiver", "kind", "code", "value", "source", "record", "duplicates")
    if not shown.facets:
        _rows(console, f"{len(shown.events)} of {shown.total} events", columns, shown.events)
    console.print(f"{shown.total} events, release {shown.release}")
