"""Effects: what in the history and the structure of a region raises or lowers a rate."""
