"""Where states stand by their votes in the UN General Assembly, year by year.

A dynamic ordinal probit: on roll call $v$ of year $t$, state $i$ leans towards the text by
$\\beta_v \\theta_{it} + \\varepsilon$, votes against below the first cut, abstains below the second, and
votes for above it. Each state's path $\\theta_i$ is autoregressive, which links the years.

Source: Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2), 430-456, whose model this
is but for the link: theirs is roll calls held equal by hand from year to year, which the votes alone do not
name; here it is the states' paths, as in Martin & Quinn (2002), Political Analysis 10(2), 134-153.
"""

from regimelab.measures.ideal_points.ballots import Ballots, ballots_of
from regimelab.measures.ideal_points.estimate import ideal_points
from regimelab.measures.ideal_points.positions import Positions, standardised

__all__ = ["Ballots", "Positions", "ballots_of", "ideal_points", "standardised"]
