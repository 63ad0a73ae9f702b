"""A laboratory for international regimes: evidence, measures, theory, futures, claims, briefs."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regimelab.study.estimation import Estimation

__all__ = ["__version__", "estimate"]
__version__ = "0.1.0"


def estimate(
    specification: str | Path, check: bool = False, posterior: bool = False, seed: int = 0
) -> "Estimation":
    """Estimate who does what to whom, and when, from time-stamped events that a TOML file describes.

    Each of ``coefficients`` has an ``effect``, its ``estimate`` and its ``se``: a log ratio of rates or odds
    per unit of the effect's statistic; an intercept is a log rate per unit of time of the files. ``check``
    adds ``diagnostics`` of how well each event was foretold, ``posterior`` draws of the effects, the same for
    the same ``seed`` (needs the extra ``posterior``). The command ``regimelab estimate`` does the same.

    Raises ``regimelab.errors.InvalidInput`` with everything that is wrong with the files.

    Source: Butts (2008), Sociological Methodology 38, 155; Stadtfeld & Block (2017), Sociological Science 4,
    318.
    """
    study = import_module("regimelab.study.estimation")  # by name: rooms below import this package
    return study.estimate(specification, wanted=study.Wanted(check, posterior, seed)).data
