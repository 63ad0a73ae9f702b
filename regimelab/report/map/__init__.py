"""Maps: outlines of countries, projected and cut to a region."""
