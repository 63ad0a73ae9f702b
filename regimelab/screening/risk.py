"""Risks by row: likelihood, severity, proximity; what mitigation takes off; how near the edge it stands."""

from collections.abc import Sequence
from typing import NamedTuple

from regimelab.screening.bank import Rules
from regimelab.screening.case import Mitigation, RiskRow, Score
from regimelab.screening.scales import Level, Mitigability, Proximity

BANDS = range(1, 6)
UNVERIFIED, VERIFIED = 1, 2  # bands that mitigation takes off: docs/explanation/screening.md, risk logic
CAP = {Mitigability.NONE: 0, Mitigability.LOW: 1, Mitigability.MEDIUM: 2, Mitigability.HIGH: 2}
UNSCORED = {
    "likelihood": 4,
    "severity": 4,
    "proximity": Proximity.DIRECT,
}  # of a serious answer nobody scored


class Graded(NamedTuple):
    """A row as it stands: inherent and residual level, bands taken off, how it moves by one band, spread."""

    row: RiskRow
    inherent: Level
    residual: Level
    lowered: int
    up: Level
    down: Level
    likelihood: tuple[int, int]
    severity: tuple[int, int]

    @property
    def disagreed(self) -> bool:
        """Whether assessors gave different bands."""
        return self.likelihood[0] != self.likelihood[1] or self.severity[0] != self.severity[1]


def level_of(likelihood: int, severity: int, proximity: Proximity, rules: Rules) -> Level:
    """Level of one score: serious and near is high, serious at one remove or moderate is medium."""
    grade = rules.grade[severity][likelihood - 1]
    if proximity is Proximity.REMOTE or grade == "low":
        return Level.LOW
    near = proximity in (Proximity.DIRECT, Proximity.SIGNIFICANT)
    return Level.HIGH if grade == "serious" and near else Level.MEDIUM


def bands_off(row: RiskRow, mitigations: Sequence[Mitigation]) -> int:
    """Bands of likelihood that mitigation takes off: one if planned, two if one was verified, no more."""
    about = [one for one in mitigations if row.id in one.rows and one.planned]
    if not about:
        return 0
    taken = VERIFIED if any(one.verified for one in about) else UNVERIFIED
    return min(taken, CAP[row.mitigability])


def grade_row(row: RiskRow, mitigations: Sequence[Mitigation], rules: Rules) -> Graded:
    """Grade a row by its gravest score; the rest is kept beside it."""
    off = bands_off(row, mitigations)
    residual = [(_lowered(score.likelihood, off), score) for score in row.scores]
    near = [
        level_of(_within(likelihood + more), _within(score.severity + worse), score.proximity, rules)
        for likelihood, score in residual
        for more, worse in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    five = [near[place : place + 5] for place in range(0, len(near), 5)]
    likelihoods = [score.likelihood for score in row.scores]
    severities = [score.severity for score in row.scores]
    return Graded(
        row,
        inherent=max(_level(score, rules) for score in row.scores),
        residual=max(levels[0] for levels in five),
        lowered=off,
        up=max(near),
        down=max(min(levels) for levels in five),
        likelihood=(min(likelihoods), max(likelihoods)),
        severity=(min(severities), max(severities)),
    )


def is_serious(row: RiskRow, rules: Rules) -> bool:
    """Whether a row agrees with an answer of ``serious``: some score is serious, and none too far away."""
    return any(
        rules.grade[score.severity][score.likelihood - 1] == "serious"
        and score.proximity is not Proximity.REMOTE
        for score in row.scores
    )


def unscored(question: str, title: str, row: RiskRow | None) -> RiskRow:
    """Stand in for a serious answer that was not scored, or scored as less than serious."""
    held = () if row is None else row.scores
    score = Score(
        by="rule",
        rationale="a serious answer that no score agrees with",
        **UNSCORED,
    )
    name, mitigable = ("R0", Mitigability.MEDIUM) if row is None else (row.id, row.mitigability)
    return RiskRow(id=name, question=question, title=title, scores=(*held, score), mitigability=mitigable)


def _level(score: Score, rules: Rules) -> Level:
    return level_of(score.likelihood, score.severity, score.proximity, rules)


def _lowered(likelihood: int, off: int) -> int:
    return max(likelihood - off, 1)


def _within(band: int) -> int:
    return min(max(band, BANDS[0]), BANDS[-1])
