"""Effects of networks of events: what a pair's past, and everyone else's, says about its next event."""

from regimelab.theory.networks.catalogue import NETWORK_EFFECT, NETWORK_EFFECTS
from regimelab.theory.networks.state import State
from regimelab.theory.networks.term import Term

__all__ = ["NETWORK_EFFECT", "NETWORK_EFFECTS", "State", "Term"]
