"""The three recommendations of the policy brief, and where each is put to the test."""

from dataclasses import dataclass

from regimelab.report.language import message


@dataclass(frozen=True)
class Recommendation:
    """What the brief asks of the OSCE; ``line`` is the line of the brief.

    ``claims`` are the claims it rests on; ``portfolio`` is a word in the name of the portfolio that
    bears on it, and ``part`` says how.
    """

    number: int
    passage: str
    line: int
    claims: tuple[int, ...]
    portfolio: str
    part: str


RECOMMENDATIONS: tuple[Recommendation, ...] = (
    Recommendation(
        1,
        "The OSCE should focus on promoting human security across its Central Asian members.",
        130,
        (11,),
        "human_security",
        message("puts it into practice"),
    ),
    Recommendation(
        2,
        "OSCE should carefully consider its engagement in security-related activities",
        140,
        (4, 12),
        "unscreened",
        message("does what it warns of"),
    ),
    Recommendation(
        3,
        "The OSCE should not back away from its principles",
        150,
        (10, 13),
        "principle",
        message("does this and little else"),
    ),
)
