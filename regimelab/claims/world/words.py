"""What event data call blame, clash and cooperation: roots of CAMEO, and PLOVER's words."""

from typing import Final

EVENTS: Final = ("icews", "polecat")
BLAME: Final = ("11", "12", "13", "16", "ACCUSE", "REJECT", "THREATEN", "SANCTION")
CLASH: Final = ("18", "19", "20", "ASSAULT")
COOPERATION: Final = ("04", "05", "06", "07", "CONSULT", "SUPPORT", "COOPERATE", "AID")
