"""Small histories made for tests: five actors, three of them members, and any acts."""

from datetime import date

import numpy as np

from regimelab.codebook import KIND_NAMES
from regimelab.history import Events, History, Spells

ACTORS = ("AAA", "BBB", "CCC", "PAT", "WST")
CLASSES = ("member", "member", "member", "patron", "western")
HALF_LIVES = {"inertia": 3.0, "relation": 6.0, "activity": 4.0, "crisis": 0.5, "volume": 6.0}


def events(*acts):
    """Acts as (kind, sender, receiver, start, end, weight, severity), times in months."""
    columns = list(zip(*acts, strict=True)) if acts else [[]] * 7
    whole = [np.array([KIND_NAMES.index(k) for k in columns[0]], dtype=np.int64)]
    whole += [np.array([ACTORS.index(a) for a in column], dtype=np.int64) for column in columns[1:3]]
    real = [np.array(column, dtype=np.float64) for column in columns[3:]]
    return Events(*whole, *real, np.arange(len(acts), dtype=np.int64))


def history(made, length=12.0, shock=6.0):
    """AAA, BBB and CCC in a row; AAA and the patron share a club; BBB hands over in months 3 to 5."""
    contiguous = np.zeros((5, 5))
    for one, other in ((0, 1), (1, 2), (0, 3)):
        contiguous[one, other] = contiguous[other, one] = 1.0
    clubs = Spells(np.array([0, 3, 1]), np.array([0, 0, 1]), np.full(3, -np.inf), np.full(3, np.inf))
    windows = Spells(np.array([1]), np.array([0]), np.array([3.0]), np.array([5.0]))
    return History(
        actors=ACTORS,
        classes=CLASSES,
        kinds=KIND_NAMES,
        origin=date(2019, 1, 1),
        length=length,
        events=made,
        rows=tuple(f"CH{number:04d}" for number in range(len(made.kind))),
        contiguous=contiguous,
        memberships=clubs,
        organisations=("CLUB", "OTHER"),
        transitions=windows,
        patron=3,
        shock=shock,
        dependence=np.array([1.0, 0.5, 0.0, 0.0, 0.0]),
        release="made",
        reporting=np.ones((5, 0)),
        reported_until=np.zeros(0),
    )


DAY = 1 / 30.4375


def on(kind, sender, receiver, month, weight=1.0, severity=0.5):
    """One act on a day; the day ends at the month given."""
    return (kind, sender, receiver, month - DAY, month, weight, severity)
