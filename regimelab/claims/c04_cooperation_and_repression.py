"""Claim 4: cooperation between the regimes and repression within them rise together."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from scipy.stats import norm

from regimelab.claims.claim import Claim, ClaimInputs, Found, Proposition, Reading, shuffles
from regimelab.claims.world.friends import look
from regimelab.codebook import REPRESSIVE_KINDS
from regimelab.evidence import Evidence
from regimelab.interval import Estimate
from regimelab.measures.permutation import share_of_null_below, shuffled_order
from regimelab.measures.rows import Act, act_rows, middle

PROPOSITION = Proposition(
    id=4,
    title="Cooperation and repression rise together",
    passage="the strengthening of regional security cooperation and autocratic domestic governance are "
    "co-occurring and mutually enforcing phenomena",
    line=73,
    estimand="correlation, over members and half-years, of acts of cooperation with other members and acts "
    "of repression at home, beyond the member's own level and the volume of its other records",
    alternatives=(
        "attention: half-years in which a member is watched hold more rows of every kind; only what the "
        "member's other records show of it is taken out",
        "a common cause, such as a crisis, that brings both friends' calls and arrests",
        "co-occurrence is not enforcement: which came first is asked of the world's autocracies, not of the "
        "region",
        "an ally that turns autocratic makes an alliance of autocracies without anybody's choice",
    ),
    would_change="a cell-by-cell count from sources gathered blind to the brief in which the two are "
    "unrelated or opposed once volume is held constant",
)
COOPERATION = ("support", "summit", "agreement", "intel", "extradite")
DRAWS = 5000
LEVEL = 0.9
METHOD = (
    "partial correlation of log counts by member and half-year, given the member and the log of its other "
    "records; again given the half-year; and against half-years shuffled within each member"
)


class Cell(NamedTuple):
    """Counts of one member in one half-year."""

    member: str
    half: tuple[int, bool]
    cooperation: int
    repression: int
    other: int


class Partial(NamedTuple):
    """A partial correlation and what is left of the two series, with the degrees of freedom for its error."""

    correlation: float
    first: np.ndarray
    second: np.ndarray
    freedom: int

    @property
    def probability_positive(self) -> float:
        """Probability that it is above zero: Fisher's z, flat prior."""
        return float(norm.cdf(np.arctanh(self.correlation) * np.sqrt(self.freedom)))

    def interval(self) -> tuple[float, float]:
        """Fisher's interval."""
        half = norm.ppf((1 + LEVEL) / 2) / np.sqrt(self.freedom)
        centre = np.arctanh(self.correlation)
        return float(np.tanh(centre - half)), float(np.tanh(centre + half))


def judge(inputs: ClaimInputs) -> Claim:
    """Ask the chronicle about the region's half-years, and the world's record about autocracies' allies."""
    return PROPOSITION.weighed(recorded(inputs), look(inputs.outside))


def recorded(inputs: ClaimInputs) -> Found:
    """Correlate the two beyond volume, beyond common time, and against shuffled half-years."""
    cells, sources = count_cells(inputs.evidence)
    if not sources:
        return Found()
    plain, timed = partial(cells, by_half=False), partial(cells, by_half=True)
    readings = (
        Reading("given member and volume", plain.probability_positive),
        Reading("given member, volume and half-year", timed.probability_positive),
        shuffles("half-years shuffled within members", shuffled_halves(cells, plain, inputs.seed)),
    )
    low, high = plain.interval()
    data, unit = "chronicle: acts", "partial correlation"
    effect = Estimate(plain.correlation, low, high, unit, METHOD, data, level=LEVEL, sources=sources)
    return Found(readings, effect, METHOD)


def count_cells(evidence: Evidence) -> tuple[list[Cell], tuple[str, ...]]:
    """Count each member's half-years; acts dated to a year only belong to none."""
    members = [member.code for member in evidence.region.members]
    acts = [act for act in act_rows(evidence) if act.precision != "year"]
    halves = sorted({half_year(middle(act)) for act in acts})
    used = [act.id for act in acts if act.kind in (*COOPERATION, *REPRESSIVE_KINDS)]
    return [_cell(member, half, acts, members) for member in members for half in halves], tuple(sorted(used))


def half_year(day: date) -> tuple[int, bool]:
    """Half-year of a day: its year, and whether it is the second half."""
    return day.year, day.month > 6


def partial(cells: Sequence[Cell], by_half: bool) -> Partial:
    """Correlation of log cooperation and log repression after regressing both on member and volume."""
    controls = [_dummies([cell.member for cell in cells]), np.log1p([[cell.other] for cell in cells])]
    if by_half:
        controls.append(_dummies([cell.half for cell in cells])[:, 1:])
    design = np.hstack(controls)
    first = _residual(np.log1p([cell.cooperation for cell in cells]), design)
    second = _residual(np.log1p([cell.repression for cell in cells]), design)
    freedom = max(len(cells) - design.shape[1] - 2, 1)
    return Partial(_correlate(first, second), first, second, freedom)


def shuffled_halves(cells: Sequence[Cell], found: Partial, seed: int) -> float:
    """Share of shuffles, of what is left of repression within each member, with a lower correlation."""
    members = [cell.member for cell in cells]
    order = shuffled_order(members, DRAWS, np.random.default_rng(seed))
    null = np.array([_correlate(found.first, found.second[places]) for places in order])
    return share_of_null_below(found.correlation, null)


def _cell(member: str, half: tuple[int, bool], acts: Sequence[Act], members: Sequence[str]) -> Cell:
    own = [act for act in acts if member in act.parties and half_year(middle(act)) == half]
    together = [act for act in own if _cooperates(act, members)]
    repressive = [act for act in own if act.represses]
    return Cell(member, half, len(together), len(repressive), len(own) - len(together) - len(repressive))


def _cooperates(act: Act, members: Sequence[str]) -> bool:
    return act.kind in COOPERATION and act.tone == 1 and sum(party in members for party in act.parties) >= 2


def _dummies(labels: Sequence[object]) -> np.ndarray:
    known = list(dict.fromkeys(labels))
    return np.array([[label == other for other in known] for label in labels], dtype=float)


def _residual(values: np.ndarray, design: np.ndarray) -> np.ndarray:
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]


def _correlate(first: np.ndarray, second: np.ndarray) -> float:
    scale = np.sqrt((first @ first) * (second @ second))
    return float(np.clip(first @ second / scale, -0.999999, 0.999999)) if scale > 1e-12 else 0.0
