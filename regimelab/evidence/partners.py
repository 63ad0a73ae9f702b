"""Whom a region's members depend on: outside actors by arms, trade and pacts that the store holds of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from ibis import _

from regimelab.evidence.actors import name_of
from regimelab.evidence.library import Library
from regimelab.evidence.library.fetching import listed
from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources import SOURCE
from regimelab.evidence.sources.source import Expression
from regimelab.region.facts import Ground, Partner
from regimelab.region.structure import Membership

NAMED: Final = 8  # outside actors that a draft names
YEARS: Final = 10  # deliveries of arms come in lumps; the measure of dependence takes as many
FLOWS: Final = {"sipri_tiv": ("arms_delivered", False), "cow_trade": ("imports", True)}  # two-way or not
SAID: Final = {"sipri_tiv": "arms delivered", "cow_trade": "trade"}
DEFENCE: Final = "defense"


def partners(library: Library, members: Sequence[str], held: set[str], today: date) -> tuple[Partner, ...]:
    """Name outside actors: the one depended on most first, then those with most events with members.

    Dependence is the mean of what the store can tell of two shares, of arms delivered to a member and of its
    trade, each member weighing the same. Pacts of defence, which bind both sides alike, are told beside them
    and decide between equals. An actor without an event with a member is not named: no act would show it.
    """
    counts = _counted(library, members)
    grounds = _grounds(library, members, held)
    seen = [code for code in grounds if counts[code]]
    heaviest = max(seen, key=lambda code: (*_weight(grounds[code]), counts[code], code), default=None)
    first = [heaviest] if heaviest and _weight(grounds[heaviest])[0] else []
    ranked = first + [code for code, _events in counts.most_common(NAMED) if code not in first]
    return tuple(
        Partner(code, name_of(code, today) or code, counts[code], tuple(grounds.get(code, ())))
        for code in ranked[:NAMED]
    )


def alliances(
    library: Library, members: Sequence[str], others: Sequence[str], since: date
) -> tuple[Membership, ...]:
    """Memberships in alliances that tied a member to another actor after a day: the latest stay of each."""
    stays: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _spells(library, [*members, *others]):
        stays[row["actor"], row["group"]].append(row)
    parties = Counter(alliance for _actor, alliance in stays)
    tied = {alliance for actor, alliance in stays if actor in members and parties[alliance] > 1}
    lasting = (key for key in sorted(stays) if stays[key][-1]["end"] is None or stays[key][-1]["end"] > since)
    return tuple(_latest(stays[key]) for key in lasting if key[1] in tied)


def alliance_name(number: str) -> str:
    """Name an alliance by its number in ATOP, which gives no title."""
    return f"ATOP {number}"


def _weight(grounds: Iterable[Ground]) -> tuple[float, float]:
    """Weigh an actor: by the mean share of what members get, then by how many a pact binds to it."""
    shares = [one.share for one in grounds if one.source in FLOWS]
    pacts = [one.share for one in grounds if one.source not in FLOWS]
    return sum(shares) / max(len(shares), 1), sum(pacts, 0.0)


def _counted(library: Library, members: Sequence[str]) -> Counter[str]:
    """Count the events of the store that each outside actor has with members."""
    rows: Expression = library.table(Shape.EVENTS)
    inside = list(members)
    sent = rows.filter(rows.sender.isin(inside), rows.receiver.notin(inside)).select(other=rows.receiver)
    got = rows.filter(rows.receiver.isin(inside), rows.sender.notin(inside)).select(other=rows.sender)
    counts = sent.union(got).filter(_.other.notnull()).group_by("other").aggregate(events=_.count())
    found = listed(counts.order_by(_.events.desc(), "other"))
    return Counter({row["other"]: row["events"] for row in found})


def _grounds(library: Library, members: Sequence[str], held: set[str]) -> dict[str, list[Ground]]:
    """Say of every outside actor what share it has, by each source that tells; nothing told is nothing."""
    told = [_flows(library, members, source) for source in FLOWS if source in held]
    told += [_pacts(library, members)] if "atop_members" in held else []
    known = [ground for ground in told if ground]
    outside = sorted({code for ground in known for code in ground})
    none = [next(iter(ground.values()))._replace(share=0.0, counted="") for ground in known]
    return {
        code: [ground.get(code, zero) for ground, zero in zip(known, none, strict=True)] for code in outside
    }


def _flows(library: Library, members: Sequence[str], source: str) -> dict[str, Ground]:
    """Share of each partner in what a member got, or exchanged, in the last years held: the members' mean."""
    variable, two_ways = FLOWS[source]
    rows: Expression = library.table(Shape.DYAD_TIME)
    mine = rows.filter(rows.source == source, rows.variable == variable, rows.value > 0)
    got = _of(mine, members, "receiver", "sender")
    got = got.union(_of(mine, members, "sender", "receiver")) if two_ways else got
    yearly = listed(got.group_by("member", "other", year=_.start.year()).aggregate(value=_.value.sum()))
    last = max((row["year"] for row in yearly), default=0)
    recent = [row for row in yearly if row["year"] > last - YEARS]
    whole: Counter[str] = Counter()
    for row in recent:
        whole[row["member"]] += row["value"]
    shares: Counter[str] = Counter()
    for row in recent:
        if row["other"] and row["other"] not in members:
            shares[row["other"]] += row["value"] / whole[row["member"]] / len(whole)
    told = f"{SAID[source]}, a mean over {len(whole)} of {len(members)} members, {last - YEARS + 1}-{last}"
    return {
        code: Ground(share, f"{share:.0%} of {told} ({source})", source) for code, share in shares.items()
    }


def _of(rows: Expression, members: Sequence[str], member: str, other: str) -> Expression:
    return rows.filter(rows[member].isin(list(members))).select(
        member=rows[member], other=rows[other], start="start", value="value"
    )


def _pacts(library: Library, members: Sequence[str]) -> dict[str, Ground]:
    """Share of members that a pact of defence binds to each outside actor when the data end."""
    parties: dict[str, set[str]] = defaultdict(set)
    for row in _spells(library, ()):
        if row["end"] is None and DEFENCE in (row["text"] or "").split(";"):
            parties[row["group"]].add(row["actor"])
    bound: dict[str, set[str]] = defaultdict(set)
    for those in parties.values():
        for code in those - set(members):
            bound[code] |= those & set(members)
    return {
        code: Ground(
            len(those) / len(members),
            f"a pact of defence with {len(those)} of {len(members)} members (atop_members)",
            "atop_members",
        )
        for code, those in bound.items()
        if those
    }


def _spells(library: Library, actors: Sequence[str]) -> list[dict[str, Any]]:
    rows: Expression = library.table(Shape.SPELLS)
    rows = rows.filter(rows.variable == "atop_alliance", rows.actor.notnull(), rows.start.notnull())
    rows = rows.filter(rows.actor.isin(list(actors))) if actors else rows
    return listed(rows.select("actor", "group", "start", "end", "text").order_by("actor", "group", "start"))


def _latest(stays: Sequence[dict[str, Any]]) -> Membership:
    """Join phases that follow one another; an earlier stay that had ended is told in the note."""
    begun, earlier = stays[0], []
    for before, row in zip(stays, stays[1:], strict=False):
        if before["end"] is not None and before["end"] < row["start"]:
            earlier.append(f"{begun['start']} to {before['end'] - timedelta(days=1)}")
            begun = row
    last = stays[-1]
    told = f"duties: {last['text'].replace(';', ', ')}" if last["text"] else "no duty coded"
    return Membership(
        iso3=last["actor"],
        organisation=alliance_name(last["group"]),
        status="party",
        since=begun["start"].isoformat(),
        until=(last["end"] - timedelta(days=1)).isoformat() if last["end"] else "",
        source_url=SOURCE["atop_members"].published.url,
        note="; ".join([told, *(f"before that {one}" for one in earlier)]),
    )
