"""Citing: an act, an outside figure, a run of the model or a document of one's own as evidence."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence.publishers import family_of
from regimelab.evidence.sources import SOURCE
from regimelab.screening.chain import digest
from regimelab.screening.edits import Archived
from regimelab.screening.effect import RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.scales import Family
from regimelab.screening.watching import row_hash
from regimelab.study.manifest import stamp

Act = dict[str, Any]

# State media are a government's word; encyclopaedias and unlisted publishers lend no comfort.
OF_PUBLISHERS: Final = {
    "media": Family.MEDIA,
    "state_media": Family.OFFICIAL,
    "official": Family.OFFICIAL,
    "organisations": Family.IGO,
    "rights": Family.NGO_ADVOCACY,
    "research": Family.ACADEMIC,
}
OF_PRODUCERS: Final = {
    "experts": Family.ACADEMIC,
    "rights": Family.NGO_ADVOCACY,
    "official": Family.IGO,
    "media": Family.MEDIA,
    "machine_coded": Family.MEDIA,
}


def cited_act(act: Mapping[str, Any], release: str) -> Cited:
    """Cite an act as the evidence has it, with the hash of its row."""
    return Cited(
        ref=act["id"],
        kind="act",
        family=OF_PUBLISHERS.get(family_of(act["source_publisher"]), Family.UNCLASSIFIED),
        language="en",
        date=act["end"] - timedelta(days=1),
        hash=row_hash(act),
        title=f"{act['kind']}, {act['start']}, {act['source_publisher']}",
        quote=act["description"],
        span="description of the chronicle's row",
        release=release or "-",
        address=act["source_url"] or "",
    )


def cited_run(effect: RegimeEffect) -> Cited:
    """Cite a simulated effect, which is of the family of models and lends no comfort."""
    return Cited(
        ref=f"run:{effect.run_id}",
        kind="model",
        family=Family.MODEL,
        language="en",
        date=effect.made_on,
        hash=digest(effect.model_dump(mode="json")),
        title=f"{effect.named} less {effect.against_named}, {effect.futures} futures, seed {effect.seed}",
        quote=worsened(effect),
        span="paired differences",
        release=effect.release,
    )


def worsened(effect: RegimeEffect, tell: Callable[[str], str] = str) -> str:
    """List what a simulated effect makes noticeably worse, and in which scenarios."""
    worse = [f"{one.title} ({one.where})" for one in effect.rows if one.moves < 0]
    return f"{tell('noticeably worse')}: {', '.join(worse) or tell('nothing that could be told')}"


def cited_figure(row: Mapping[str, Any], release: str) -> Cited:
    """Cite an outside figure with its bounds."""
    published = SOURCE[row["source"]].published
    value = row["text"] or f"{row['value']:g}"
    bounds = "" if row["low"] is None else f" ({row['low']:g} to {row['high']:g})"
    day = row["end"] - timedelta(days=1)
    return Cited(
        ref=f"{row['source']}:{row['actor']}:{row['variable']}:{day.year}",
        kind="figure",
        family=OF_PRODUCERS.get(published.family, Family.UNCLASSIFIED),
        language="en",
        date=day,
        hash=digest({name: str(one) for name, one in row.items()}),
        title=published.title,
        quote=f"{row['variable']} {value}{bounds}, {row['unit']}, {row['actor']} {day.year}",
        span=f"snapshot {row['snapshot']}",
        release=release,
        address=published.url,
    )


def archived(given: Archived, where: str) -> Cited:
    """Cite a document: its file is hashed where it is given, and stays where it is."""
    known = [one.value for one in Family]
    problems = []
    if given.family not in known:
        problems.append(
            Problem(
                f"{where}.family",
                f"'{given.family}' is no family of sources.",
                suggestion(given.family, known),
            )
        )
    found, path = given.hash, Path(given.file).expanduser()
    if given.file and not path.is_file():
        problems.append(
            Problem(f"{where}.file", f"{given.file}: there is no such file.", "Archive the document first.")
        )
    elif given.file:
        found = stamp(path).sha256
    if not found:
        problems.append(Problem(where, "it has no archive hash.", "Give 'file' or 'hash' (SHA-256)."))
    if problems:
        raise InvalidInput(problems)
    fields = given.model_dump(exclude={"file", "hash", "family"})
    return Cited(
        **fields,
        family=Family(given.family),
        hash=found,
        kind="model" if given.family == "model" else "document",
    )
