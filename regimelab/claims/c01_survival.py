"""Claim 1: survival, then prosperity, then autonomy order what the regimes do."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regimelab.claims.claim import Claim, ClaimInputs, Proposition, Reading, both
from regimelab.measures.crises import episodes
from regimelab.measures.posterior import Posterior, probability_greater
from regimelab.measures.result import estimated
from regimelab.measures.rows import Act, act_rows, middle
from regimelab.measures.share import clustered_share, tally

PROPOSITION = Proposition(
    id=1,
    title="Survival comes first, then prosperity, then autonomy",
    passage="the main imperatives of each autocratic regime are its own survival and prosperity, followed "
    "by a desire for maximal possible decision-making autonomy",
    line=11,
    estimand="of acts in which two of the three aims conflict, the share in which the earlier one wins",
    alternatives=(
        "leaders say survival and mean enrichment: acts alone do not show motives",
        "aims that never conflict in the record cannot be ordered by it: no kind of act sets survival "
        "against prosperity, so that this step keeps its prior",
        "the patron is also the trading partner and nearest help: leaning on it need not give up autonomy",
    ),
    would_change="a set of decisions in which survival was risked for revenue, or revenue given up for "
    "autonomy",
)
LEANS = ("support", "summit", "agreement", "intel", "extradite")
PRESSES = ("coercion", "sanctions")
WINDOW_DAYS = 90  # how long a danger, or a power's pressure, bears on what a member does (assumed)
METHOD = (
    f"dealings of members with the patron that lean on it or hedge against it: within {WINDOW_DAYS} days "
    "after a member's own crisis survival and autonomy conflict; with any power that coerced or sanctioned "
    f"it in the {WINDOW_DAYS} days before, prosperity and autonomy do; leaning means that autonomy gave way. "
    "Survival against prosperity: no kind of act in the chronicle sets them against each other, so this step "
    "keeps its prior of one half, and the claim can be contradicted but not supported. Votes at "
    "the UN are left out"
)


class Choice(NamedTuple):
    """A dealing of one member with a power: the danger that it falls under, and whether it leans."""

    act: str
    danger: object
    leans: bool


def judge(inputs: ClaimInputs) -> Claim:
    """Count leaning in danger, against one half and against calm; then under pressure on prosperity."""
    region, acts = inputs.evidence.region, act_rows(inputs.evidence)
    members = [member.code for member in region.members]
    dangers = [(one.member, region.patron.actor, one.onset) for one in episodes(acts, members)]
    pressed = [
        (target, actor, act.start)
        for act in acts
        if act.kind in PRESSES
        for target in set(act.targets) & set(members)
        for actor in act.actors
    ]
    powers = {region.patron.actor, *(actor for _, actor, _ in pressed)}
    choices = {power: list(_choices(acts, members, power)) for power in sorted(powers)}
    patron = choices[region.patron.actor]
    in_danger, calm = _under(patron, region.patron.actor, dangers)
    hurt = [one for power in sorted(powers) for one in _under(choices[power], power, pressed)[0]]
    survival, prosperity = _share(in_danger), _share(hurt)
    unseen = clustered_share([]).probability_above(0.5)
    second = prosperity.probability_above(0.5)
    readings = [
        Reading("members in crisis lean on the patron more often than not; the other steps too",
                both(survival.probability_above(0.5), second, unseen)),
        Reading("members in crisis lean more often than at other times; the other steps too",
                both(probability_greater(survival, _share(calm)), second, unseen)),
    ]  # fmt: skip
    used = [one.act for one in (*in_danger, *hurt)]
    unit = "share of dealings with the patron in crises that lean on it (survival before autonomy)"
    effect = estimated(survival, unit, METHOD, "chronicle: acts", used)
    return PROPOSITION.judged(readings, effect, f"{METHOD}; {_told(survival, in_danger, prosperity, hurt)}")


def _choices(acts: Iterable[Act], members: Sequence[str], power: str) -> Iterable[tuple[str, Act, bool]]:
    """Each member's dealings with a power, and whether they lean on it."""
    for act in acts:
        if power not in act.parties or act.precision == "year" or act.location.startswith("UN"):
            continue
        hedges = act.kind == "hedge" and power in act.targets
        if hedges or (act.kind in LEANS and act.tone == 1):
            taking_part = act.actors if hedges else act.parties
            yield from ((member, act, not hedges) for member in members if member in taking_part)


def _under(
    choices: Iterable[tuple[str, Act, bool]], power: str, dangers: Sequence[tuple[str, str, date]]
) -> tuple[list[Choice], list[Choice]]:
    """Part dealings that fall under a danger from those that do not; one danger's are alike."""
    inside, outside = [], []
    for member, act, leans in choices:
        day = middle(act)
        bearing = [
            onset
            for other, against, onset in dangers
            if (other, against) == (member, power) and onset <= day <= onset + timedelta(days=WINDOW_DAYS)
        ]
        cluster = (member, max(bearing)) if bearing else (member, day.year, day.month)
        (inside if bearing else outside).append(Choice(act.id, cluster, leans))
    return inside, outside


def _share(choices: Iterable[Choice]) -> Posterior:
    return clustered_share(tally((one.danger, one.leans) for one in choices))


def _told(survival: Posterior, in_danger: list[Choice], prosperity: Posterior, hurt: list[Choice]) -> str:
    return (
        f"survival before autonomy {survival.median:.2f} of {len(in_danger)} dealings, prosperity before "
        f"autonomy {prosperity.median:.2f} of {len(hurt)}"
    )
