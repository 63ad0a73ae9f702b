"""Is there a regime? Each part of the answer with its number, interval, sources and caution."""

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.measures.coexistence import coexistence
from regimelab.measures.dependence import dependence
from regimelab.measures.exile import exile
from regimelab.measures.history import build_history
from regimelab.measures.norms import norms
from regimelab.measures.principles import principles
from regimelab.measures.procedures import procedures
from regimelab.measures.repression import repression
from regimelab.measures.result import Measure
from regimelab.measures.rules import rules

__all__ = ["Measure", "build_history", "measure_region"]


def measure_region(evidence: Evidence, seed: int = 0, outside: Outside | None = None) -> tuple[Measure, ...]:
    """Take every measure of a region; the seed feeds the shuffles of the null distributions.

    ``outside`` are the data of others that the store holds, if it holds any.
    """
    return (
        principles(evidence, seed, outside),
        norms(evidence, seed),
        rules(evidence),
        procedures(evidence),
        coexistence(evidence, seed),
        repression(evidence, seed, outside),
        exile(evidence, outside),
        dependence(evidence, seed, outside),
    )
