"""Profile: is the order spontaneous, negotiated or imposed, by who convenes, who copies and what binds?"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from regimelab.codebook import ActorClass
from regimelab.evidence import Evidence
from regimelab.measures.posterior import Posterior
from regimelab.measures.procedures import present
from regimelab.measures.result import CHRONICLE_CAUTION, Measure, estimated, row
from regimelab.measures.rows import Act, act_rows, ids
from regimelab.measures.rules import binding, package
from regimelab.measures.share import clustered_share, tally

Type = Literal["spontaneous", "negotiated", "imposed"]
TYPES: tuple[Type, ...] = ("spontaneous", "negotiated", "imposed")
MEETING, TEXT, SERVICES = ("summit",), ("agreement",), ("intel", "extradite")
UNIT = "share of acts that show a type"
METHOD = (
    "an act is imposed if a patron is a party or the model, else negotiated if it binds, else spontaneous; "
    "hierarchical beta-binomial by occasion (same parties, same month)"
)
CAUTION = (
    f"{CHRONICLE_CAUTION} A patron at the table need not impose, so that share is an upper bound; what binds "
    "nobody may have been bargained over. The three are shares of acts, not degrees of one order."
)


class Kept(NamedTuple):
    """Members and patrons: in whose hands an act can be."""

    members: frozenset[str]
    patrons: frozenset[str]


def typed(act: Act, kept: Kept) -> Type | None:
    """Type of order that an act shows; none if it is no common act of members and copies no law.

    Law shows a type only where it names a model: a patron's is imposed, another member's spontaneous, since
    it spreads without a treaty.

    Source: Young (1982), International Organization 36, 277.
    """
    if act.kind == "law":
        if act.model is None or act.model in act.actors:
            return None
        return (
            "imposed" if act.model in kept.patrons else "spontaneous" if act.model in kept.members else None
        )
    common = act.kind in (*MEETING, *TEXT, *SERVICES) and len(present(act, kept.members)) >= 2
    if not common or act.tone == -1:
        return None
    if act.parties & kept.patrons:
        return "imposed"
    return "negotiated" if binding(act) else "spontaneous"


def profile(evidence: Evidence) -> Measure:
    """Young's types: share of members' common acts that are spontaneous, negotiated and imposed.

    The headline is the share of the most frequent type.
    """
    region = evidence.region
    codes = list(zip(region.actors, region.classes, strict=True))
    kept = Kept(
        frozenset(code for code, role in codes if role == ActorClass.MEMBER),
        frozenset(code for code, role in codes if role == ActorClass.PATRON),
    )
    acts = [act for act in act_rows(evidence) if typed(act, kept) is not None]
    counted: dict[Type, int] = {type_: sum(typed(act, kept) == type_ for act in acts) for type_ in TYPES}
    first = max(TYPES, key=lambda type_: counted[type_])
    estimate = estimated(_share(acts, first, kept), UNIT, METHOD, "chronicle: acts", ids(acts))
    rows = [one for label, chosen in _questions(acts) for one in _rows(label, chosen, kept)]
    return Measure(
        name="profile",
        title="Kind of order: spontaneous, negotiated, imposed",
        summary=_summary(counted, first),
        estimate=estimate,
        rows=tuple(rows),
        caution=CAUTION,
    )


def _questions(acts: Sequence[Act]) -> list[tuple[str, list[Act]]]:
    """All acts, then those that answer who convenes, who copies, and what binds."""
    asked: tuple[tuple[str, Callable[[Act], bool]], ...] = (
        ("all common acts", lambda _: True),
        ("who convenes: meetings and services", lambda act: act.kind in (*MEETING, *SERVICES)),
        ("who copies: law with a model", lambda act: act.kind == "law"),
        ("what binds: texts", lambda act: act.kind in TEXT),
    )
    return [(label, [act for act in acts if belongs(act)]) for label, belongs in asked]


def _share(acts: Sequence[Act], type_: Type, kept: Kept) -> Posterior:
    return clustered_share(tally((package(act), typed(act, kept) == type_) for act in acts))


def _rows(label: str, acts: Sequence[Act], kept: Kept) -> list[dict[str, object]]:
    """Give the share of each type that acts like these could be of: what is no text binds nobody."""
    can_bind = not acts or any(act.kind in TEXT for act in acts)
    found: list[dict[str, object]] = []
    for type_ in TYPES:
        if type_ == "negotiated" and not can_bind:
            continue
        chosen = [act for act in acts if typed(act, kept) == type_]
        share = _share(acts, type_, kept) if acts else None
        named = f"{label}: {type_}" if acts else f"{label}: undetermined, nothing is on record"
        found.append(row(named, share, len(acts), ids(acts), unit=UNIT, type=type_, acts=len(chosen)))
    return found if acts else found[:1]


def _summary(counted: dict[Type, int], first: Type) -> str:
    total = sum(counted.values())
    if not total:
        return "Undetermined: no common act of members and no law that names a model is on record."
    told = ", ".join(f"{counted[type_]} {type_}" for type_ in TYPES)
    return (
        f"Of {total} common acts, {told}, in Young's (1982) sense: what order they make, if any, is {first} "
        "more than anything else."
    )
