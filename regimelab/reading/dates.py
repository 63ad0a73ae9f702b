"""Dates as sources give them: a day, a month or a year, never more exact than the page."""

import re
from datetime import date, timedelta

PartialDate = date | str  # a whole day, or 'YYYY-MM' or 'YYYY'

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def read_partial(text: str) -> PartialDate:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; only a whole day becomes a date."""
    found = _PART.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"'{text}' is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else 1 for part in found.groups())
    whole = date(year, month, day)
    return whole if found[3] else text.strip()


def first_day(part: PartialDate) -> date:
    """First day that a dated statement can mean."""
    if isinstance(part, date):
        return part
    year, _, month = part.partition("-")
    return date(int(year), int(month or 1), 1)


def day_after(part: PartialDate) -> date:
    """First day that a dated statement can no longer mean."""
    start = first_day(part)
    if isinstance(part, date):
        return start + timedelta(days=1)
    if "-" not in part:
        return date(start.year + 1, 1, 1)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)
