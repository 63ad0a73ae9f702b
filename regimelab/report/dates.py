"""Dates as the language of the brief writes them."""

import re
from datetime import date

from regimelab.report.language import months

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def day_text(day: date) -> str:
    """Write a day in full: 24 February 2022."""
    known = months()
    if known is None:
        return f"{day:%d %B %Y}".lstrip("0")
    return f"{day.day}\u00a0{known.months_of[day.month - 1]} {day.year}"


def short_day_text(day: date) -> str:
    """Write a day for a table: 24 Feb 2022."""
    return f"{day:%d %b %Y}" if months() is None else f"{day:%d.%m.%Y}"


def month_text(day: date) -> str:
    """Write a month in full: February 2022."""
    known = months()
    return f"{day:%B %Y}" if known is None else f"{known.months[day.month - 1]} {day.year}"


def short_month_text(day: date) -> str:
    """Write a month for an axis: Feb 2022."""
    known = months()
    return f"{day:%b %Y}" if known is None else f"{known.months_short[day.month - 1]} {day.year}"


def days_in_full(text: str) -> str:
    """Write the days of a text, which stand there in digits, in full."""
    return _DAY.sub(lambda day: day_text(date.fromisoformat(day[0])), text)
