"""The three recommendations of the policy brief, and where each is put to the test."""

from dataclasses import dataclass

from regimelab.report.language import message


@dataclass(frozen=True)
class Recommendation:
    """What the brief asks of the OSCE; ``line`` is the line of the brief.

    ``claims`` are the claims it rests on; ``portfolio`` is how the name of the portfolio that bears on it
    begins, and ``part`` says how; ``rival`` is how the name of that one begins which does the contrary, and
    ``rival_part`` says how.
    """

    number: int
    passage: str
    line: int
    claims: tuple[int, ...]
    portfolio: str
    part: str
    rival: str = ""
    rival_part: str = ""


RECOMMENDATIONS: tuple[Recommendation, ...] = (
    Recommendation(
        1,
        "The OSCE should focus on promoting human security across its Central Asian members.",
        130,
        (11,),
        "human_security",
        message("puts it into practice"),
        "unscreened",
        message("leaves it aside"),
    ),
    Recommendation(
        2,
        "OSCE should carefully consider its engagement in security-related activities",
        140,
        (4, 12),
        "screened",
        message("puts it into practice"),
        "unscreened",
        message("does what it warns of"),
    ),
    Recommendation(
        3,
        "The OSCE should not back away from its principles",
        150,
        (10, 13),
        "principle",
        message("puts it into practice"),
        "silence",
        message("does what it warns of"),
    ),
)
