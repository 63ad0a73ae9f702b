"""Estimating a model of anybody's events, as a specification file describes it."""

from regimelab.study.estimation.estimate import Estimation, estimate

__all__ = ["Estimation", "estimate"]
