"""Estimating a model of anybody's events, as a specification file describes it."""

from regimelab.study.estimation.estimate import Estimation, Wanted, estimate, estimate_and_draw

__all__ = ["Estimation", "Wanted", "estimate", "estimate_and_draw"]
