"""Is there a regime? Each part of the answer with its number, interval, sources and caution."""

from dataclasses import replace

from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.measures.chance import chance
from regimelab.measures.coexistence import coexistence
from regimelab.measures.convergence import Predicted, convergence, crises_of
from regimelab.measures.dependence import dependence
from regimelab.measures.exile import exile
from regimelab.measures.history import build_history
from regimelab.measures.norms import norms
from regimelab.measures.onset import onset
from regimelab.measures.principles import principles
from regimelab.measures.procedures import procedures
from regimelab.measures.profile import profile
from regimelab.measures.repression import repression
from regimelab.measures.result import CHRONICLE_CAUTION, DRAWN_CAUTION, Measure
from regimelab.measures.rules import rules
from regimelab.measures.strength import strength

__all__ = ["Measure", "Predicted", "build_history", "crises_of", "measure_region"]


def measure_region(
    evidence: Evidence, seed: int = 0, outside: Outside | None = None, predicted: Predicted | None = None
) -> tuple[Measure, ...]:
    """Take every measure of a region; the seed feeds the shuffles of the null distributions.

    ``outside`` are the data of others that the store holds, if it holds any; ``predicted`` is what
    a fitted model expects of the members, if one was fitted.
    """
    found = (
        principles(evidence, seed, outside),
        norms(evidence, seed),
        rules(evidence),
        procedures(evidence),
        coexistence(evidence, seed),
        repression(evidence, seed, outside),
        exile(evidence, outside),
        dependence(evidence, seed, outside),
        convergence(evidence, predicted),
        profile(evidence),
        strength(evidence, seed, outside),
        onset(evidence, outside),
        chance(evidence, seed, outside),
    )
    return tuple(_as_drawn(one) for one in found) if evidence.drawn else found


def _as_drawn(one: Measure) -> Measure:
    """Warn of how machines code, where acts were not gathered by hand."""
    return replace(one, caution=one.caution.replace(CHRONICLE_CAUTION, DRAWN_CAUTION))
