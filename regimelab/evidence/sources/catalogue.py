"""Every source that can be read; being here gets it tested, documented and offered."""

from regimelab.evidence.sources.acled import ACLED
from regimelab.evidence.sources.atop import ATOP, ATOP_MEMBERS
from regimelab.evidence.sources.chronicle import CHRONICLE
from regimelab.evidence.sources.cow_igo import COW_IGO
from regimelab.evidence.sources.cow_trade import COW_TRADE
from regimelab.evidence.sources.gdelt import GDELT, GDELT_BACKFILE, GDELT_DAILY
from regimelab.evidence.sources.icews import ICEWS
from regimelab.evidence.sources.mass_mobilization import MASS_MOBILIZATION
from regimelab.evidence.sources.polecat import POLECAT
from regimelab.evidence.sources.sipri_tiv import SIPRI_TIV
from regimelab.evidence.sources.source import Source
from regimelab.evidence.sources.un_votes import UN_VOTES
from regimelab.evidence.sources.unhcr_applications import UNHCR_APPLICATIONS
from regimelab.evidence.sources.unhcr_decisions import UNHCR_DECISIONS

SOURCES: tuple[Source, ...] = (
    ACLED,
    ATOP,
    ATOP_MEMBERS,
    CHRONICLE,
    COW_IGO,
    COW_TRADE,
    GDELT,
    GDELT_BACKFILE,
    GDELT_DAILY,
    ICEWS,
    MASS_MOBILIZATION,
    POLECAT,
    SIPRI_TIV,
    UNHCR_APPLICATIONS,
    UNHCR_DECISIONS,
    UN_VOTES,
)
SOURCE: dict[str, Source] = {source.name: source for source in SOURCES}
