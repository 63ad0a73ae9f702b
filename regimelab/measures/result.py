"""What a measure returns: a number with its interval, its detail, its sentence and its caution."""

from collections.abc import Iterable
from dataclasses import dataclass

from regimelab.interval import Estimate, unknown
from regimelab.measures.posterior import Posterior

CHRONICLE_CAUTION = (
    "The chronicle was gathered with the brief in mind, around crises most of all: more rows near a crisis "
    "may mean more search, not more acts. Silence is coded only where a source notes it, so an absent row is "
    "no recorded response, not restraint."
)
DRAWN_CAUTION = (
    "The chronicle is drawn from event data that machines coded from news: nobody read the pages, what is "
    "reported more is coded more, one act may stand several times and another under a wrong kind. Silence is "
    "not coded, so an absent row is no restraint."
)


@dataclass(frozen=True)
class Measure:
    """One part of the answer to "is there a regime?".

    ``summary`` is one plain sentence with the number in it; ``rows`` hold the detail, each with its labels,
    ``estimate``, ``low``, ``high``, ``n`` and ``sources``; ``caution`` says what the number cannot carry.
    """

    name: str
    title: str
    summary: str
    estimate: Estimate
    rows: tuple[dict[str, object], ...]
    caution: str


def estimated(
    posterior: Posterior, unit: str, method: str, data: str, sources: Iterable[str], level: float = 0.9
) -> Estimate:
    """Report a posterior by its median and central interval; what rests on no source is unknown."""
    sorted_sources = tuple(sorted(set(sources)))
    if not sorted_sources:
        return unknown(unit, method, data)
    low, high = posterior.interval(level)
    return Estimate(posterior.median, low, high, unit, method, data, level=level, sources=sorted_sources)


def row(
    label: str, posterior: Posterior | None, n: int, sources: Iterable[str], **labels: object
) -> dict[str, object]:
    """Lay out one detail row; with no posterior the number is unknown, which is not zero."""
    low, high = posterior.interval() if posterior else (None, None)
    numbers = {"estimate": posterior.median if posterior else None, "low": low, "high": high, "n": n}
    return {"label": label, **labels, **numbers, "sources": tuple(sorted(set(sources)))}


def spoken(estimate: Estimate, digits: int = 2) -> str:
    """Say a number with its interval: ``0.81 (0.68 to 0.90)``; an unknown one is said to be so."""
    if estimate.estimate is None or estimate.low is None or estimate.high is None:
        return "unknown"
    return f"{estimate.estimate:.{digits}f} ({estimate.low:.{digits}f} to {estimate.high:.{digits}f})"
