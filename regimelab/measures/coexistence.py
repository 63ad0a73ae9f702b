"""Coexistence: does cooperation in a pair of members go on after the two have clashed?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np

from regimelab.codebook import Precision
from regimelab.evidence import Evidence
from regimelab.measures.permutation import share_of_null_below
from regimelab.measures.posterior import Posterior
from regimelab.measures.rate import Stratum, clumping, monthly, rate_ratio
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, estimated, row, spoken
from regimelab.measures.rows import Pair, ids, middle, pair_rows

AFTER_DAYS = 180  # a clash is felt this long, assumed; the brief says only that rivals still cooperate
COOPERATIVE_KINDS = ("support", "summit", "agreement", "intel", "extradite", "water")
RIVAL_KINDS = ("border_clash", "criticise", "coercion", "sanctions", "water")
MANAGING = "restraint"  # the mechanism code of ceasefires and border talks: they are part of the conflict
DRAWS = 5000

Couple = tuple[str, str]
Exposure = Literal["days", "records"]


class Dealings(NamedTuple):
    """What one pair of members did together and against each other."""

    couple: Couple
    cooperation: tuple[Pair, ...]
    rivalry: tuple[Pair, ...]

    @property
    def clashes(self) -> tuple[Pair, ...]:
        """Border clashes alone."""
        return tuple(pair for pair in self.rivalry if pair.kind == "border_clash")


def cooperates(pair: Pair) -> bool:
    """Whether two actors work together in an act that is not itself the managing of their conflict."""
    return pair.kind in COOPERATIVE_KINDS and pair.tone == 1 and pair.mechanism != MANAGING


def placed(pair: Pair) -> bool:
    """Whether an act is dated to a month at least, so that it stands in a window or outside."""
    return pair.precision != Precision.YEAR


def rivals(pair: Pair) -> bool:
    """Whether two actors clash, blame, press or dispute water."""
    return pair.kind in RIVAL_KINDS and pair.tone == -1


def dealings(pairs: Iterable[Pair], members: Sequence[str]) -> tuple[Dealings, ...]:
    """Sort what members did with each other by pair, every pair present.

    Acts dated to a year only are left out.
    """
    between: dict[frozenset[str], list[Pair]] = defaultdict(list)
    for pair in filter(placed, pairs):
        between[frozenset((pair.sender, pair.receiver))].append(pair)
    return tuple(
        Dealings(
            couple,
            tuple(filter(cooperates, between[frozenset(couple)])),
            tuple(filter(rivals, between[frozenset(couple)])),
        )
        for couple in combinations(members, 2)
    )


def after_clashes(
    known: Sequence[Dealings], pairs: Sequence[Pair], start: date, end: date, exposure: Exposure
) -> Posterior:
    """Rate of cooperation within 180 days after a clash over its rate at other times, in pairs that clashed.

    Acts of many pairs count by their weight. Exposure is days, or the records of other pairs on them.
    """
    clashed = [one for one in known if one.clashes]
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    strata = [_stratum(one, pairs, days, exposure) for one in clashed]
    counts = [_monthly(one.cooperation, days) for one in clashed]
    exposures = [_exposure(one, pairs, days, exposure) for one in clashed]
    return rate_ratio(strata, clumping(np.array(counts), np.array(exposures)) if counts else 1.0)


def correlation(known: Sequence[Dealings], seed: int) -> tuple[float, float]:
    """Correlation, over pairs of members, of log cooperation and log rivalry; and the null below it.

    The null shuffles which pair had which rivalry; given is the share of shuffles that fall short.
    """
    cooperation = np.log1p([sum(pair.weight for pair in one.cooperation) for one in known])
    rivalry = np.log1p([sum(pair.weight for pair in one.rivalry) for one in known])
    if np.ptp(cooperation) == 0 or np.ptp(rivalry) == 0:
        return 0.0, 0.5
    observed = float(np.corrcoef(cooperation, rivalry)[0, 1])
    shuffled = np.random.default_rng(seed).permuted(np.tile(rivalry, (DRAWS, 1)), axis=1)
    null = np.array([np.corrcoef(cooperation, draw)[0, 1] for draw in shuffled])
    return observed, share_of_null_below(observed, null)


def coexistence(evidence: Evidence, seed: int = 0) -> Measure:
    """Coexistence: rate of a pair's cooperation after its clashes over the rate at other times."""
    period = evidence.region.period
    end = period.end + timedelta(days=1)
    pairs = pair_rows(evidence)
    known = dealings(pairs, [member.code for member in evidence.region.members])
    ratio = after_clashes(known, pairs, period.start, end, "days")
    clashed = [one for one in known if one.clashes]
    sources = ids(pair for one in clashed for pair in (*one.cooperation, *one.clashes))
    method = (
        f"conditional test of two Poisson rates by pair, within {AFTER_DAYS} days of a clash against "
        "other days; ceasefires and border talks are not counted as cooperation; overdispersion allowed for"
    )
    estimate = estimated(ratio, "rate ratio", method, "chronicle: pairs", sources)
    return Measure(
        name="coexistence",
        title="Coexistence of cooperation and conflict",
        summary=_summary(len(clashed), len(known), spoken(estimate)),
        estimate=estimate,
        rows=(*_pair_rows(known), *_check_rows(known, pairs, period.start, end, seed)),
        caution=f"{CHRONICLE_CAUTION} Acts dated to a year only are left out: they stand neither after a "
        "clash nor at another time. Few pairs clash, so one pair can carry the number; that rivals spare "
        "each other's survival is not measured here.",
    )


def _summary(clashed: int, pairs: int, number: str) -> str:
    if not clashed:
        return "Nothing is on record of a clash between members, so what follows one cannot be told."
    return (
        f"{clashed} of {pairs} pairs of members clashed; in the {AFTER_DAYS} days after a clash they "
        f"cooperated {number} times as often as otherwise."
    )


def _stratum(one: Dealings, pairs: Sequence[Pair], days: Sequence[date], exposure: Exposure) -> Stratum:
    after = {
        middle(clash) + timedelta(days=n) for clash in one.clashes for n in range(1, AFTER_DAYS + 1)
    }.intersection(days)
    inside = sum(pair.weight for pair in one.cooperation if middle(pair) in after)
    outside = sum(pair.weight for pair in one.cooperation) - inside
    if exposure == "days":
        return Stratum(inside, len(after), outside, len(days) - len(after))
    others = _others(one, pairs)
    seen = sum(pair.weight for pair in others if middle(pair) in after)
    return Stratum(inside, seen, outside, sum(pair.weight for pair in others) - seen)


def _exposure(one: Dealings, pairs: Sequence[Pair], days: Sequence[date], exposure: Exposure) -> np.ndarray:
    if exposure == "records":
        return _monthly(_others(one, pairs), days)
    return monthly(((day, 1.0) for day in days), days[0], days[-1])


def _others(one: Dealings, pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if placed(pair) and {pair.sender, pair.receiver} != set(one.couple)]


def _monthly(pairs: Iterable[Pair], days: Sequence[date]) -> np.ndarray:
    weights = ((min(middle(pair), days[-1]), pair.weight) for pair in pairs)
    return monthly(weights, days[0], days[-1])


def _pair_rows(known: Sequence[Dealings]) -> list[dict[str, object]]:
    return [
        row(
            f"{one.couple[0]} and {one.couple[1]}",
            None,
            len(one.cooperation) + len(one.rivalry),
            ids((*one.cooperation, *one.rivalry)),
            unit="acts, by weight",
            cooperation=sum(pair.weight for pair in one.cooperation),
            rivalry=sum(pair.weight for pair in one.rivalry),
            clashes=len(one.clashes),
        )
        for one in known
    ]


def _check_rows(
    known: Sequence[Dealings], pairs: Sequence[Pair], start: date, end: date, seed: int
) -> list[dict[str, object]]:
    by_records = after_clashes(known, pairs, start, end, "records")
    observed, below = correlation(known, seed)
    sources = ids(pair for one in known for pair in (*one.cooperation, *one.rivalry))
    over_pairs = row("log cooperation with log rivalry, over pairs", None, len(known), sources)
    return [
        row(
            "cooperation after clashes, per record of other pairs",
            by_records,
            sum(bool(one.clashes) for one in known),
            sources,
            unit="rate ratio",
        ),
        {**over_pairs, "estimate": observed, "unit": "correlation", "shuffles_below": below},
    ]
