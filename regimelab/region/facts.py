"""What can be looked up about a new region, and laying it out as the files of a draft."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from regimelab.region.structure import Border, Membership, State

CODES = "https://www.iso.org/iso-3166-country-codes.html"
EVENTS = ("polecat", "icews", "gdelt", "gdelt_daily", "gdelt_backfile")  # what acts are drawn from


class Ground(NamedTuple):
    """Why an outside actor may be the patron: a share in [0, 1], what was counted, and the source."""

    share: float
    counted: str
    source: str


class Partner(NamedTuple):
    """An outside actor: how many events members have with it, and how much they depend on it."""

    code: str
    name: str
    events: int
    grounds: tuple[Ground, ...] = ()


class Facts(NamedTuple):
    """What the store and the packaged regions say of a region's members.

    ``clubs`` are the organisations proposed to measure dependence on the first partner, ``span`` is the first
    and the last day of events held.
    """

    members: tuple[tuple[str, str], ...]
    partners: tuple[Partner, ...]
    states: tuple[State, ...] = ()
    borders: tuple[Border, ...] = ()
    memberships: tuple[Membership, ...] = ()
    clubs: tuple[str, ...] = ()
    span: tuple[date, date] | None = None


def drafted_files(facts: Facts, template: str, today: date) -> dict[str, str]:
    """Lay the facts out as the files of a region folder; what is not known is left out or marked EXAMPLE."""
    patron = facts.partners[0]
    files = {"states.csv": _states(facts)}
    files |= {"borders.csv": _borders(facts)} if facts.borders else {}
    files |= {"memberships.csv": _memberships(facts)} if facts.memberships else {}
    filled = {
        "MEMBERS\n": "".join(_member(*one) for one in facts.members),
        "OUTSIDE\n": "".join(_outside(one, n == 0) for n, one in enumerate(facts.partners)),
        "PERIOD\n": _period(facts.span),
        "TABLES\n": "".join(_table(name) for name in files),
        "PATRON": patron.code,
        "GROUNDS": reason(patron),
        "CLUBS": ", ".join(f'"{club}"' for club in facts.clubs),
        "EVENTS": ", ".join(f'"{name}"' for name in EVENTS),
        "DAY": today.isoformat(),
        "FIRST": facts.members[0][0],
    }
    text = template
    for mark, told in filled.items():
        text = text.replace(mark, told)
    return {"region.toml": text, **files}


def _member(code: str, name: str) -> str:
    return f'[[members]]\ncode = "{code}"\nname = "{name}"\nsources = ["states"]\n\n'


def _outside(one: Partner, first: bool) -> str:
    counted = [f"{one.events} events with members", *(ground.counted for ground in one.grounds)]
    said = [f"# {told}\n" for told in counted if told] if one.events or one.grounds else ["# nobody's\n"]
    role, mark = ("patron", "assumed, see below") if first else ("partner", "EXAMPLE: a judgement")
    return (
        f'[[outside]]\n{"".join(said)}code = "{one.code}"\nname = "{one.name}"\n'
        f'role = "{role}"                        # {mark}\n\n'
    )


def _period(span: tuple[date, date] | None) -> str:
    mark = "" if span else "                    # EXAMPLE"
    first, last = (day.isoformat() for day in span) if span else ("2010-01-01", "2025-12-31")
    return f'start = "{first}"{mark}\nend = "{last}"{mark}\n'


def reason(one: Partner) -> str:
    """Say on what ground an actor is proposed as the patron."""
    grounds = [ground.counted for ground in one.grounds if ground.counted]
    if grounds:
        return f"of outside actors seen in events members depend on it most: {'; '.join(grounds)}"
    told = (
        f"{one.events} events with members, more than any other" if one.events else "EXAMPLE: nobody's events"
    )
    return f"{told}; the store tells nothing of dependence"


def _table(file: str) -> str:
    name = file.removesuffix(".csv")
    title = {"borders": "Land boundaries", "memberships": "Memberships in organisations and alliances"}
    return (
        f'[tables.{name}]\nfile = "{file}"\nproducer = "as each row says"\n'
        f'title = "{title.get(name, "Population, output, land border")}"\nversion = "DAY"\n'
        'licence = "facts"\ncitation = "each row\'s source"\naccessed = "DAY"\n\n'
    )


def _borders(facts: Facts) -> str:
    rows = [(row.a, row.b, _number(row.km), _truth(row.agree), row.source) for row in facts.borders]
    header = ("iso3_a", "iso3_b", "length_km", "lengths_agree_both_pages", "source_url")
    return _csv(header, rows)


def _memberships(facts: Facts) -> str:
    actors = {code for code, _name in facts.members} | {one.code for one in facts.partners}
    rows = [
        (row.actor, row.organisation, row.status, row.since or "", row.until or "", row.source, row.note)
        for row in facts.memberships
        if row.actor in actors
    ]
    return _csv(("iso3", "organisation", "status", "since", "until", "source_url", "note"), rows)


def _states(facts: Facts) -> str:
    known = {row.code: row for row in facts.states}
    rows: list[tuple[object, ...]] = []
    for code, name in facts.members:
        row = known.get(code)
        if row is None:
            rows.append((code, name, *[""] * 6, CODES))
            continue
        figures = (row.population, row.population_year, row.gdp_usd_bn, row.gdp_year)
        numbers = ["" if figure is None else figure for figure in figures]
        rows.append((code, name, row.capital, *numbers, _number(row.land_border_km), row.source))
    header = (
        "iso3,name,capital,population,population_year,gdp_usd_bn,gdp_year,land_border_total_km,source_url"
    )
    return _csv(header.split(","), rows)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(header)
    written.writerows(rows)
    return text.getvalue()
