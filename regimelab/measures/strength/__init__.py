"""Strength: is there something that the parts of the regime have in common, and how did it move?"""

from collections.abc import Sequence

import numpy as np

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.interval import Estimate, unknown
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, row
from regimelab.measures.share import clustered_share
from regimelab.measures.strength.factor import Drawn, agreement, draw
from regimelab.measures.strength.parts import PARTS, Part
from regimelab.measures.strength.record import DATA, record_of
from regimelab.measures.strength.series import LEAST_PARTS, LEAST_QUARTERS, Series, series_of

UNIT = "log odds, against the period's mean"
LOADING_UNIT = "loading: log odds of a part per unit of strength"
LEVEL_UNIT = "share of cases, smoothed"
METHOD = (
    "one-factor state-space model of the parts' log odds by quarter (random walk, missing cases allowed), "
    "drawn by Gibbs sampling"
)
AGREED = 1.05  # R-hat above which the chains are told not to agree


def strength(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> Measure:
    """Rise of regime strength over the period: last quarter less first, in log odds of a typical part.

    Strength is the latent factor of the parts by quarter: 0 is the region's own mean over the period, and
    +1 multiplies the odds that a typical part shows by 2.7. Regions cannot be compared by its level.
    """
    found = series_of(record_of(evidence, outside))
    parts = _part_rows(found)
    if not found.enough:
        return Measure("strength", TITLE, _why(found), unknown(UNIT, METHOD, DATA), tuple(parts), CAUTION)
    drawn = draw(found.data, seed)
    paths = drawn.strength.reshape(-1, drawn.strength.shape[-1])
    rise = _estimate(paths[:, -1] - paths[:, 0], found.sources())
    rows = (*_quarter_rows(found, paths), *_loading_rows(found, drawn), *parts)
    return Measure("strength", TITLE, _summary(found, rise, paths), rise, rows, f"{CAUTION}{_apart(drawn)}")


TITLE = "Strength of the regime over time"
CAUTION = (
    f"{CHRONICLE_CAUTION} Strength is what moves the parts together; what is searched for more "
    "moves them together too. That each part is expected to rise with strength is a prior; the loadings "
    "say how far the evidence bears it out."
)


def _estimate(values: np.ndarray, sources: Sequence[str]) -> Estimate:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return Estimate(float(middle), float(low), float(high), UNIT, METHOD, DATA, sources=tuple(sources))


def _why(found: Series) -> str:
    if len(found.edges) <= LEAST_QUARTERS:
        return f"Strength cannot be told: the period has fewer than {LEAST_QUARTERS} quarters."
    lacking = "; ".join(f"{part.name}: {why}" for part, why in found.left_out)
    return f"Strength cannot be told from fewer than {LEAST_PARTS} parts ({lacking})."


def _summary(found: Series, rise: Estimate, paths: np.ndarray) -> str:
    grown = float((paths[:, -1] > paths[:, 0]).mean())
    names = ", ".join(part.name for part in found.parts)
    left = ", ".join(part.name for part, _ in found.left_out)
    without = f"; nothing can be said of {left}" if left else ""
    return (
        f"What {len(found.parts)} parts ({names}) have in common changed by {rise.estimate:.2f} "
        f"({rise.low:.2f} to {rise.high:.2f}) in log odds from {found.begins(0):%B %Y} to "
        f"{found.ends(len(found.edges) - 2):%B %Y}; the probability that it rose at all is "
        f"{_spoken(grown)}{without}."
    )


def _spoken(probability: float) -> str:
    return f"{min(max(probability, 0.01), 0.99):.2f}"


def _apart(drawn: Drawn) -> str:
    worst = max(agreement(drawn.strength), agreement(drawn.loading))
    return "" if worst < AGREED else f" The chains do not quite agree (R-hat {worst:.2f})."


def _quarter_rows(found: Series, paths: np.ndarray) -> list[dict[str, object]]:
    rows = []
    for quarter, values in enumerate(paths.T):
        low, lower, middle, upper, high = (
            float(q) for q in np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95))
        )
        rows.append(
            {
                "label": f"from {found.begins(quarter):%Y-%m-%d} to {found.ends(quarter):%Y-%m-%d}",
                "unit": UNIT,
                "estimate": middle,
                "low": low,
                "high": high,
                "quarter_low": lower,
                "quarter_high": upper,
                "n": int(round(found.cases[:, quarter].sum())),
                "sources": found.sources(quarter),
                "start": found.begins(quarter).isoformat(),
                "end": found.ends(quarter).isoformat(),
            }
        )
    return rows


def _loading_rows(found: Series, drawn: Drawn) -> list[dict[str, object]]:
    loadings = drawn.loading.reshape(-1, len(found.parts))
    rows = []
    for part, values, cases in zip(found.parts, loadings.T, found.cases, strict=True):
        low, middle, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
        rows.append(
            {
                "label": f"loading of {part.name}",
                "unit": LOADING_UNIT,
                "estimate": middle,
                "low": low,
                "high": high,
                "n": int(round(cases.sum())),
                "sources": found.behind(part),
                "part": part.name,
                "probability": float((values > 0).mean()),
            }
        )
    return rows


def _part_rows(found: Series) -> list[dict[str, object]]:
    """Say each part over the whole period; one that cannot be told is named, with the reason."""
    told = {part.name: place for place, part in enumerate(found.parts)}
    why = {part.name: reason for part, reason in found.left_out}
    return [
        _level_row(found, part, told[part.name]) if part.name in told else _blank_row(part, why[part.name])
        for part in PARTS
    ]


def _level_row(found: Series, part: Part, place: int) -> dict[str, object]:
    shown, cases = found.shown[place], found.cases[place]
    clusters = [(float(k), float(n)) for k, n in zip(shown, cases, strict=True) if n]
    label, count = f"{part.name}: {part.meaning}", int(round(cases.sum()))
    share = clustered_share(clusters)
    return row(label, share, count, found.behind(part), unit=LEVEL_UNIT, part=part.name)


def _blank_row(part: Part, why: str) -> dict[str, object]:
    return row(f"{part.name}: {why}", None, 0, (), unit=LEVEL_UNIT, part=part.name)
