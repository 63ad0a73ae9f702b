"""Sources and limits: what the brief rests on, how it was made, and what it cannot say."""

from collections.abc import Iterable
from typing import Any

from regimelab.codebook import kind_title
from regimelab.report.content import Block, Callout, Heading, Paragraph, Section, Source, SourcesList, Table
from regimelab.report.dates import short_day_text, short_month_text
from regimelab.report.findings.book import Book
from regimelab.report.findings.evidence import ACTS, HIGH, SECOND, member_acts_id
from regimelab.report.inline import Inline, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import message, other, say, say_text
from regimelab.report.numbers import value_number

LIMITS = message(
    "The chronicle was gathered by searching for what the policy brief speaks of, around crises most of "
    "all: it over-represents the brief's own story, and years of crisis over quiet ones. Silence is known "
    "only where a source notes it. Nothing here says what any person will do, and nothing here replaces "
    "the judgement of those who know the place. "
)
LIMITS_OF_DRAWN = message(
    "The acts were coded by machine from news: what is much written about weighs more, what nobody wrote "
    "about is not there, and some of it is coded wrongly. Silence is not known at all. Nothing here says "
    "what any person will do, and nothing here replaces the judgement of those who know the place. "
)
WRITTEN = message("Each act below was written in its own words from the page named.")
CODED = message("Each act below was coded by machine from news; nobody read the pages.")


def sources_section(inputs: BriefInputs, book: Book, sources: tuple[Source, ...]) -> Section:
    """Say what the evidence is, what its limits are, how to repeat the run, and list the sources."""
    blocks: list[Block] = [
        _evidence(inputs, book),
        Heading("limits", say("Limits")),
        Callout(
            say("What this brief cannot say"),
            (say(LIMITS_OF_DRAWN if inputs.evidence.drawn else LIMITS), *_coverage(inputs, book)),
        ),
        Heading("run", say("How to repeat this brief")),
        _run(inputs),
        Heading("source-list", say("Sources cited")),
        SourcesList(sources),
    ]
    return Section("sources", say("Sources"), tuple(blocks))


def cited_sources(inputs: BriefInputs, ids: Iterable[str]) -> tuple[Source, ...]:
    """Describe every cited id: an act, a vote, a line of the brief, a table, or an address."""
    acts = {str(row["id"]): row for row in inputs.evidence.acts.to_pylist()}
    votes = {str(row["resolution"]): row for row in inputs.evidence.un_votes.to_pylist()}
    return tuple(_source(name, acts, votes, inputs) for name in sorted(set(ids), key=_order))


def _evidence(inputs: BriefInputs, book: Book) -> Paragraph:
    """Count the evidence."""
    origin = inputs.region.chronicle
    return Paragraph(
        say_text(
            "{title} ({producer}, {version}; {licence}): {acts} acts, {high} of high confidence, {second} "
            "with a second source. {citation}. {written}",
            title=other(origin.title),
            producer=origin.producer,
            version=origin.version,
            licence=other(origin.licence),
            acts=value_number(book[ACTS]),
            high=value_number(book[HIGH]),
            second=value_number(book[SECOND]),
            citation=other(origin.citation.rstrip(".")),
            written=say(CODED if inputs.evidence.drawn else WRITTEN),
        )
    )


def _coverage(inputs: BriefInputs, book: Book) -> Text:
    """Say how thin the evidence is, member by member."""
    said: list[Inline] = [say("Acts that concern each member: ")]
    for index, member in enumerate(inputs.region.members):
        said += [
            "; " if index else "",
            f"{other(member.name)} ",
            value_number(book[member_acts_id(member.code)]),
        ]
    return (*(part for part in said if part != ""), ".")


def _run(inputs: BriefInputs) -> Table:
    """Print what a second run needs to give the same bytes."""
    meta = inputs.meta
    facts = {
        "regimelab": meta.version,
        say("Evidence release"): meta.evidence_release,
        say("Seed"): str(meta.seed),
        say("Futures"): str(meta.futures),
        say("Futures that options are compared on"): str(meta.futures_compared or ""),
        say("Command"): meta.command,
        say("Manifest"): meta.manifest,
    }
    rows: tuple[tuple[Text, ...], ...] = tuple(((key,), (value,)) for key, value in facts.items() if value)
    return Table("run-facts", say("The run"), (say("What"), say("Which")), rows, (False, False))


def _order(name: str) -> tuple[int, str, int]:
    """Sort acts first, then everything else by name; lines of the brief by their number."""
    head, _, tail = name.partition(":")
    return (0 if name.startswith("CH") else 1, head, int(tail) if tail.isdigit() else 0)


def _source(name: str, acts: dict[str, Any], votes: dict[str, Any], inputs: BriefInputs) -> Source:
    """Describe one source."""
    if name in acts:
        return _act(acts[name])
    if name in votes:
        return _vote(name, votes[name])
    if name.startswith("brief:"):
        brief = inputs.region.brief
        line = name.partition(":")[2]
        return Source(
            name,
            say("{title}, line {line}", title=brief.title, line=line),
            publisher=brief.publisher,
            actors=brief.author,
        )
    if name.startswith("http"):
        return Source(name, name.split("/")[2], urls=(name,))
    return Source(name, say("Table '{name}' of this evidence release", name=name))


def _act(row: dict[str, Any]) -> Source:
    """Describe an act of the chronicle."""
    urls = tuple(str(row[key]) for key in ("source_url", "source_url_2") if row.get(key))
    actors = [str(row[key]) for key in ("actor", "target") if row.get(key)]
    return Source(
        id=str(row["id"]),
        title=other(str(row["description"])),
        start=row["start"],
        dated=_dated(row),
        kind=other(kind_title(str(row["kind"]))),
        actors=" \u2192 ".join(dict.fromkeys(actors)).replace(";", ", "),
        description=str(row["description"]),
        publisher=str(row.get("source_publisher") or ""),
        published=str(row.get("source_date") or ""),
        urls=urls,
        confidence=other(str(row.get("confidence") or "")),
        licence=str(row.get("licence") or ""),
        in_brief=bool(row.get("seed_cited")),
    )


def _vote(name: str, row: dict[str, Any]) -> Source:
    """Describe a resolution of the United Nations General Assembly."""
    day = row["day"]
    return Source(
        id=name,
        title=say(
            "UN General Assembly resolution {name}: {subject}", name=name, subject=other(row["subject"])
        ),
        start=day,
        dated=short_day_text(day),
        kind=say("vote"),
        description=str(row["subject"]),
        urls=(str(row["source_url"]),) if row.get("source_url") else (),
        confidence=other(str(row.get("confidence") or "")),
        licence=str(row.get("licence") or ""),
    )


def _dated(row: dict[str, Any]) -> str:
    """Print a date as exactly as the page that was read gives it."""
    written = {"day": short_day_text, "month": short_month_text, "year": lambda day: str(day.year)}
    return written[str(row["precision"])](row["start"])
