"""What the data sets of the Uppsala Conflict Data Program have in common."""

from typing import Final

from regimelab.evidence.sources.source import Published

DEATHS: Final = "deaths, best estimate"
GED_PAPER: Final = "Sundberg & Melander (2013), Journal of Peace Research 50(4), 523-532"


def ucdp(title: str, citation: str) -> Published:
    """Say where a data set of the programme comes from."""
    return Published(
        producer="Uppsala Conflict Data Program, Uppsala University",
        title=title,
        url="https://ucdp.uu.se/downloads/",
        licence="CC BY 4.0",
        citation=citation,
        family="media",
    )
