"""Outside data, one file a source: an origin and a reading."""

from regimelab.evidence.sources.catalogue import SOURCE, SOURCES
from regimelab.evidence.sources.source import Column, Layout, Published, Source

__all__ = ["SOURCE", "SOURCES", "Column", "Layout", "Published", "Source"]
