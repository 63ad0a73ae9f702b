"""Onset: when did the parts of the regime rise together, if they did within the period?"""

from datetime import date

import numpy as np

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate, unknown
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, row
from regimelab.measures.strength.change import LEAST, Change, change
from regimelab.measures.strength.record import DATA, record_of
from regimelab.measures.strength.series import Series, series_of

TITLE = "Onset of the regime"
UNIT = "months after the period's start, if there was an onset"
CHANCE = "probability of an onset at the start of the quarter"
METHOD = (
    "one change point in the parts' log odds by quarter, or none; marginal likelihood, prior odds of "
    "a change even, up as likely as down"
)
CAUTION = (
    f"{CHRONICLE_CAUTION} An onset is a lasting rise of the parts together. One before the period, or within "
    f"{LEAST} quarters of its ends, cannot be seen; a slow rise is read as one step or none; a wave of "
    "reporting that touches the parts alike looks like an onset."
)


def onset(evidence: Evidence, outside: Outside | None = None) -> Measure:
    """Onset: date from which the parts together stand higher, if they do, and the probability of none.

    The interval is of the date, given that there was an onset; it reaches to the end of its last quarter.
    """
    found = series_of(record_of(evidence, outside))
    if not found.enough or len(found.edges) - 1 < 2 * LEAST:
        why = "The onset cannot be told: too few parts or too few quarters are on record."
        return Measure("onset", TITLE, why, unknown(UNIT, METHOD, DATA), (), CAUTION)
    dated = change(found.data)
    first, middle, last = bounds(found, dated)
    sources = found.sources()
    months = [(day - found.record.start).days / DAYS_PER_MONTH for day in (middle, first, last)]
    estimate = Estimate(*months, unit=UNIT, method=METHOD, data=DATA, sources=sources)
    whole = row("onset, if there was one", None, _cases(found), sources, unit=UNIT)
    whole |= {"estimate": months[0], "low": months[1], "high": months[2]}
    whole |= {"date": middle.isoformat(), "earliest": first.isoformat(), "latest": last.isoformat()}
    rows = (whole, *_rows(found, dated))
    return Measure("onset", TITLE, _summary(dated, first, middle, last), estimate, rows, CAUTION)


def bounds(found: Series, dated: Change, level: float = 0.9) -> tuple[date, date, date]:
    """First, middle and last day of an onset, if there was one, with the probability ``level``."""
    tail = (1 - level) / 2
    return (
        found.begins(dated.quantile(tail)),
        found.begins(dated.quantile(0.5)),
        found.ends(dated.quantile(1 - tail)),
    )


def _summary(dated: Change, first: date, middle: date, last: date) -> str:
    none = f"{min(max(dated.none, 0.01), 0.99):.2f}"
    if dated.none >= 0.5:
        return (
            f"That there was no onset within the period is more probable ({none}) than that there was one, "
            f"which would lie between {first:%B %Y} and {last:%B %Y}."
        )
    return (
        f"If the parts rose together, they did so about {middle:%B %Y} ({first:%B %Y} to {last:%B %Y}); the "
        f"probability of no onset within the period is {none}."
    )


def _cases(found: Series) -> int:
    return int(round(float(np.sum(found.cases))))


def _rows(found: Series, dated: Change) -> list[dict[str, object]]:
    """Probability of no onset within the period, and of one at the start of each quarter."""
    chances: list[tuple[str, float, str | None]] = [
        ("no onset within the period", dated.none, None),
        ("no onset, but a lasting fall of the parts together", dated.fall, None),
    ]
    chances += [
        (f"onset in {found.begins(quarter):%Y-%m}", float(mass), found.begins(quarter).isoformat())
        for quarter, mass in enumerate(dated.at)
        if mass > 0
    ]
    cases, sources = _cases(found), found.sources()
    return [
        {**row(label, None, cases, sources, unit=CHANCE), "estimate": mass, "start": start}
        for label, mass, start in chances
    ]
