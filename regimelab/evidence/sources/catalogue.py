"""Every source that can be read; being here gets it tested, documented and offered."""

from regimelab.evidence.sources.acled import ACLED
from regimelab.evidence.sources.archigos import ARCHIGOS
from regimelab.evidence.sources.atop import ATOP, ATOP_MEMBERS
from regimelab.evidence.sources.chronicle import CHRONICLE
from regimelab.evidence.sources.coups import COLPUS, POWELL_THYNE
from regimelab.evidence.sources.cow_contiguity import COW_CONTIGUITY
from regimelab.evidence.sources.cow_igo import COW_IGO
from regimelab.evidence.sources.cow_trade import COW_TRADE
from regimelab.evidence.sources.freedom_house import FREEDOM_HOUSE, FREEDOM_HOUSE_RATINGS
from regimelab.evidence.sources.gdelt import GDELT, GDELT_BACKFILE, GDELT_DAILY
from regimelab.evidence.sources.gdelt_months import GDELT_MONTHS
from regimelab.evidence.sources.icews import ICEWS
from regimelab.evidence.sources.mass_mobilization import MASS_MOBILIZATION
from regimelab.evidence.sources.polecat import POLECAT
from regimelab.evidence.sources.reign import REIGN
from regimelab.evidence.sources.sipri_tiv import SIPRI_TIV
from regimelab.evidence.sources.source import Source
from regimelab.evidence.sources.ucdp_country_month import UCDP_COUNTRY_MONTH
from regimelab.evidence.sources.ucdp_country_year import UCDP_COUNTRY_YEAR
from regimelab.evidence.sources.ucdp_ged import UCDP_GED
from regimelab.evidence.sources.un_ideal_points import UN_IDEAL_POINTS, UN_IDEAL_POINTS_TAB
from regimelab.evidence.sources.un_votes import UN_VOTES
from regimelab.evidence.sources.unhcr_applications import UNHCR_APPLICATIONS
from regimelab.evidence.sources.unhcr_decisions import UNHCR_DECISIONS
from regimelab.evidence.sources.vdem import VDEM
from regimelab.evidence.sources.wdi import WDI

SOURCES: tuple[Source, ...] = (
    ACLED,
    ARCHIGOS,
    ATOP,
    ATOP_MEMBERS,
    CHRONICLE,
    COLPUS,
    COW_CONTIGUITY,
    COW_IGO,
    COW_TRADE,
    FREEDOM_HOUSE,
    FREEDOM_HOUSE_RATINGS,
    GDELT,
    GDELT_BACKFILE,
    GDELT_DAILY,
    GDELT_MONTHS,
    ICEWS,
    MASS_MOBILIZATION,
    POLECAT,
    POWELL_THYNE,
    REIGN,
    SIPRI_TIV,
    UCDP_COUNTRY_MONTH,
    UCDP_COUNTRY_YEAR,
    UCDP_GED,
    UNHCR_APPLICATIONS,
    UNHCR_DECISIONS,
    UN_IDEAL_POINTS,
    UN_IDEAL_POINTS_TAB,
    UN_VOTES,
    VDEM,
    WDI,
)
SOURCE: dict[str, Source] = {source.name: source for source in SOURCES}
