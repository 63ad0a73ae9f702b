"""The lab: a page, and the interface behind it, on this machine alone."""
