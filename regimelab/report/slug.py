"""Names as anchors."""

import re


def slug(name: str) -> str:
    """Turn a name into an anchor: letters, figures and hyphens, in lower case."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
