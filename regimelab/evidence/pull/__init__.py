"""Bringing a producer's file here over the network: whole, as it came, or not at all."""

from regimelab.evidence.pull.order import NotThere
from regimelab.evidence.pull.pull import Pulled, pull
from regimelab.evidence.pull.secret import Secret

__all__ = ["NotThere", "Pulled", "Secret", "pull"]
