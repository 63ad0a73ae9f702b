"""The world's pairs by month: who helps or harms whom, estimated on a sample of what did not happen."""

from regimelab.fit.world.estimate import WorldPosterior, estimate
from regimelab.fit.world.forecast import Held, hold_out
from regimelab.fit.world.rows import Rows, sampled, whole_months
from regimelab.fit.world.statistics import Effects, effects_of

__all__ = [
    "Effects",
    "Held",
    "Rows",
    "WorldPosterior",
    "effects_of",
    "estimate",
    "hold_out",
    "sampled",
    "whole_months",
]
