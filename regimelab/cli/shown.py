"""The evidence as people read it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from regimelab.cli.tables import table

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.evidence import Verification
    from regimelab.evidence.select import ActView
    from regimelab.study.evidence import Counted, Listing

WHEN = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date that its precision supports

_LABELS = {"start": "not before", "end": "before"}  # the end is the first day after the act


def listing(console: "Console", found: "Listing") -> None:
    """Print acts in one line each, and the release."""
    ranked = ("matches",) if any("matches" in act for act in found.acts) else ()
    columns = ("id", "when", "kind", "actor", "target", "description", "source_publisher", *ranked)
    acts = [{**act, "when": dated(act)} for act in found.acts]
    of = "" if len(acts) == found.total else f" of {found.total}"
    title = f"{len(acts)}{of} acts, evidence release {found.release}"
    console.print(
        table(title, columns, acts) if acts else f"no act matches (evidence release {found.release})"
    )
    console.print(table("Sources", ("source", "title", "licence", "accessed"), map(vars, found.sources)))


def act(console: "Console", view: "ActView") -> None:
    """Print all that is known of one act."""
    told = {_LABELS.get(name, name): value for name, value in view.act.items()}
    known = [{"what": name, "is": value} for name, value in {"when": dated(view.act), **told}.items()]
    console.print(
        table(str(view.act["id"]), ("what", "is"), [row for row in known if row["is"] not in (None, "")])
    )
    if view.pairs:
        console.print(table("Event pairs", ("kind", "sender", "receiver", "weight"), view.pairs))
    else:
        console.print(f"No event pair: {view.why_no_pair}")
    for page in view.pages:
        by = ", ".join(str(part) for part in (page.publisher, page.family, page.published) if part)
        console.print(f"Page: {page.address} ({by or page.host})", soft_wrap=True)
    console.print(_written(view), soft_wrap=True)
    console.print(f"Source: {view.origin.citation} ({view.origin.licence})", soft_wrap=True)
    for correction in view.corrections:
        console.print(
            f"Corrected: {correction.column} was {correction.was}: {correction.reason}", soft_wrap=True
        )


def _written(view: "ActView") -> str:
    if view.row is None:
        return "Row: the file that this act was read from is no longer there as it was"
    said = ", ".join(f"{name}: {value}" for name, value in view.row.values.items() if value)
    return f"Row: {view.row.file}, line {view.row.line}: {said}"


def counts(console: "Console", found: "Counted") -> None:
    """Print how many acts have each value of each facet."""
    console.print(f"{found.acts} acts, evidence release {found.release}", style="bold")
    for facet, counted in found.facets.items():
        rows = [{facet: value, "acts": number} for value, number in counted.items()]
        console.print(table(f"By {facet}", (facet, "acts"), rows))


def verification(console: "Console", found: "Verification") -> None:
    """Print counts and coverage, then what to look at again."""
    console.print(f"Evidence release {found.release}", style="bold")
    console.print(table("Counts", ("what", "is"), _counts(found)))
    years = list(found.by_year)
    for title, counted in (("By kind", found.kind_by_year), ("By state", found.state_by_year)):
        rows = [{"": name, **by_year, "all": sum(by_year.values())} for name, by_year in counted.items()]
        console.print(table(title, ("", *years, "all"), rows))
    families = [{"family": name, "acts": count} for name, count in list(found.families.items())[:12]]
    console.print(table("Source families (the largest)", ("family", "acts"), families))
    if found.left_out:
        columns = ("id", "kind", "sender", "receiver", "weight")
        console.print(table("Left out by the model", columns, [one._asdict() for one in found.left_out]))
    again = [{"check": one.check, "what": one.what, "acts": one.acts} for one in found.findings]
    console.print(table("To look at again", ("check", "what", "acts"), again))


def _counts(found: "Verification") -> list[dict[str, object]]:
    counts: dict[str, object] = {
        "acts": found.acts,
        "event pairs": found.pairs,
        "acts without a pair": len(found.unpaired),
        "pairs that the model leaves out": len(found.left_out),
        "acts that these pairs weigh": found.acts_left_out,
        "acts before the period": found.before_period,
        "acts after the period": found.after_period,
        "hosts": found.hosts,
        "with a second page": f"{found.second_source:.0%}",
        "cited by the brief": found.cited_by_brief,
        "corrections": len(found.corrections),
    }
    return [{"what": name, "is": value} for name, value in counts.items()]


def dated(act: Mapping[str, object]) -> str:
    """Write an act's date as exactly as its source supports."""
    return str(act["start"])[: WHEN[str(act["precision"])]]
