"""Which theories of regimes a question is put to, and how much each weighs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from regimelab.interval import Estimate

if TYPE_CHECKING:
    from regimelab.fit.rivals import Rival

Theories = Literal["together", "stacked", "apart"]


@dataclass(frozen=True)
class TheoryWeight:
    """A theory, what it says, how well it would have forecast the past (nats per act), and its weight."""

    name: str
    title: str
    says: str
    effects: tuple[str, ...]
    score: float | None
    weight: Estimate


def weights_told(theories: Theories, rivals: "Callable[[], Sequence[Rival]]") -> tuple[TheoryWeight, ...]:
    """Tell of the whole model alone, or of every theory; left apart, all weigh the same."""
    from regimelab.theory.rivals import TOGETHER

    if theories == "together":
        method = "the whole model; its rivals were not asked for"
        alone = Estimate(1.0, None, None, "weight", method, "none", "assumed")
        return (TheoryWeight(*TOGETHER, None, alone),)
    return tuple(
        TheoryWeight(one.name, one.title, one.says, one.effects, one.score, one.weight) for one in rivals()
    )
