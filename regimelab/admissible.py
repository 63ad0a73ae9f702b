"""Which acts can occur at all: by the kind's form, by the classes of the two actors, by their border."""

from regimelab.codebook import Kind

STATES = frozenset({"member", "patron", "neighbour", "partner", "western"})
FORMAL = STATES | {"bloc"}
ADMITTED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "support": (FORMAL, FORMAL),
    "criticise": (STATES, FORMAL | {"institution"}),
    "summit": (FORMAL, FORMAL),
    "agreement": (FORMAL, FORMAL),
    "extradite": (STATES, STATES),
    "intel": (FORMAL, FORMAL),
    "border_clash": (STATES, STATES),
    "water": (STATES, STATES),
    "coercion": (STATES, STATES),
    "hedge": (frozenset({"member"}), FORMAL),
    "sanctions": (frozenset({"western", "member"}), frozenset({"patron", "member"})),
    "engagement": (frozenset({"western", "institution"}), frozenset({"member"})),
}
NEEDS_BORDER = frozenset({"border_clash", "water"})


def admitted(kind: Kind, sender: str, receiver: str, touching: bool) -> bool:
    """Whether an act of this kind can occur between actors of these classes; domestic: within one.

    The two ends of a symmetric kind have no order, so that which of them is named first does not
    matter. ``touching`` says whether the two share a land border.
    """
    if kind.form == "domestic":
        return sender == receiver == "member"
    if "member" not in (sender, receiver) or (kind.name in NEEDS_BORDER and not touching):
        return False
    if kind.form == "symmetric":
        return _fits(kind, sender, receiver) or _fits(kind, receiver, sender)
    return _fits(kind, sender, receiver) and not _unlikely(kind.name, sender, receiver)


def _fits(kind: Kind, sender: str, receiver: str) -> bool:
    senders, receivers = ADMITTED[kind.name]
    return sender in senders and receiver in receivers


def _unlikely(kind: str, sender: str, receiver: str) -> bool:
    """Sanctions run from the West to members, or from members to their patron."""
    return kind == "sanctions" and (sender, receiver) not in {("western", "member"), ("member", "patron")}
