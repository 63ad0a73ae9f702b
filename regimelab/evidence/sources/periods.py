"""Years and months as columns have them; a number that names none is not read."""

from typing import Final

import ibis

from regimelab.evidence.sources.source import Expression, Parse, whole

YEARS: Final = (1, 9998)  # whose first day and the first day after are in the calendar


def between(first: int, last: int) -> Parse:
    """Read a whole number from first to last."""

    def parse(cell: Expression) -> Expression:
        number = whole(cell)
        return ibis.cases((number.between(first, last), number), else_=ibis.null("int64"))

    return parse


year = between(*YEARS)
month = between(1, 12)


def year_and_month(cell: Expression) -> Expression:
    """Read a month written 202209, as that number."""
    number = between(YEARS[0] * 100 + 1, YEARS[1] * 100 + 12)(cell)
    return ibis.cases(((number % 100).between(1, 12), number), else_=ibis.null("int64"))
