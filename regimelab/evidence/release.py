"""The evidence release: a short hash of what the tables say, whatever their order or machine."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import pyarrow as pa

RULES = "2"  # of turning rows into acts and pairs; raise it when they change
_DIGITS = 12


def release_of(tables: Mapping[str, pa.Table], period_end: date) -> str:
    """Name the contents of the tables: ``2023-06-30+ab12cd34ef56``.

    Rows count as a set with repetitions and columns by name, so neither order matters.
    """
    digest = sha256()
    for name in sorted(tables):
        digest.update(f"\n{name}\n".encode())
        for row in sorted(_canonical(row) for row in tables[name].to_pylist()):
            digest.update(row.encode() + b"\n")
    return f"{period_end.isoformat()}+{digest.hexdigest()[:_DIGITS]}"


def fingerprint_of(*inputs: bytes | str) -> str:
    """Hash all that a load is made from: if it is unchanged, so are the tables."""
    digest = sha256(RULES.encode())
    for part in inputs:
        raw = part if isinstance(part, bytes) else part.encode()
        digest.update(sha256(raw).digest())
    return digest.hexdigest()


def _canonical(row: Mapping[str, object]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")
