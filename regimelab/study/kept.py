"""Fits kept between runs: the same history, settings and code give the same fit, so it is read back."""

import hashlib
import io
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

import numpy as np
import platformdirs
from pydantic import TypeAdapter, ValidationError

import regimelab
from regimelab.fit.hindcast import Hindcast
from regimelab.fit.laplace import Posterior
from regimelab.history import History

ROOMS = ("theory", "fit", "history.py", "codebook.py")
HINDCASTS = TypeAdapter(Hindcast)
Found = TypeVar("Found")


def kept_posterior(key: str | None, compute: Callable[[], Posterior]) -> Posterior:
    """Read a posterior back, or compute and keep it; nothing is read or kept without a key."""
    return _kept(key, "posterior.npz", compute, _write_posterior, _read_posterior)


def kept_hindcast(key: str | None, compute: Callable[[], Hindcast]) -> Hindcast:
    """Read a hindcast back, or compute and keep it; nothing is read or kept without a key."""
    return _kept(key, "hindcast.json", compute, HINDCASTS.dump_json, HINDCASTS.validate_json)


def key_of(history: History, half_lives: dict[str, float], seed: int) -> str:
    """Hash all that a fit depends on: the history, the settings, and the code that fits."""
    digest = hashlib.sha256(f"{code_hash()} {sorted(half_lives.items())} {seed}".encode())
    for name, value in sorted(vars(history).items()):
        parts = vars(value).values() if hasattr(value, "__dataclass_fields__") else (value,)
        for part in parts:
            digest.update(name.encode())
            digest.update(part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode())
    return digest.hexdigest()[:24]


@cache
def code_hash() -> str:
    """Hash the source of the rooms that a fit runs through."""
    root, digest = Path(regimelab.__file__).parent, hashlib.sha256(np.__version__.encode())
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")) or [root / room]:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def folder() -> Path:
    """Where fits are kept; deleting it costs time only."""
    return platformdirs.user_cache_path("regimelab", appauthor=False) / "fits"


def _kept(
    key: str | None,
    name: str,
    compute: Callable[[], Found],
    write: Callable[[Found], bytes],
    read: Callable[[bytes], Found],
) -> Found:
    path = folder() / f"{key}-{name}"
    if key is not None and path.is_file():
        try:
            return read(path.read_bytes())
        except (OSError, ValueError, KeyError, ValidationError):
            path.unlink(missing_ok=True)
    found = compute()
    if key is not None:
        _keep(path, write(found))
    return found


def _keep(path: Path, data: bytes) -> None:
    """Keep a fit if the folder can be written; a fit that is not kept is computed again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as held:
            held.write(data)
        os.replace(held.name, path)
    except OSError:
        return


def _write_posterior(posterior: Posterior) -> bytes:
    held = io.BytesIO()
    np.savez(held, *map(np.asarray, posterior))
    return held.getvalue()


def _read_posterior(data: bytes) -> Posterior:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        parts = [held[f"arr_{place}"] for place in range(len(Posterior._fields))]
    return Posterior(*(part if part.ndim else part.item() for part in parts))
