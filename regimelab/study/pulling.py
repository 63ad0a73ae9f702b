"""Pulling a source's files from their producer, and adding them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.evidence.addresses import addresses_of
from regimelab.evidence.library import Added
from regimelab.evidence.pull import NotThere, Secret, pull
from regimelab.evidence.sources import Source
from regimelab.study.adding import Incoming, add_file
from regimelab.study.outside import named_source
from regimelab.study.result import Progress, Result, silent

FIRST = date(2000, 1, 1)  # from which UNHCR publishes decisions and applications by pair of states
BY_DAY = ("gdelt", "gdelt_daily", "gdelt_backfile")


@dataclass(frozen=True)
class Pulling:
    """What to pull of a source: from which day to which, or one address, and how much may come."""

    source: str
    since: date | None = None
    until: date | None = None
    url: str = ""
    sha256: str | None = None
    limit_bytes: int = 2_000_000_000
    allow_http: bool = False
    allow_hosts: tuple[str, ...] = ()
    published: date | None = None
    version: str = ""
    strict: bool = False
    keys: tuple[Secret, ...] = ()


def pull_source(
    store: Path | None, asked: Pulling, folder: Path, today: date, progress: Progress = silent
) -> Result[tuple[Added, ...]]:
    """Pull a source's files from their producer and add them; files that are not there are named."""
    source, added, notes = named_source(asked.source), [], []
    for address in _addresses(source, asked, today):
        try:
            pulled = pull(
                address,
                folder,
                expect_sha256=asked.sha256,
                limit_bytes=asked.limit_bytes,
                allow_http=asked.allow_http,
                allow_hosts=asked.allow_hosts,
                secrets=asked.keys,
                progress=progress,
            )
        except NotThere as absent:
            notes.append(str(absent))
            continue
        given = Incoming(
            pulled.path,
            asked.source,
            asked.published,
            asked.version,
            pulled.final_url,
            asked.strict,
            adds_up=asked.since is not None,
        )
        one = add_file(store, given, today, progress)
        added.append(one.data)
        notes += one.warnings
    if not added:
        raise EvidenceMissing(Problem(asked.source, "nothing was there to pull.", "Ask for other days."))
    return Result(tuple(added), tuple(one._asdict() for one in added), warnings=tuple(dict.fromkeys(notes)))


def _addresses(source: Source, asked: Pulling, today: date) -> tuple[str, ...]:
    if asked.url:
        return (asked.url,)
    if asked.since is None and source.name in BY_DAY:
        what = "its files are by day, and no day is asked for."
        raise UsageError(Problem("--since", what, "Give --since and --until: a day has up to 96 files."))
    found = tuple(addresses_of(source, asked.since or FIRST, asked.until or today))
    if not found:
        what = "its producer's files lie at no open address that is known."
        remedy = (
            f"Download it by hand ({source.published.url}), then 'evidence add FILE --source {source.name}', "
            "or give its address with --url."
        )
        raise EvidenceMissing(Problem(source.name, what, remedy))
    return found


__all__ = ["Pulling", "Secret", "pull_source"]
