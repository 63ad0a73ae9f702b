"""What each column of a chronicle may hold; every fault of a row is named, not only the first."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from regimelab.codebook import CONFIDENCE, INTENSITY_MAX, KIND, KIND_NAMES, MECHANISMS, Precision
from regimelab.errors import Problem, suggestion
from regimelab.evidence.dates import FORMS, ImpossibleDate, interval, precision_of
from regimelab.evidence.rows import Row
from regimelab.region import Region

TONES: Final = ("-1", "0", "1")
TRUTHS: Final = ("true", "false")
_WHOLE = re.compile(r"[0-9]{1,9}")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")


class Fault(NamedTuple):
    """What is wrong with a value, and what to do."""

    what: str
    remedy: str


Rule = Callable[[str, Region], Iterator[Fault]]


def check_rows(rows: Iterable[Row], region: Region, file: str, today: date) -> Iterator[Problem]:
    """Find every problem of every row of a chronicle that is read on the day ``today``."""
    first: dict[str, int] = {}
    for row in rows:
        for column, rule in RULES.items():
            if column in row.values:
                where = f"{file}:{row.line}: {column}"
                yield from (Problem(where, *fault) for fault in rule(row.values[column], region))
        for column, fault in (
            *_date_faults(row),
            *_future_faults(row, today),
            *_death_faults(row),
            *_target_faults(row),
        ):
            yield Problem(f"{file}:{row.line}: {column}", *fault)
        name = row.values.get("id", "")
        if name and first.setdefault(name, row.line) != row.line:
            fault = Fault(
                f"'{name}' is already the id of line {first[name]}.", "An id names one act: change one."
            )
            yield Problem(f"{file}:{row.line}: id", *fault)


def required(value: str, region: Region) -> Iterator[Fault]:
    """Refuse a blank cell."""
    if not value:
        yield Fault("is blank.", "Every act needs it.")


def one_of(known: Iterable[str], noun: str) -> Rule:
    """Make the rule that a cell holds one of the names known."""
    names = tuple(str(name) for name in known)

    def rule(value: str, region: Region) -> Iterator[Fault]:
        if value not in names:
            yield Fault(f"'{value}' is not {noun}.", suggestion(value, names))

    return rule


def codes(value: str, region: Region) -> Iterator[Fault]:
    """Refuse every code that the region cannot resolve to an actor."""
    for code in split_codes(value):
        if region.resolve(code) is None:
            fault = f"'{code}' is not an actor of region '{region.code}'."
            yield Fault(fault, suggestion(code.split(":")[0], region.actors))


def member_codes(value: str, region: Region) -> Iterator[Fault]:
    """Refuse every code that is not a member of the region."""
    members = tuple(member.code for member in region.members)
    for code in split_codes(value):
        if code not in members:
            yield Fault(f"'{code}' is not a member of region '{region.code}'.", suggestion(code, members))


def address(value: str, region: Region) -> Iterator[Fault]:
    """Refuse what is not the address of a page."""
    if value and not _ADDRESS.fullmatch(value):
        yield Fault(f"'{value}' is not the address of a page.", "Give it from http:// or https:// on.")


def source_address(value: str, region: Region) -> Iterator[Fault]:
    """Refuse an act without a source."""
    if not value:
        yield Fault("is blank: the act has no source.", "Give the address of the page that was read.")
    yield from address(value, region)


def intensity(value: str, region: Region) -> Iterator[Fault]:
    """Refuse what is not on the codebook's scale."""
    if not _WHOLE.fullmatch(value) or int(value) > INTENSITY_MAX:
        yield Fault(f"'{value}' is not on the scale.", f"Give a whole number from 0 to {INTENSITY_MAX}.")


def persons(value: str, region: Region) -> Iterator[Fault]:
    """Refuse what does not count persons; blank means that none were reported."""
    if value and not _WHOLE.fullmatch(value):
        yield Fault(f"'{value}' is not a number of persons.", "Give a whole number, or leave it blank.")


def partial_date(value: str, region: Region) -> Iterator[Fault]:
    """Refuse a date of a page that is not in the calendar."""
    try:
        if value:
            interval(value)
    except ImpossibleDate as error:
        yield Fault(str(error), f"Write it as {', '.join(FORMS.values())}, or leave it blank.")


def split_codes(value: str | None) -> tuple[str, ...]:
    """Split a cell of codes: ``KGZ;TJK``."""
    return tuple(code.strip() for code in (value or "").split(";") if code.strip())


def some_codes(value: str, region: Region) -> Iterator[Fault]:
    """Refuse a cell without any actor, and every unknown actor."""
    yield from required(value, region)
    yield from codes(value, region)


RULES: Final[dict[str, Rule]] = {
    "id": required,
    "date_precision": one_of(Precision, "a precision"),
    "kind": one_of(KIND_NAMES, "a kind of act"),
    "actor": some_codes,
    "target": codes,
    "states": member_codes,
    "intensity": intensity,
    "deaths_low": persons,
    "deaths_high": persons,
    "tone": one_of(TONES, "a tone"),
    "description": required,
    "mechanism": one_of(MECHANISMS, "a mechanism"),
    "source_state": codes,
    "source_url": source_address,
    "source_publisher": required,
    "source_date": partial_date,
    "source_url_2": address,
    "confidence": one_of(CONFIDENCE, "a confidence"),
    "seed_cited": one_of(TRUTHS, "true or false"),
}


def _date_faults(row: Row) -> Iterator[tuple[str, Fault]]:
    if "date" not in row.values:
        return
    text, stated = row.values["date"], row.values.get("date_precision", "")
    try:
        interval(text)
        if stated in FORMS and stated != precision_of(text):
            what = f"'{text}' is dated to the {precision_of(text)}, but date_precision says '{stated}'."
            yield (
                "date",
                Fault(what, f"Write the date as {FORMS[Precision(stated)]}, or correct the precision."),
            )
    except ImpossibleDate as error:
        yield (
            "date",
            Fault(str(error), f"Write it as {', '.join(FORMS.values())}, as exactly as the source does."),
        )


def _future_faults(row: Row, today: date) -> Iterator[tuple[str, Fault]]:
    try:
        begins = interval(row.values.get("date", "")).start
    except ImpossibleDate:
        return
    if begins > today:
        what = f"'{row.values['date']}' lies in the future; the evidence holds what has happened."
        yield "date", Fault(what, "Correct the date, or leave the row out until then.")


def _death_faults(row: Row) -> Iterator[tuple[str, Fault]]:
    low, high = row.values.get("deaths_low", ""), row.values.get("deaths_high", "")
    if _WHOLE.fullmatch(low) and _WHOLE.fullmatch(high) and int(low) > int(high):
        yield "deaths_low", Fault(f"{low} is above deaths_high, {high}.", "Swap them, or correct one.")


def _target_faults(row: Row) -> Iterator[tuple[str, Fault]]:
    kind = KIND.get(row.values.get("kind", ""))
    if kind and kind.form == "dyadic" and row.values.get("target") == "":
        yield "target", Fault("is blank.", f"An act of kind '{kind.name}' is done to someone: name whom.")
