"""Convergence of expectations: would the members answer the same act alike, and do they as expected?"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

import numpy as np
from scipy.stats import gamma

from regimelab.codebook import DAYS_PER_MONTH
from regimelab.evidence import Evidence
from regimelab.interval import Estimate, unknown
from regimelab.measures.crises import WINDOW_DAYS, Episode, episodes
from regimelab.measures.responses import responses
from regimelab.measures.result import CHRONICLE_CAUTION, Measure
from regimelab.measures.rows import act_rows, ids, pair_rows

TITLE = "Convergence of expectations"
UNIT = "standard deviation of log rates across members"
ENTROPY = "entropy of the expected answer, in nats"
RATIO = "rate ratio, recorded support over expected"
METHOD = "posterior draws of the fitted rates after the same act, put at each member on the same date"
DATA = "the fitted rate model; chronicle: acts and pairs"
MONTH = WINDOW_DAYS / DAYS_PER_MONTH
CAUTION = (
    f"{CHRONICLE_CAUTION} The model was fitted to the acts that its expectations are held against, so the "
    "agreement is flattering; alike in the model means alike in what was recorded. The rate just after the "
    "act is held for 30 days."
)


@runtime_checkable
class PutAct(Protocol):
    """An act put to the model."""

    @property
    def act(self) -> str: ...  # noqa: D102
    @property
    def struck(self) -> str: ...  # noqa: D102
    @property
    def month(self) -> float: ...  # noqa: D102


@runtime_checkable
class ExpectedAnswer(Protocol):
    """Acts a month of each responder, by draw."""

    @property
    def put(self) -> PutAct: ...  # noqa: D102
    @property
    def responders(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def support(self) -> np.ndarray: ...  # noqa: D102
    @property
    def blame(self) -> np.ndarray: ...  # noqa: D102


@runtime_checkable
class Predicted(Protocol):
    """What a fitted model expects: of standard acts, and of the crises that there were."""

    @property
    def standard(self) -> Sequence[ExpectedAnswer]: ...  # noqa: D102
    @property
    def crises(self) -> Sequence[ExpectedAnswer]: ...  # noqa: D102


def crises_of(evidence: Evidence) -> list[tuple[str, float]]:
    """Members struck, and months at the end of the first day, of crises that could be answered in time."""
    region = evidence.region
    found = episodes(act_rows(evidence), [member.code for member in region.members])
    return [
        (one.member, _month(one, region.period.start)) for one in found if one.closes <= region.period.end
    ]


def _month(episode: Episode, start: date) -> float:
    return ((episode.onset - start).days + 1) / DAYS_PER_MONTH


def convergence(evidence: Evidence, predicted: Predicted | None = None) -> Measure:
    """Spread across members of the log rate of support that the model expects after a crisis at another.

    Zero if all are expected to answer alike; 0.7 if members are typically a factor of two apart.
    """
    standard = list(predicted.standard) if predicted else []
    if predicted is None or not any(len(one.responders) > 1 for one in standard):
        why = "no model was fitted" if predicted is None else "fewer than three members can be compared"
        summary = f"Undetermined: {why}."
        return Measure("convergence", TITLE, summary, unknown(UNIT, METHOD, DATA), (), CAUTION)
    sources = ids(pair for pair in pair_rows(evidence) if pair.kind in ("support", "criticise"))
    last = max(one.put.month for one in standard)
    now = _over(standard, "crisis", last, spread)
    estimate = _estimate(now, sources)
    rows = (
        *_course(standard, evidence, sources),
        *_trends(standard, sources),
        *_calibration(predicted, evidence),
    )
    return Measure("convergence", TITLE, _summary(estimate, rows), estimate, rows, CAUTION)


def spread(answer: ExpectedAnswer) -> np.ndarray:
    """Standard deviation across responders of the log rate of support, by draw."""
    return np.log(np.maximum(answer.support, 1e-12)).std(axis=0)


def entropy(answer: ExpectedAnswer) -> np.ndarray:
    """Entropy of an answer within 30 days, blame or support or neither, mean over responders, by draw."""
    blame, support = (-np.expm1(-rate * MONTH) for rate in (answer.blame, answer.support))
    chances = np.stack([blame, (1 - blame) * support, (1 - blame) * (1 - support)])
    return -(chances * np.log(np.maximum(chances, 1e-300))).sum(axis=0).mean(axis=0)


Read = Callable[[ExpectedAnswer], np.ndarray]


def _over(standard: Sequence[ExpectedAnswer], act: str, month: float, read: Read) -> np.ndarray:
    """Mean over the members struck, by draw."""
    return np.mean([read(one) for one in standard if one.put.act == act and one.put.month == month], axis=0)


def _estimate(values: np.ndarray, sources: tuple[str, ...]) -> Estimate:
    low, middle, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    return Estimate(middle, low, high, UNIT, METHOD, DATA, sources=sources)


def _told(label: str, unit: str, values: np.ndarray, n: int, sources: Sequence[str]) -> dict[str, object]:
    low, middle, high = (float(q) for q in np.quantile(values, (0.05, 0.5, 0.95)))
    numbers = {"estimate": middle, "low": low, "high": high, "n": n, "sources": tuple(sources)}
    return {"label": label, "unit": unit, **numbers}


def _acts(standard: Sequence[ExpectedAnswer]) -> list[str]:
    return list(dict.fromkeys(one.put.act for one in standard))


def _course(
    standard: Sequence[ExpectedAnswer], evidence: Evidence, sources: tuple[str, ...]
) -> list[dict[str, object]]:
    start, rows = evidence.region.period.start, []
    months = sorted({one.put.month for one in standard})
    for act in _acts(standard):
        for unit, read in ((UNIT, spread), (ENTROPY, entropy)):
            for month in months:
                day = date.fromordinal(start.toordinal() + round(month * DAYS_PER_MONTH))
                values = _over(standard, act, month, read)
                rows.append(
                    _told(
                        f"{act} at a member, {day:%B %Y}", unit, values, _asked(standard, act, month), sources
                    )
                )
    return rows


def _asked(standard: Sequence[ExpectedAnswer], act: str, month: float) -> int:
    return sum(len(one.responders) for one in standard if (one.put.act, one.put.month) == (act, month))


def _trends(standard: Sequence[ExpectedAnswer], sources: tuple[str, ...]) -> list[dict[str, object]]:
    """Least-squares change a year, by draw."""
    months = np.array(sorted({one.put.month for one in standard}))
    if len(months) < 3:
        return []
    rows, years = [], (months - months.mean()) / 12
    for act in _acts(standard):
        for unit, read in ((UNIT, spread), (ENTROPY, entropy)):
            course = np.stack([_over(standard, act, month, read) for month in months])
            slope = years @ course / (years @ years)
            row = _told(f"{act} at a member: change a year", f"{unit}, a year", slope, len(months), sources)
            rows.append({**row, "probability": float((slope < 0).mean()), "asked": "that it falls"})
    return rows


def _calibration(predicted: Predicted, evidence: Evidence) -> list[dict[str, object]]:
    """Support on record within 30 days of a crisis over what was expected of those that could answer."""
    region = evidence.region
    members = [member.code for member in region.members]
    found = episodes(act_rows(evidence), members)
    answers = responses(found, pair_rows(evidence), members, members, region.period.end)
    months = {one.name: _month(one, region.period.start) for one in found}
    expected = {
        (one.put.struck, round(one.put.month, 6), code): float(-np.expm1(-rate * MONTH).mean())
        for one in predicted.crises
        for code, rate in zip(one.responders, one.support, strict=True)
    }
    told = [
        (expected.get((a.episode.member, round(months[a.episode.name], 6), a.responder)), a) for a in answers
    ]
    known = [(chance, answer) for chance, answer in told if chance is not None]
    label = "support on record over support expected, in the crises that there were"
    if not known:
        blank: dict[str, object] = {"estimate": None, "low": None, "high": None, "n": 0, "sources": ()}
        return [{"label": f"{label}: undetermined, no crisis could be answered", "unit": RATIO, **blank}]
    total = sum(chance for chance, _ in known)
    supported = [answer for _, answer in known if answer.answer == "support"]
    even = (np.arange(400) + 0.5) / 400
    ratio = gamma.ppf(even, len(supported) + 0.5) / total
    sources = {act for _, answer in known for act in (*answer.acts, *answer.episode.acts)}
    row = _told(label, RATIO, ratio, len(known), sorted(sources))
    return [{**row, "recorded": len(supported), "expected": total}]


def _summary(estimate: Estimate, rows: Sequence[dict[str, object]]) -> str:
    ratio = next(row for row in rows if row["unit"] == RATIO)
    apart = np.exp(estimate.estimate or 0.0)
    held = (
        f"they supported {ratio['recorded']} times where {ratio['expected']:.1f} were expected"
        if ratio["estimate"] is not None
        else "no crisis tells whether they answer so"
    )
    return (
        f"After the same crisis at another member, the members' expected rates of support lie a factor of "
        f"{apart:.1f} apart (standard deviation of logs {estimate.estimate:.2f}, {estimate.low:.2f} to "
        f"{estimate.high:.2f}); in the crises that there were, {held}."
    )
