"""A laboratory for international regimes: evidence, measures, theory, futures, claims, briefs."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regimelab.study.estimation import Estimation

__version__ = "0.1.0"


def estimate(specification: str | Path) -> "Estimation":
    """Estimate a model of time-stamped events that a specification file describes.

    The same as the command ``regimelab estimate``; wrong input raises ``regimelab.errors.InvalidInput``.
    """
    from regimelab.study.estimation import estimate as study_estimate

    return study_estimate(specification).data
