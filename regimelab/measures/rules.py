"""Rules: whose law is copied, and how much of what members agree binds them."""

from collections import Counter
from collections.abc import Sequence

from regimelab.evidence import Evidence
from regimelab.measures.posterior import Posterior
from regimelab.measures.procedures import alone, present
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, estimated, row, spoken
from regimelab.measures.rows import Act, act_rows, ids, middle, reaches
from regimelab.measures.share import clustered_share, tally

BINDING_INTENSITY = 6  # codebook, agreement: 6 intergovernmental, 7 treaty or approval, 8 alliance or border
JOINT_KINDS = ("summit", "agreement", "intel")


def binding(act: Act) -> bool:
    """Whether a joint act binds: an agreement between governments, or more, by its coded intensity.

    Declarations that the coder rated as high as treaties count as binding, so that the share of what does
    not bind is understated rather than overstated.
    """
    return act.kind == "agreement" and reaches(act.intensity, BINDING_INTENSITY)


def joint_acts(acts: Sequence[Act], members: frozenset[str]) -> list[Act]:
    """Meetings and texts of at least two members and nobody else."""
    return [act for act in acts if act.kind in JOINT_KINDS and alone(act, members)]


def package(act: Act) -> tuple[frozenset[str], int, int]:
    """Name the cluster of a joint act: the same parties in the same month sign and meet at one occasion."""
    return act.parties, middle(act).year, middle(act).month


def unbinding_share(acts: Sequence[Act]) -> Posterior:
    """Share of joint acts that do not bind, clustered by occasion."""
    return clustered_share(tally((package(act), not binding(act)) for act in acts))


def rules(evidence: Evidence) -> Measure:
    """Depth of commitment: share of members' joint acts that do not bind; and law events by model."""
    acts = act_rows(evidence)
    members = frozenset(member.code for member in evidence.region.members)
    joint = joint_acts(acts, members)
    method = (
        f"agreements of intensity {BINDING_INTENSITY} or more bind; hierarchical beta-binomial by occasion "
        "(same parties, same month)"
    )
    estimate = estimated(unbinding_share(joint), "share of joint acts", method, "chronicle: acts", ids(joint))
    return Measure(
        name="rules",
        title="Rules: copied law and depth of commitment",
        summary=_summary(joint, spoken(estimate)),
        estimate=estimate,
        rows=(*_depth_rows(joint, members), *_model_rows(acts)),
        caution=f"{CHRONICLE_CAUTION} Meetings outnumber treaties everywhere, so the level alone says "
        "little; law is counted by events that name a model, not by text: the share copied needs the texts.",
    )


def _summary(joint: Sequence[Act], number: str) -> str:
    if not joint:
        return "Nothing is on record of joint acts of members among themselves."
    loose = sum(not binding(act) for act in joint)
    return (
        f"{loose} of {len(joint)} joint acts of members among themselves bind nobody "
        f"(share, smoothed: {number})."
    )


def _depth_rows(joint: Sequence[Act], members: frozenset[str]) -> list[dict[str, object]]:
    cuts = {
        "two members": [act for act in joint if len(present(act, members)) == 2],
        "three or more members, not all": [
            act for act in joint if 3 <= len(present(act, members)) < len(members)
        ],
        "all members": [act for act in joint if members <= act.parties],
        "texts only, two members": [
            act for act in joint if act.kind == "agreement" and len(present(act, members)) == 2
        ],
        "texts only, three or more members": [
            act for act in joint if act.kind == "agreement" and len(present(act, members)) >= 3
        ],
    }
    return [
        row(
            f"bind nobody, {name}: {sum(not binding(act) for act in chosen)} of {len(chosen)}",
            unbinding_share(chosen) if chosen else None,
            len(chosen),
            ids(chosen),
            unit="share of joint acts",
        )
        for name, chosen in cuts.items()
    ]


def _model_rows(acts: Sequence[Act]) -> list[dict[str, object]]:
    laws = [act for act in acts if act.kind == "law"]
    models = Counter(act.model or "no model named" for act in laws)
    rows = []
    for model, count in sorted(models.items()):
        share = clustered_share([(1, 1)] * count + [(0, 1)] * (len(laws) - count))
        chosen = [act for act in laws if (act.model or "no model named") == model]
        label = f"law events by model: {model}"
        rows.append(row(label, share, len(laws), ids(chosen), unit="share of law events", model=model))
    return rows
