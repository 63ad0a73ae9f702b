"""Members of the European Union, year by year.

Source: Treaties of accession in force on 1 January 1973, 1981, 1986 and 1995, 1 May 2004, 1 January 2007 and
1 July 2013; the United Kingdom left on 31 January 2020. Before November 1993 these are the Communities.
"""

JOINED = {
    **dict.fromkeys(("BEL", "DEU", "FRA", "ITA", "LUX", "NLD"), 1958),
    **dict.fromkeys(("DNK", "GBR", "IRL"), 1973),
    "GRC": 1981,
    **dict.fromkeys(("ESP", "PRT"), 1986),
    **dict.fromkeys(("AUT", "FIN", "SWE"), 1995),
    **dict.fromkeys(("CYP", "CZE", "EST", "HUN", "LTU", "LVA", "MLT", "POL", "SVK", "SVN"), 2004),
    **dict.fromkeys(("BGR", "ROU"), 2007),
    "HRV": 2013,
}
LEFT = {"GBR": 2020}


def eu_members(year: int) -> frozenset[str]:
    """States that were members for most of a year's votes, which are cast from September to December."""
    return frozenset(state for state, first in JOINED.items() if first <= year < LEFT.get(state, year + 1))
