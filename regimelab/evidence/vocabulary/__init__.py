"""One vocabulary of acts: producers' codes of events as our kinds, and kinds by pair and month."""

from regimelab.evidence.vocabulary.kinds import kind_of, kind_rules, kinds_of_pairs
from regimelab.evidence.vocabulary.months import pair_months

__all__ = ["kind_of", "kind_rules", "kinds_of_pairs", "pair_months"]
