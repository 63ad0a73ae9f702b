"""A laboratory for international regimes: evidence, measures, theory, futures, claims, briefs."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regimelab.study.estimation import Estimation

__version__ = "0.1.0"


def estimate(
    specification: str | Path, check: bool = False, posterior: bool = False, seed: int = 0
) -> "Estimation":
    """Estimate a model of time-stamped events that a specification file describes.

    With ``check``, its ``diagnostics`` tell how well each event was foretold; with ``posterior``, effects
    are drawn from their posterior as well. The same as the command ``regimelab estimate``; wrong input
    raises ``regimelab.errors.InvalidInput``.
    """
    study = import_module("regimelab.study.estimation")  # by name: rooms below import this package
    return study.estimate(specification, wanted=study.Wanted(check, posterior, seed)).data
