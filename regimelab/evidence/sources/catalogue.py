"""Every source that can be read; being here gets it tested, documented and offered."""

from regimelab.evidence.sources.acled import ACLED
from regimelab.evidence.sources.chronicle import CHRONICLE
from regimelab.evidence.sources.gdelt import GDELT, GDELT_BACKFILE, GDELT_DAILY
from regimelab.evidence.sources.icews import ICEWS
from regimelab.evidence.sources.mass_mobilization import MASS_MOBILIZATION
from regimelab.evidence.sources.polecat import POLECAT
from regimelab.evidence.sources.source import Source
from regimelab.evidence.sources.un_votes import UN_VOTES

SOURCES: tuple[Source, ...] = (
    ACLED,
    CHRONICLE,
    GDELT,
    GDELT_BACKFILE,
    GDELT_DAILY,
    ICEWS,
    MASS_MOBILIZATION,
    POLECAT,
    UN_VOTES,
)
SOURCE: dict[str, Source] = {source.name: source for source in SOURCES}
