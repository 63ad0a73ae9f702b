"""The evidence: chronicle and structure, checked, traced to their sources, and kept in a store."""

from regimelab.evidence.chronicle import read_chronicle
from regimelab.evidence.evidence import Evidence, load_evidence
from regimelab.evidence.select import list_acts, show_act
from regimelab.evidence.store import Store
from regimelab.evidence.verify import Verification, verify

__all__ = [
    "Evidence",
    "Store",
    "Verification",
    "list_acts",
    "load_evidence",
    "read_chronicle",
    "show_act",
    "verify",
]
