"""Any finding as plain JSON values: what is unknown or not a number becomes null, never a word."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # as OWASP lists them under CSV injection
Json: TypeAlias = None | bool | int | float | str | list[Any] | dict[str, Any]


def plain(value: object) -> Json:
    """Rewrite a value in JSON's own types; dates in ISO form, not-a-number and infinity as null."""
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    return _composite(value)


def _composite(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        named = getattr(value, "_asdict", None)
        return plain(named()) if named else [plain(item) for item in value]
    return _foreign(value)


def _foreign(value: object) -> Json:
    """Read arrays, tables and models by the method that each offers for it."""
    for method in ("tolist", "to_pylist", "model_dump"):
        convert = getattr(value, method, None)
        if convert:
            return plain(convert())
    raise TypeError(f"a {type(value).__name__} has no form in JSON")


def canonical(value: object) -> str:
    """Spell a value in one way only, so that equal findings have equal text."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(value: object) -> str:
    """Hash a finding (SHA-256 of its canonical text)."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
