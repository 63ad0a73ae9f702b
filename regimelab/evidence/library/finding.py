"""What a check of outside data says."""

from typing import Final, NamedTuple

EXAMPLES: Final = 5  # records, codes or states named in a finding


class Finding(NamedTuple):
    """One thing worth a second look: in how many rows (or months, or years) of which source, and where."""

    check: str
    source: str
    what: str
    times: int
    examples: tuple[str, ...]
