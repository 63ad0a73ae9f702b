"""Evidence as somebody else would have it: known by an earlier day, or without a family of sources."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from regimelab.errors import EvidenceMissing, Problem, UsageError, refuse_unknown
from regimelab.evidence.dates import FORMS, ImpossibleDate, interval
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.library.view import FAMILIES as OUTSIDE_FAMILIES
from regimelab.evidence.pairs import event_pairs, unpaired
from regimelab.evidence.publishers import FAMILIES, family_of
from regimelab.evidence.schemas import ACTS, PAIRS, ordered, table_of
from regimelab.evidence.structure import structure_tables
from regimelab.reading.dates import PartialDate, day_after
from regimelab.region import Region
from regimelab.region.structure import Membership, State


def seen(evidence: Evidence, as_of: date | None = None, without: Collection[str] = ()) -> Evidence:
    """See the evidence as it was known by the end of a day, and without families of sources.

    Acts are dropped whole and pairs made anew from those that stay. The release gains a suffix that
    says what was left out: ``2023-06-30+ab12cd34ef56@2022-01-31-media``.
    """
    if as_of is None and not without:
        return evidence
    check_view(evidence.region, as_of, without)
    view = evidence if as_of is None else _by(evidence, as_of)
    acts = [act for act in view.acts.to_pylist() if family_of(act["source_publisher"]) not in without]
    left = _of(view, acts, "".join(f"-{family}" for family in FAMILIES if family in without))
    if not acts:
        what = f"no act is left of the evidence: {left.release}."
        raise EvidenceMissing(Problem("--as-of, --without", what, "Name a later day, or drop less."))
    return left


def day_of(text: str, option: str = "--as-of") -> date:
    """Read the day until whose end things were known: of a month or a year, its last."""
    try:
        return interval(text).end - timedelta(days=1)
    except ImpossibleDate as error:
        raise UsageError(Problem(option, str(error), f"Write it as {', '.join(FORMS.values())}.")) from None


def known_by(act: dict[str, Any], day: date) -> bool:
    """Whether an act had begun, and its page was out, by the end of a day.

    A page dated to a month or a year counts at its end; one without a date counts when its act is over.
    """
    published = interval(act["source_date"]).end if act["source_date"] else act["end"]
    return act["start"] <= day and published <= day + timedelta(days=1)


def _by(evidence: Evidence, day: date) -> Evidence:
    then = region_by(evidence.region, day)
    tables = structure_tables(then, {origin.source: origin for origin in evidence.origins})
    return replace(
        evidence,
        region=then,
        release=f"{evidence.release}@{day}",
        acts=table_of([act for act in evidence.acts.to_pylist() if known_by(act, day)], ACTS),
        **{name: ordered(table, name) for name, table in tables.items()},
    )


def region_by(region: Region, day: date) -> Region:
    """Describe a region by what had begun by a day; an end that lies ahead was not known yet."""
    held = region.structure
    then = {
        "memberships": tuple(_still_open(row, day) for row in held.memberships if _begun(row.since, day)),
        "un_votes": tuple(row for row in held.un_votes if row.day <= day),
        "states": tuple(_counted(row, day) for row in held.states),
    }
    windows = (window for window in region.transitions if window.start <= day)
    return region.model_copy(
        update={
            "period": region.period.model_copy(update={"end": min(region.period.end, day)}),
            "transitions": tuple(
                window.model_copy(update={"end": None}) if window.end and window.end > day else window
                for window in windows
            ),
            "structure": held.model_copy(update=then),
        }
    )


def _begun(since: PartialDate | None, day: date) -> bool:
    return since is None or day_after(since) <= day + timedelta(days=1)


def _still_open(row: Membership, day: date) -> Membership:
    ended = row.until is None or day_after(row.until) <= day + timedelta(days=1)
    return row if ended else row.model_copy(update={"until": None})


def _counted(row: State, day: date) -> State:
    """Blank the figures of years that were not over."""
    ahead = {
        name: None
        for name, year in (("population", row.population_year), ("gdp_usd_bn", row.gdp_year))
        if year is not None and date(year, 12, 31) > day
    }
    return row.model_copy(update=ahead)


def _of(evidence: Evidence, acts: Sequence[dict[str, Any]], suffix: str) -> Evidence:
    """Leave these acts of the evidence, with the pairs and corrections that are theirs."""
    ids = {act["id"] for act in acts}
    return replace(
        evidence,
        release=f"{evidence.release}{suffix}",
        acts=table_of(acts, ACTS),
        pairs=ordered(table_of(event_pairs(acts, evidence.region), PAIRS), "pairs"),
        refused=unpaired(acts, evidence.region),
        corrections=tuple(known for known in evidence.corrections if known.key in ids),
    )


def check_view(region: Region, as_of: date | None, without: Collection[str]) -> None:
    """Refuse, before anything is loaded, a family that is none and a day before all evidence."""
    refuse_unknown("--without", without, (*FAMILIES, *OUTSIDE_FAMILIES), "a family of sources")
    if as_of is not None and as_of < region.period.start:
        what = f"{as_of} is before the evidence begins, on {region.period.start}."
        raise EvidenceMissing(Problem("--as-of", what, "Name a later day."))
