"""All that a brief is built from."""

from collections.abc import Sequence
from dataclasses import dataclass

from regimelab.report.content import Meta
from regimelab.report.handed.changes import BeforeHanded
from regimelab.report.handed.evidence import EvidenceHanded
from regimelab.report.handed.options import ComparisonHanded, ForecastHanded, NamedHanded
from regimelab.report.handed.region import RegionHanded
from regimelab.report.handed.results import ClaimHanded, HindcastHanded, MeasureHanded
from regimelab.report.recommendations import RECOMMENDATIONS, Recommendation


@dataclass(frozen=True)
class BriefInputs:
    """Results of the other rooms; ``None`` was not computed, which the brief says."""

    region: RegionHanded
    evidence: EvidenceHanded
    measures: Sequence[MeasureHanded]
    claims: Sequence[ClaimHanded]
    meta: Meta
    hindcast: HindcastHanded | None = None
    forecast: ForecastHanded | None = None
    comparison: ComparisonHanded | None = None
    portfolios: Sequence[NamedHanded] = ()
    scenarios: Sequence[NamedHanded] = ()
    recommendations: Sequence[Recommendation] = RECOMMENDATIONS
    before: BeforeHanded | None = None
