"""What a region file may say, reading it, and telling what is wrong with it."""

from regimelab.region.draft import blanks, draft_region
from regimelab.region.load import check_region, load_region, packaged_regions, region_file
from regimelab.region.schema import Region

__all__ = [
    "Region",
    "blanks",
    "check_region",
    "draft_region",
    "load_region",
    "packaged_regions",
    "region_file",
]
