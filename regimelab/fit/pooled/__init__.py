"""One fit across regions: what they have in common, how far they differ, and what each borrows."""

from regimelab.fit.pooled.lent import Lent, lent_by
from regimelab.fit.pooled.regions import Together, fit_together
from regimelab.fit.pooled.travel import Travel, travels

__all__ = ["Lent", "Together", "Travel", "fit_together", "lent_by", "travels"]
