"""A walk over answers of the interface that finds words of ours which are left in English."""

import re

CYRILLIC = re.compile("[\u0400-\u04ff]")
CODES = {"finding", "basis", "source", "url"}


def english(value, fields, name=""):
    """Words in English in the fields that hold words of ours, each with its field."""
    if isinstance(value, dict):
        own = name if name in fields else ""
        named = {key: key if key in CODES else own or key for key in value}
        return [one for key, inner in value.items() for one in english(inner, fields, named[key])]
    if isinstance(value, list):
        return [one for inner in value for one in english(inner, fields, name)]
    if not isinstance(value, str) or name not in fields or value.isupper():
        return []
    return [(name, value)] if re.search("[A-Za-z]{3}", value) and not CYRILLIC.search(value) else []


def bones(value):
    """An answer without its words: what must not depend on the language."""
    if isinstance(value, dict):
        return {key: bones(inner) for key, inner in value.items()}
    return [bones(one) for one in value] if isinstance(value, list) else isinstance(value, str) or value
