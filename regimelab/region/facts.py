"""What can be looked up about a new region, and laying it out as the files of a draft."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from regimelab.region.structure import Border, Membership, State

NOBODYS = "https://example.org/EXAMPLE"
UNKNOWN_KM = 1.0  # stands for a length that nobody looked up; its row is marked


class Partner(NamedTuple):
    """An outside actor with which members' events are, and how many."""

    code: str
    name: str
    events: int


class Facts(NamedTuple):
    """What the store and the packaged regions say of a region's members.

    ``touching`` are pairs that share a border whose length no table gives.
    """

    members: tuple[tuple[str, str], ...]
    partners: tuple[Partner, ...]
    states: tuple[State, ...]
    borders: tuple[Border, ...]
    touching: tuple[tuple[str, str], ...]
    memberships: tuple[Membership, ...]


def drafted_files(facts: Facts, template: str, today: date) -> dict[str, str]:
    """Lay the facts out as the files of a region folder; what is not known is marked EXAMPLE."""
    clubs = [row.organisation for row in facts.memberships if row.full]
    text = template.replace("MEMBERS\n", "".join(_member(*one) for one in facts.members))
    text = text.replace("OUTSIDE\n", "".join(_outside(one, n == 0) for n, one in enumerate(facts.partners)))
    text = text.replace('"PATRON"', f'"{facts.partners[0].code}"').replace("DAY", today.isoformat())
    text = text.replace('"CLUB"', f'"{clubs[0] if clubs else "EXAMPLE_CLUB"}"')
    return {
        "region.toml": text.replace("FIRST", facts.members[0][0]),
        "borders.csv": _borders(facts),
        "memberships.csv": _memberships(facts, bool(clubs)),
        "states.csv": _states(facts),
    }


def _member(code: str, name: str) -> str:
    return (
        f'[[members]]\ncode = "{code}"\nname = "{name}"\n'
        'adjective = "EXAMPLE"\nleader_office = "EXAMPLE: the office only"\n'
        'leader_since = "2020"                   # EXAMPLE\nsources = ["states"]\n\n'
    )


def _outside(one: Partner, first: bool) -> str:
    role = '"patron" ' if first else '"partner"'
    said = f"{one.events} events with members in the store" if one.events else "nobody's"
    return (
        f'[[outside]]\ncode = "{one.code}"                           # {said}\nname = "{one.name}"\n'
        f"role = {role}                        # EXAMPLE: a judgement\n\n"
    )


def _borders(facts: Facts) -> str:
    known = [(row.a, row.b, f"{row.km:g}", "true", row.source) for row in facts.borders]
    rest = [(a, b, f"{UNKNOWN_KM:g}", "true", NOBODYS) for a, b in facts.touching]
    header = ("iso3_a", "iso3_b", "length_km", "lengths_agree_both_pages", "source_url")
    lone = [] if known or rest else [(*[code for code, _ in facts.members[:2]], "1", "true", NOBODYS)]
    return _csv(header, [*known, *rest, *lone])


def _memberships(facts: Facts, clubs: bool) -> str:
    rows = [
        (row.actor, row.organisation, row.status, row.since or "", row.until or "", row.source, row.note)
        for row in facts.memberships
    ]
    lone = [] if clubs else [(facts.members[0][0], "EXAMPLE_CLUB", "member", "", "", NOBODYS, "")]
    return _csv(("iso3", "organisation", "status", "since", "until", "source_url", "note"), [*rows, *lone])


def _states(facts: Facts) -> str:
    known = {row.code: row for row in facts.states}
    rows: list[tuple[object, ...]] = []
    for code, name in facts.members:
        row = known.get(code)
        if row is None:
            rows.append((code, name, "EXAMPLE", "", "", "", "", f"{_perimeter(facts, code):g}", NOBODYS))
            continue
        figures = (row.population, row.population_year, row.gdp_usd_bn, row.gdp_year)
        numbers = ["" if figure is None else figure for figure in figures]
        rows.append((code, name, row.capital, *numbers, f"{row.land_border_km:g}", row.source))
    header = (
        "iso3,name,capital,population,population_year,gdp_usd_bn,gdp_year,land_border_total_km,source_url"
    )
    return _csv(header.split(","), rows)


def _perimeter(facts: Facts, code: str) -> float:
    known = sum(row.km for row in facts.borders if code in (row.a, row.b))
    alone = not facts.borders and not facts.touching and code in [one for one, _ in facts.members[:2]]
    return known + UNKNOWN_KM * (sum(code in pair for pair in facts.touching) + alone)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(header)
    written.writerows(rows)
    return text.getvalue()
