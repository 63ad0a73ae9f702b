"""The brief's claims as hypotheses: one file a claim."""

from regimelab.claims.catalogue import CATALOGUE, test_claims
from regimelab.claims.claim import Claim, ClaimInputs, FitSummary, Reading
from regimelab.interval import VERDICT_RULE

__all__ = ["CATALOGUE", "VERDICT_RULE", "Claim", "ClaimInputs", "FitSummary", "Reading", "test_claims"]
