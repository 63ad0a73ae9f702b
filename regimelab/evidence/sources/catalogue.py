"""Every source that can be read; being here gets it tested, documented and offered."""

from regimelab.evidence.sources.archigos import ARCHIGOS
from regimelab.evidence.sources.coups import COLPUS, POWELL_THYNE
from regimelab.evidence.sources.freedom_house import FREEDOM_HOUSE, FREEDOM_HOUSE_RATINGS
from regimelab.evidence.sources.reign import REIGN
from regimelab.evidence.sources.source import Source
from regimelab.evidence.sources.ucdp_country_month import UCDP_COUNTRY_MONTH
from regimelab.evidence.sources.ucdp_country_year import UCDP_COUNTRY_YEAR
from regimelab.evidence.sources.ucdp_ged import UCDP_GED
from regimelab.evidence.sources.un_ideal_points import UN_IDEAL_POINTS, UN_IDEAL_POINTS_TAB
from regimelab.evidence.sources.un_votes import UN_VOTES
from regimelab.evidence.sources.vdem import VDEM
from regimelab.evidence.sources.wdi import WDI

SOURCES: tuple[Source, ...] = (
    ARCHIGOS,
    COLPUS,
    FREEDOM_HOUSE,
    FREEDOM_HOUSE_RATINGS,
    POWELL_THYNE,
    REIGN,
    UCDP_COUNTRY_MONTH,
    UCDP_COUNTRY_YEAR,
    UCDP_GED,
    UN_IDEAL_POINTS,
    UN_IDEAL_POINTS_TAB,
    UN_VOTES,
    VDEM,
    WDI,
)
SOURCE: dict[str, Source] = {source.name: source for source in SOURCES}
