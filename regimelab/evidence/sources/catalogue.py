"""Every source that can be read; being here gets it tested, documented and offered."""

from regimelab.evidence.sources.source import Source
from regimelab.evidence.sources.un_votes import UN_VOTES

SOURCES: tuple[Source, ...] = (UN_VOTES,)
SOURCE: dict[str, Source] = {source.name: source for source in SOURCES}
