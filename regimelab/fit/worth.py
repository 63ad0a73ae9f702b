"""What each effect is worth: how much worse forecasts one step ahead are when it is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from regimelab.fit.laplace import estimator
from regimelab.fit.one_step import REPORTING, one_step
from regimelab.fit.origins import Tools, Window, standings, windows_of
from regimelab.fit.scores import BLOCK, Scored, gain
from regimelab.fit.verification import MODEL, Counted, marks
from regimelab.history import History
from regimelab.interval import Estimate
from regimelab.progress import Progress
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.rivals import holding

LEFT_OUT = "left out"
NOTHING = ""
PARTS = (*EFFECT_NAMES, *REPORTING)


@dataclass(frozen=True)
class Worth:
    """Gain of the whole model over the model fitted without an effect; above zero, the effect helps.

    ``by_origin`` is that gain at each origin, nats per act; ``crps`` and ``brier`` are skills
    over the model without it.
    """

    effect: str
    gain: Estimate
    by_origin: tuple[float, ...]
    crps: float
    brier: float


def worth(
    tools: Tools, history: History, seed: int, progress: Progress, parts: tuple[str, ...] = PARTS
) -> tuple[Worth, ...]:
    """Refit the model at every origin without each effect, and forecast without each part of reporting."""
    windows, rng = windows_of(tools, history), np.random.default_rng(seed)
    whole = list(_scored(tools, history, windows, NOTHING))
    found: list[Worth] = []
    for number, part in enumerate(parts, start=1):
        progress("effects left out", number / (len(parts) + 1))
        found.append(_worth(part, whole, list(_scored(tools, history, windows, part)), rng))
    progress("effects left out", 1.0)
    return tuple(found)


def _scored(tools: Tools, history: History, windows: list[Window], part: str) -> Iterator[Scored]:
    if part in EFFECT_NAMES:
        model = holding(tools.model, tuple(name for name in EFFECT_NAMES if name != part))
        tools = Tools(model, estimator(model), tools.simulate)
    for forecaster, scene, _ in standings(tools, history, windows, part):
        yield one_step(forecaster, scene, {})


def _worth(part: str, whole: list[Scored], less: list[Scored], rng: np.random.Generator) -> Worth:
    pairs = [
        Scored(one.acts, one.model, {LEFT_OUT: other.model}) for one, other in zip(whole, less, strict=True)
    ]
    marked = marks([_beside(one, other) for one, other in zip(whole, less, strict=True)])
    by_origin = tuple(
        float((one.model - one.baselines[LEFT_OUT]).sum() / max(one.acts.sum(), 1.0)) for one in pairs
    )
    return Worth(
        part, gain(pairs, LEFT_OUT, BLOCK, rng), by_origin, marked.skill("crps"), marked.skill("brier")
    )


def _beside(one: Scored, other: Scored) -> Counted:
    """Counts with the chances of the whole model and of the lesser one."""
    assert one.counted is not None
    assert other.counted is not None
    chances = {MODEL: one.counted.chances[MODEL], LEFT_OUT: other.counted.chances[MODEL]}
    return one.counted._replace(chances=chances)
