"""The brief's thirteen claims, in order: being listed here gets a claim tested, shown and documented."""

from collections.abc import Callable
from dataclasses import replace

from regimelab.claims.c01_survival import judge as survival
from regimelab.claims.c02_crisis_responses import HERE as SEARCHED_IN_CRISES
from regimelab.claims.c02_crisis_responses import judge as crisis_responses
from regimelab.claims.c03_contagion import HERE as SEARCHED_AROUND_CRISES
from regimelab.claims.c03_contagion import judge as contagion
from regimelab.claims.c04_cooperation_and_repression import judge as cooperation_and_repression
from regimelab.claims.c05_transition_windows import judge as transition_windows
from regimelab.claims.c06_patron import HERE as OF_THIS_PATRON
from regimelab.claims.c06_patron import judge as patron
from regimelab.claims.c07_copied_law import HERE as OF_THESE_LAWS
from regimelab.claims.c07_copied_law import judge as copied_law
from regimelab.claims.c08_loose_formats import HERE as OF_THESE_TREATIES
from regimelab.claims.c08_loose_formats import judge as loose_formats
from regimelab.claims.c09_coexistence import judge as coexistence
from regimelab.claims.c10_outside_pressure import judge as outside_pressure
from regimelab.claims.c11_human_security import judge as human_security
from regimelab.claims.c12_unscreened_engagement import judge as unscreened_engagement
from regimelab.claims.c13_principles_for_access import judge as principles_for_access
from regimelab.claims.claim import Claim, ClaimInputs

CATALOGUE: tuple[Callable[[ClaimInputs], Claim], ...] = (
    survival,
    crisis_responses,
    contagion,
    cooperation_and_repression,
    transition_windows,
    patron,
    copied_law,
    loose_formats,
    coexistence,
    outside_pressure,
    human_security,
    unscreened_engagement,
    principles_for_access,
)


# What else would explain a finding about the states of which the brief speaks, and about no others.
ONLY_HERE = frozenset(
    (*SEARCHED_IN_CRISES, *SEARCHED_AROUND_CRISES, *OF_THIS_PATRON, *OF_THESE_LAWS, *OF_THESE_TREATIES)
)


def test_claims(inputs: ClaimInputs) -> tuple[Claim, ...]:
    """Test every claim of the brief on the same inputs; what cannot be tested says what it needs."""
    found = tuple(judge(inputs) for judge in CATALOGUE)
    return tuple(map(_elsewhere, found)) if inputs.evidence.region.registers else found


def _elsewhere(claim: Claim) -> Claim:
    """Leave out the explanations that hold of the brief's own states only."""
    kept = tuple(one for one in claim.alternatives if one not in ONLY_HERE)
    return replace(claim, alternatives=kept)
