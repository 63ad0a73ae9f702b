"""Looking up a new region: what the store and the packaged regions say of its members."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from ibis import _

from regimelab.errors import Problem, UsageError, suggestion
from regimelab.evidence.actors import actor_codes, name_of
from regimelab.evidence.library import Library
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.outside import how_to_add
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.source import Expression
from regimelab.evidence.store import Store
from regimelab.region import load_region, packaged_regions
from regimelab.region.facts import Facts, Partner
from regimelab.region.structure import Border, Membership, State

PARTNERS: Final = 8  # outside actors that a draft names
LAND: Final = 1  # of the Correlates of War's five kinds of contiguity
STATUS: Final = {"full": "member", "associate": "associate", "observer": "observer"}


def look_up(store: Store, members: Sequence[str], today: date) -> tuple[Facts, tuple[str, ...]]:
    """Look members up: names, partners in events, borders, organisations; and say which sources lack."""
    _refuse(members)
    library = Library(store, actor_codes())
    held = {one.source for one in library.snapshots()} if library.releases() else set[str]()
    states, borders, memberships = _packaged(set(members))
    told = {row.code for row in states}
    touching = _touching(library, set(members) - told, borders) if "cow_contiguity" in held else ()
    memberships += _joined(library, members, memberships) if "cow_igo" in held else ()
    partners = _partners(library, members, today) if held else ()
    nobody = (Partner("XCC", "EXAMPLE: nobody's events are held", 0),)
    named = tuple((code, name_of(code, today) or code) for code in members)
    facts = Facts(named, partners or nobody, states, borders, touching, memberships)
    return facts, _lacking(held, bool(partners))


def _refuse(members: Sequence[str]) -> None:
    """Refuse what cannot be the members of a region: every problem at once."""
    codes = actor_codes().to_pylist()
    known = {row["code"] for row in codes if row["scheme"] == "iso3"}
    strange = [code for code in members if code not in known]
    found = [
        Problem("--members", f"'{code}' is not the code of a state (ISO 3166 alpha-3).", _near(code, known))
        for code in strange
    ]
    twice = sorted({code for code in members if members.count(code) > 1})
    found += [Problem("--members", f"'{code}' is given twice.", "Name each state once.") for code in twice]
    if len(set(members)) < 2:
        what = f"names {len(set(members))} member(s)."
        found.append(Problem("--members", what, "A region has two members or more: --members ARM,AZE,GEO."))
    if found:
        raise UsageError(found)


def _near(code: str, known: set[str]) -> str:
    return suggestion(code, known).partition("Known:")[0].strip() or "Look it up, and write capitals."


def _packaged(
    members: set[str],
) -> tuple[tuple[State, ...], tuple[Border, ...], tuple[Membership, ...]]:
    """Take over what tables of packaged regions say of the states that are members there too."""
    states: dict[str, State] = {}
    borders: dict[frozenset[str], Border] = {}
    joined: dict[tuple[str, ...], Membership] = {}
    for region in (load_region(name) for name in packaged_regions()):
        here = members & {member.code for member in region.members}
        states |= {row.code: row for row in region.states() if row.code in here}
        for row in region.structure.borders:
            if here & {row.a, row.b}:
                borders.setdefault(frozenset((row.a, row.b)), row)
        for row in region.memberships():
            if row.actor in here:
                joined.setdefault((row.actor, row.organisation, row.status), row)
    return tuple(states.values()), tuple(borders.values()), tuple(joined.values())


def _touching(library: Library, members: set[str], borders: Sequence[Border]) -> tuple[tuple[str, str], ...]:
    """Pairs that touch by land in the last year held, of members whose borders no table gives in full."""
    rows: Expression = library.table(Shape.DYAD_TIME)
    near = rows.filter(rows.variable == "contiguity", rows.value == LAND)
    last = near.start.max()
    near = near.filter(near.start == last, near.sender.isin(list(members)), near.receiver.notnull())
    pairs = {frozenset((row["sender"], row["receiver"])) for row in listed(near.select("sender", "receiver"))}
    known = {frozenset((row.a, row.b)) for row in borders}
    new = (sorted(pair) for pair in pairs - known if len(pair) == 2)
    return tuple(sorted((a, b) for a, b in new))


def _joined(library: Library, members: Sequence[str], known: Sequence[Membership]) -> tuple[Membership, ...]:
    """Organisations of members in the last year held, where no table gives any of theirs."""
    told = {row.actor for row in known}
    rows: Expression = library.table(Shape.COUNTRY_TIME)
    clubs = rows.filter(rows.source == "cow_igo", rows.actor.isin(list(set(members) - told)))
    last = clubs.group_by("actor").aggregate(last=_.start.max())
    latest = clubs.inner_join(last, [clubs.actor == last.actor, clubs.start == last.last])
    found = listed(latest.select("actor", "variable", "text", "start"))
    return tuple(sorted((_membership(row) for row in found if row["text"] in STATUS), key=str))


def _membership(row: dict[str, Any]) -> Membership:
    club = row["variable"].removeprefix("igo_")
    return Membership(
        iso3=row["actor"],
        organisation=club,
        status=STATUS[row["text"]],
        since=None,
        until=None,
        source_url=SOURCE["cow_igo"].published.url,
        note=f"as of {row['start'].year}",
    )


def _partners(library: Library, members: Sequence[str], today: date) -> tuple[Partner, ...]:
    """Outside actors by how many events of the store they have with members, most first."""
    rows: Expression = library.table(Shape.EVENTS)
    inside = list(members)
    sent = rows.filter(rows.sender.isin(inside), rows.receiver.notin(inside)).select(other=rows.receiver)
    got = rows.filter(rows.receiver.isin(inside), rows.sender.notin(inside)).select(other=rows.sender)
    counts = sent.union(got).filter(_.other.notnull()).group_by("other").aggregate(events=_.count())
    top = listed(counts.order_by(_.events.desc(), "other").limit(PARTNERS))
    return tuple(
        Partner(row["other"], name_of(row["other"], today) or row["other"], row["events"]) for row in top
    )


def _lacking(held: set[str], partners: bool) -> tuple[str, ...]:
    """Say which sources would have told more."""
    wanted = {"cow_contiguity": "borders", "cow_igo": "organisations"}
    found = [f"{what}: {how_to_add(name)}" for name, what in wanted.items() if name not in held]
    found += [] if partners else [f"outside actors and acts: {how_to_add('icews', 'polecat', 'gdelt')}"]
    return (f"The store would tell more of {'; of '.join(found)}",) if found else ()
