"""Fitting regions together: each to its own acts, with what all the others lend it as its prior."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np

from regimelab.fit.grid import Grid
from regimelab.fit.laplace import Posterior, estimator_of
from regimelab.fit.pooled.lent import Lent, Said, lent_by, places, said_by
from regimelab.progress import Progress
from regimelab.theory.model import Model
from regimelab.theory.parameters import Block, Layout

PASSES: Final = 2  # the likelihood's normal approximation is taken anew where the pooled fit came to lie


class Part(NamedTuple):
    """A region's model and its acts, laid out on intervals."""

    model: Model
    laid: Grid


class Together(NamedTuple):
    """Regions fitted alone and together; ``lent`` is what each got from the others, ``common`` from all."""

    alone: Mapping[str, Posterior]
    pooled: Mapping[str, Posterior]
    models: Mapping[str, Model]
    lent: Mapping[str, Lent]
    common: Lent


def fit_together(parts: Mapping[str, Part], progress: Progress) -> Together:
    """Fit regions alone, learn what they have in common, and fit each again with what the others lend."""
    tools = {name: estimator_of(part.model) for name, part in parts.items()}
    everything = {name: np.ones(len(part.laid.start)) for name, part in parts.items()}
    models = {name: part.model for name, part in parts.items()}
    alone: dict[str, Posterior] = {}
    for number, (name, part) in enumerate(parts.items()):
        progress(f"fit {name} alone", number / len(parts))
        alone[name] = tools[name](part.model.layout)(part.laid, everything[name], None)
    said = {name: said_by(models[name].layout, alone[name]) for name in parts}
    pooled, lent = dict(alone), dict[str, Lent]()
    for turn in range(PASSES):
        for number, (name, part) in enumerate(parts.items()):
            progress("fit together", (turn + number / len(parts)) / PASSES)
            lent[name] = lent_by(part.model.layout, _others(said, name))
            model = borrowing(part.model, lent[name])
            start = _from(pooled[name], model.layout)
            pooled[name] = tools[name](model.layout)(part.laid, everything[name], start)
            models[name] = model
        said = {name: said_by(models[name].layout, pooled[name]) for name in parts}
    progress("fit together", 1.0)
    first = next(iter(parts.values())).model.layout
    return Together(alone, pooled, models, lent, lent_by(first, list(said.values())))


def borrowing(model: Model, lent: Lent) -> Model:
    """Put what other regions lend in the place of the priors of the travelling parameters."""
    at = places(model.layout)
    mean, spread = model.layout.mean.copy(), model.layout.spread.copy()
    mean[at], spread[at] = lent.mean, lent.spread
    start, blocks = 0, []
    for block in model.layout.blocks:
        stop = start + len(block.labels)
        travels = bool(np.any((at >= start) & (at < stop)))
        blocks.append(_replaced(block, mean[start:stop], spread[start:stop]) if travels else block)
        start = stop
    return model._replace(layout=model.layout._replace(blocks=tuple(blocks)))


def _replaced(block: Block, mean: np.ndarray, spread: np.ndarray) -> Block:
    fixed = np.full(len(block.labels), -1)
    reason = "what other regions have in common, as wide as they differ"
    return block._replace(mean=mean, spread=spread, pool=fixed, basis="pooled", reason=reason)


def borrowed(model: Model, posterior: Posterior) -> np.ndarray:
    """Share of what is known of each travelling parameter that is lent: posterior over prior variance."""
    at = places(model.layout)
    return posterior.deviation()[at] ** 2 / model.layout.spread[at] ** 2


def _others(said: Mapping[str, Said], name: str) -> list[Said]:
    return [one for other, one in said.items() if other != name]


def _from(before: Posterior, blocks: Layout) -> Posterior:
    """Start where an earlier fit lay, with its learnt spreads where they are still learnt."""
    spread = blocks.spread.copy()
    for place in blocks.pools():
        spread[place] = before.spread[place]
    return before._replace(spread=spread)
