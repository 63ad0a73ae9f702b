"""Looking up a new region: what the store and the packaged regions say of its members."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from ibis import _

from regimelab.evidence.actors import actor_codes, name_of
from regimelab.evidence.library import Library
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.outside import how_to_add
from regimelab.evidence.partners import alliance_name, alliances, partners
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.source import Expression
from regimelab.evidence.store import Store
from regimelab.region import load_region, packaged_regions
from regimelab.region.facts import EVENTS, Facts, Partner
from regimelab.region.structure import Border, Membership, State

LAND: Final = 1  # of the Correlates of War's five kinds of contiguity
STATUS: Final = {"full": "member", "associate": "associate", "observer": "observer"}
CLUBS: Final = 3  # organisations at most that are proposed to measure dependence on the patron


def look_up(store: Store, members: Sequence[str], today: date) -> tuple[Facts, tuple[str, ...]]:
    """Look members up: names, partners, borders, organisations, days of events; and say what is lacking."""
    library = Library(store, actor_codes())
    held = {one.source for one in library.snapshots()} if library.releases() else set[str]()
    found = partners(library, members, held, today) if held else ()
    others = [one.code for one in found]
    states, borders, memberships = _packaged(set(members), {*members, *others})
    told = {row.code for row in states}
    borders += _touching(library, set(members) - told, borders) if "cow_contiguity" in held else ()
    memberships += _joined(library, [*members, *others], memberships) if "cow_igo" in held else ()
    events = held & set(EVENTS)
    between, span = _recorded(library, members, events) if events else (0, None)
    since = span[0] if span else today
    memberships += alliances(library, members, others, since) if "atop_members" in held else ()
    facts = Facts(
        members=tuple((code, name_of(code, today) or code) for code in members),
        partners=found or (Partner("XCC", "EXAMPLE: nobody's events are held", 0),),
        states=states,
        borders=borders,
        memberships=memberships,
        clubs=_clubs(memberships, members, others),
        span=span,
    )
    return facts, (*_seen(facts, between, events), *_elsewhere(members), *_lacking(held, bool(events)))


def _packaged(
    members: set[str], actors: set[str]
) -> tuple[tuple[State, ...], tuple[Border, ...], tuple[Membership, ...]]:
    """Take over what tables of packaged regions say of members there too, and the actors' memberships.

    On a length on which two pages disagree that region has settled; its reason stays with it.
    """
    states: dict[str, State] = {}
    borders: dict[frozenset[str], Border] = {}
    joined: dict[tuple[str, ...], Membership] = {}
    for region in (load_region(name) for name in packaged_regions()):
        here = members & {member.code for member in region.members}
        states |= {row.code: row for row in region.states() if row.code in here}
        for row in region.structure.borders:
            if here & {row.a, row.b}:
                settled = row if row.agree else row.model_copy(update={"agree": None})
                borders.setdefault(frozenset((row.a, row.b)), settled)
        for row in region.memberships():
            if row.actor in actors and (here or row.actor in members):
                joined.setdefault((row.actor, row.organisation, row.status), row)
    return tuple(states.values()), tuple(borders.values()), tuple(joined.values())


def _touching(library: Library, members: set[str], borders: Sequence[Border]) -> tuple[Border, ...]:
    """Pairs that touch by land in the last year held, of members whose borders no table gives in full."""
    rows: Expression = library.table(Shape.DYAD_TIME)
    near = rows.filter(rows.variable == "contiguity", rows.value == LAND)
    last = near.start.max()
    near = near.filter(near.start == last, near.sender.isin(list(members)), near.receiver.notnull())
    pairs = {frozenset((row["sender"], row["receiver"])) for row in listed(near.select("sender", "receiver"))}
    known = {frozenset((row.a, row.b)) for row in borders}
    url = SOURCE["cow_contiguity"].published.url
    return tuple(
        Border(iso3_a=one, iso3_b=other, length_km=None, lengths_agree_both_pages=None, source_url=url)
        for one, other in sorted(tuple(sorted(pair)) for pair in pairs - known if len(pair) == 2)
    )


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


def _clubs(
    memberships: Sequence[Membership], members: Sequence[str], others: Sequence[str]
) -> tuple[str, ...]:
    """Propose organisations that measure dependence on the first of the others: those it shares with members.

    Alliances come first; then what fewest of the other outside actors belong to.
    """
    belongs: dict[str, set[str]] = {}
    for row in memberships:
        if row.full and not row.until:
            belongs.setdefault(row.organisation, set()).add(row.actor)
    inside, rest = set(members), set(others[1:])
    shared = [club for club, those in belongs.items() if others and others[0] in those and those & inside]
    few = [club for club in shared if len(belongs[club] & rest) * 2 <= len(rest)]
    pact = alliance_name("")
    few.sort(key=lambda club: (not club.startswith(pact), len(belongs[club] & rest), club))
    pacts = [club for club in few if club.startswith(pact)]
    return tuple((pacts or few)[:CLUBS])


def _recorded(
    library: Library, members: Sequence[str], sources: Iterable[str]
) -> tuple[int, tuple[date, date] | None]:
    """Count the events between two members, and say from which day to which events are held at all."""
    rows: Expression = library.table(Shape.EVENTS)
    rows = rows.filter(rows.source.isin(sorted(sources)), rows.start.notnull())
    inside = list(members)
    among = rows.filter(rows.sender.isin(inside), rows.receiver.isin(inside), rows.sender != rows.receiver)
    (days,) = listed(rows.aggregate(first=_.start.min(), last=_.start.max()))
    (count,) = listed(among.aggregate(n=_.count()))
    return count["n"], (days["first"], days["last"]) if days["first"] else None


def _seen(facts: Facts, between: int, sources: Iterable[str]) -> tuple[str, ...]:
    """Say how many events there are to draw acts from."""
    if facts.span is None:
        return ()
    outside = sum(one.events for one in facts.partners)
    told = (
        f"Events in the store ({', '.join(sorted(sources))}, {facts.span[0]} to {facts.span[1]}): {between} "
        f"between members, {outside} with the outside actors named; coded by machine, read by nobody."
    )
    return (told,) if between else (told, "Nothing between members is recorded: no regime can be told so.")


def _elsewhere(members: Sequence[str]) -> tuple[str, ...]:
    """Say which members a packaged region has too."""
    regions = {name: {one.code for one in load_region(name).members} for name in packaged_regions()}
    shared = {name: sorted(set(members) & codes) for name, codes in regions.items()}
    return tuple(
        f"{', '.join(codes)}: in {name} too; the two regions cannot be pooled together."
        for name, codes in shared.items()
        if codes
    )


def _lacking(held: set[str], events: bool) -> tuple[str, ...]:
    """Say which sources would have told more."""
    wanted = {
        "cow_contiguity": "borders",
        "cow_igo": "organisations",
        "atop_members": "alliances",
        "sipri_tiv": "dependence in arms",
        "cow_trade": "dependence in trade",
    }
    found = [f"{what}: {how_to_add(name)}" for name, what in wanted.items() if name not in held]
    found += [] if events else [f"outside actors and acts: {how_to_add('icews', 'polecat', 'gdelt')}"]
    return (f"The store would tell more of {'; of '.join(found)}",) if found else ()
