"""``evidence add, pull, correct, withdraw, copy``: what changes the outside data, each by a new release."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.evidence import app
from regimelab.cli.outside import Since, Until, day, show_rows
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError

if TYPE_CHECKING:
    from regimelab.study.pulling import Secret

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
Key = Annotated[
    str | None, typer.Option("--key", metavar="VARIABLE", help="Send the key that this variable holds.")
]
KeyHeader = Annotated[
    str | None, typer.Option("--key-header", metavar="NAME", help="Send it in this header; Authorization.")
]
KeyParameter = Annotated[
    str | None, typer.Option("--key-parameter", metavar="NAME", help="Send it as this parameter instead.")
]
Snapshot = Annotated[str, typer.Argument(metavar="SNAPSHOT", help="A file held, as evidence data names it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept with the release.")]
To = Annotated[
    str, typer.Option("--to", metavar="PLACE", help="postgresql://USER@HOST/DATABASE, or a folder.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace the outside data that are there.")]


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
    from regimelab.study.adding import Incoming, add_file, spooled

    _tell_terms(session, source)
    given = Incoming(Path(file), source, day("--published", published), version, url, strict, adds_up)
    today = session.started.date()
    with session.reporting() as progress:
        if file != "-":
            result = add_file(session.store, given, today, progress)
        else:
            with spooled(sys.stdin.buffer) as path:
                kept = Incoming(path, source, given.published, version, url, strict, adds_up)
                result = add_file(session.store, kept, today, progress)
    return Reply(result, lambda console: show_rows(console, "Added", tuple(result.rows[0]), result.rows))


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
    key: Key = None,
    key_header: KeyHeader = None,
    key_parameter: KeyParameter = None,
    strict: Strict = False,
) -> Reply:
    """Pull a source's files from their producer, check them, keep them as they came, and add them.

    Example: regimelab evidence pull gdelt_daily --since 2022-01-01 --until 2022-01-31
    """
    from regimelab.study.pulling import Pulling, pull_source

    _tell_terms(session, name)
    days = (day("--since", since), day("--until", until))
    whence = (url, sha256, limit * 1_000_000, allow_http, tuple(allow_host or ()))
    keys = _keys(key, key_header, key_parameter)
    asked = Pulling(name, *days, *whence, day("--published", published), version, strict, keys)
    folder = session.settings.store.parent / "pulled"
    folder.mkdir(parents=True, exist_ok=True)
    with session.reporting() as progress:
        result = pull_source(session.store, asked, folder, session.started.date(), progress)
    return Reply(result, lambda console: show_rows(console, "Added", tuple(result.rows[0]), result.rows))


@command(app, name="correct", computes=True)
def correct_data(session: Session, file: Corrections) -> Reply:
    """Correct values that are known to be wrong, each with its reason; a new release is made of it.

    The file has the columns source, record, column, was, now, reason, url.

    Example: regimelab evidence correct corrections.csv
    """
    from regimelab.study.adding import correct_data as study_correct

    result = study_correct(session.store, file)
    return Reply(result, lambda console: show_rows(console, "Release", tuple(result.rows[0]), result.rows))


@command(app, name="withdraw", computes=True)
def withdraw_data(session: Session, snapshot: Snapshot, reason: Reason) -> Reply:
    """Make a release without a file that was added by mistake; earlier releases keep it.

    Example: regimelab evidence withdraw 3f2a9c41d0be --reason "the draft, not the published file"
    """
    from regimelab.study.adding import withdraw

    result = withdraw(session.store, snapshot, reason)
    return Reply(result, lambda console: show_rows(console, "Release", tuple(result.rows[0]), result.rows))


@command(app, name="copy", computes=True)
def copy_data(session: Session, to: To, replace: Replace = False) -> Reply:
    """Copy the evidence and the outside data to a PostgreSQL server, or to a folder of Parquet files.

    Others can ask the same of the server; Spark, BigQuery and other engines load the files.

    Example: regimelab evidence copy --to postgresql://reader@db.example/evidence
    """
    from regimelab.study.adding import copy_store

    with session.reporting() as progress:
        result = copy_store(session.store, to, replace, progress)
    return Reply(result, lambda console: show_rows(console, "Copied", tuple(result.rows[0]), result.rows))


def _keys(variable: str | None, header: str | None, parameter: str | None) -> "tuple[Secret, ...]":
    """Say how the key is sent: as a bearer's, unless a header or a parameter is named."""
    from regimelab.study.pulling import Secret

    if variable is None:
        if header or parameter:
            what = "says how a key is sent, and no key is given."
            raise UsageError(
                Problem("--key-header or --key-parameter", what, "Name its variable with --key.")
            )
        return ()
    if parameter:
        return (Secret(variable, parameter, "parameter"),)
    return (Secret(variable, header),) if header else (Secret(variable, "Authorization", before="Bearer "),)


def _tell_terms(session: Session, source: str) -> None:
    from regimelab.study.outside import terms_of

    if terms := terms_of(source):
        session.say(f"terms of {source}: {terms}")
