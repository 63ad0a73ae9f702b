"""A scan as its page is handed it: matrix, tree, time line and table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from regimelab import __version__
from regimelab.report.handed.scan import Arc, Branch, Cell, Dot, LinkLine, ScanPage
from regimelab.report.language import other, say, say_count, written_in
from regimelab.report.numbers import figure_text
from regimelab.study.laws.page import noted, percent, shortened

if TYPE_CHECKING:
    from regimelab.study.laws.scan import Scan, Scanned
    from regimelab.texts.network import Link, Taken

DRAWN = 60  # laws of the matrix and the tree: those that share most
LISTED = 500  # links of the table; the CSV has all
LONG = 44  # letters of a title in a table or a tree
FAINT = 0.005  # share of a law that is drawn


def scan_page(found: "Scanned") -> ScanPage:
    """Arrange a scan for its page."""
    data = found.result.data
    names = _written(names_of(data.taken), found)
    chosen = chosen_laws(data)
    dots, arcs, rows, years = _time_line(data, names)
    return ScanPage(
        version=__version__,
        headline=headline_of(data),
        subtitle=subtitle_of(data),
        names=tuple(names[one] for one in chosen),
        cells=tuple(_cells(data.links, chosen, names)),
        branches=tuple(_branches(data, names)),
        links=tuple(_line(one, names) for one in data.links[:LISTED]),
        left_out=max(0, len(data.links) - LISTED),
        dots=dots,
        arcs=arcs,
        rows=rows,
        years=years,
        notes=tuple(noted(note) for note in found.result.warnings),
    )


def _written(names: dict[str, str], found: "Scanned") -> dict[str, str]:
    """Mark each name as written in the language of its law."""
    languages = {one.law.id: one.law.language for one in found.facts}
    return {law: written_in(languages.get(law, ""), name) for law, name in names.items()}


def headline_of(data: "Scan") -> str:
    """Count the laws that share much with another."""
    copied = sum(one.borrowed >= 0.1 for one in data.taken)
    return say(
        "{copied} of {laws} laws share a tenth of their words or more with another",
        copied=copied,
        laws=len(data.taken),
    )


def subtitle_of(data: "Scan") -> str:
    """Say which passages count, and how many pairs of laws were aligned."""
    return say(
        "Passages of {least} count. {aligned} of {pairs} pairs of laws were alike enough to be aligned "
        "word by word.",
        least=say_count("{count} word and more", "{count} words and more", data.least),
        aligned=figure_text(float(data.aligned), 0),
        pairs=figure_text(float(data.pairs), 0),
    )


def names_of(taken: "Sequence[Taken]") -> dict[str, str]:
    """Name laws by their titles, with state and year; laws that would be named alike also by their ids."""
    names = {one.law: name_of(one) for one in taken}
    alike = Counter(names.values())
    return {law: name if alike[name] == 1 else f"{name} {law}" for law, name in names.items()}


def name_of(one: "Taken") -> str:
    """Name a law by its title, with its state and year."""
    title = shortened(one.title or one.law, LONG)
    said = ", ".join(part for part in (one.state, one.written[:4]) if part)
    return f"{title} ({said})" if said else title


def chosen_laws(data: "Scan") -> list[str]:
    """Choose the laws that share most, in order of date."""
    most: dict[str, float] = {}
    for one in data.links:
        for law in (one.law, one.source):
            most[law] = max(most.get(law, 0.0), one.share)
    kept = {law for law in sorted(most, key=lambda law: -most[law])[:DRAWN] if most[law] >= FAINT}
    return [
        one.law
        for one in sorted(data.taken, key=lambda one: (one.written or "9999", one.law))
        if one.law in kept
    ]


def _cells(links: "Sequence[Link]", chosen: list[str], names: dict[str, str]) -> Iterator[Cell]:
    place = {law: at for at, law in enumerate(chosen)}
    for one in links:
        if one.share >= FAINT and one.law in place and one.source in place:
            said = say(
                "{share} of {law} stands in {source}",
                share=percent(one.share),
                law=names[one.law],
                source=names[one.source],
            )
            yield Cell(place[one.law], place[one.source], round(0.12 + 0.88 * one.share, 2), said)


def _branches(data: "Scan", names: dict[str, str]) -> Iterator[Branch]:
    """Walk the tree of main sources, from those that have none down; only laws that give or take."""
    owed = {(one.law, one.source): one.credited for one in data.links}
    seen: set[str] = set()

    def walk(law: str, source: str, depth: int) -> Iterator[Branch]:
        if law in seen:
            return
        seen.add(law)
        said = say("no source here")
        if source:
            said = say("{share} credited to it", share=percent(owed[law, source]))
        yield Branch(depth, names[law], said)
        for child in data.tree.get(law, ()):
            yield from walk(child, law, depth + 1)

    for root in data.tree.get("", ()):
        if data.tree.get(root):
            yield from walk(root, "", 0)


def _line(one: "Link", names: dict[str, str]) -> LinkLine:
    order = {True: say("yes"), False: say("no: younger"), None: say("not dated")}[one.possible]
    also = tuple(names[law] for law in one.also_in[:3])
    rival = (verdict_of(one), names.get(one.rival_law, ""))
    return LinkLine(
        names[one.law], names[one.source], percent(one.share), percent(one.without_boilerplate),
        percent(one.credited), percent(one.private), one.passages, order, also, rival,
    )  # fmt: skip


def verdict_of(one: "Link") -> str:
    """Say whether a third law explains a link as well."""
    return say("not clear") if one.rival == "open" else other(one.rival)


def _time_line(
    data: "Scan", names: dict[str, str]
) -> tuple[tuple[Dot, ...], tuple[Arc, ...], tuple[str, ...], tuple[tuple[float, str], ...]]:
    """Lay laws out by date, a row a state, and join each with the sources it is credited to."""
    linked = {law for one in data.links if one.credited >= FAINT for law in (one.law, one.source)}
    dated = [one for one in data.taken if one.written and one.law in linked]
    if len({one.written for one in dated}) < 2:
        return (), (), (), ()
    days = {one.law: date.fromisoformat(one.written).toordinal() for one in dated}
    first, last = min(days.values()), max(days.values())
    nobody = say("no state")
    rows = tuple(sorted({one.state or nobody for one in dated}))
    place = {
        one.law: (
            round(1000 * (days[one.law] - first) / (last - first), 1),
            rows.index(one.state or nobody),
        )
        for one in dated
    }
    dots = tuple(
        Dot(
            *place[one.law],
            names[one.law],
            say("{law}: {share} shared", law=names[one.law], share=percent(one.borrowed)),
        )
        for one in dated
    )
    arcs = tuple(
        Arc(*place[one.source], *place[one.law], round(1 + 7 * one.credited, 1),
            say("{law}: {share} from {source}", law=names[one.law], share=percent(one.credited),
                source=names[one.source]))
        for one in data.links
        if one.credited >= FAINT and one.law in place and one.source in place
    )  # fmt: skip
    years = [
        date.fromordinal(first).year,
        date.fromordinal((first + last) // 2).year,
        date.fromordinal(last).year,
    ]
    marks = tuple((500.0 * at, str(year)) for at, year in enumerate(years))
    return dots, arcs, rows, marks
