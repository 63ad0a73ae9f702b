"""A laboratory for international regimes: evidence, measures, theory, futures, claims, briefs."""

__version__ = "0.1.0"
