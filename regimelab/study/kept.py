"""Fits kept between runs: the same history, settings and code give the same fit, so it is read back."""

import hashlib
import io
import lzma
import os
import struct
import tokenize
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

import numpy as np
import platformdirs
from pydantic import TypeAdapter

import regimelab
from regimelab.fit.hindcast import Hindcast
from regimelab.fit.laplace import Posterior
from regimelab.fit.rivals import Rival
from regimelab.fit.worth import Worth
from regimelab.history import History

ROOMS = ("theory", "engine", "fit", "history.py", "admissible.py", "codebook.py", "interval.py")
HINDCASTS = TypeAdapter(Hindcast | None)
WORTH = TypeAdapter(tuple[Worth, ...])
RIVALS = TypeAdapter(tuple[Rival, ...])
DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)  # whatever reading a damaged or foreign file raises
Found = TypeVar("Found")


def kept_posterior(
    key: str | None, parameters: int, entries: int, compute: Callable[[], Posterior]
) -> Posterior:
    """Read a posterior of this size back, or compute and keep it; nothing is read or kept without a key."""
    read = partial(_read_posterior, parameters, entries)
    return _kept(key, "posterior.npz", compute, _write_posterior, read)


def kept_hindcast(key: str | None, compute: Callable[[], Hindcast | None]) -> Hindcast | None:
    """Read a hindcast back, or compute and keep it; ``None`` is kept too: there was nothing to score."""
    return _kept(key, "hindcast.json", compute, HINDCASTS.dump_json, HINDCASTS.validate_json)


def kept_worth(key: str | None, compute: Callable[[], tuple[Worth, ...]]) -> tuple[Worth, ...]:
    """Read back what each effect is worth, or compute and keep it."""
    return _kept(key, "worth.json", compute, WORTH.dump_json, WORTH.validate_json)


def kept_rivals(key: str | None, compute: Callable[[], tuple[Rival, ...]]) -> tuple[Rival, ...]:
    """Read back how rival theories forecast the past, or compute and keep it."""
    return _kept(key, "rivals.json", compute, RIVALS.dump_json, RIVALS.validate_json)


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
def code_hash(more: tuple[str, ...] = ()) -> str:
    """Hash the source of the rooms that a fit runs through, and of ``more``."""
    root, digest = Path(regimelab.__file__).parent, hashlib.sha256(np.__version__.encode())
    for room in (*ROOMS, *more):
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
    if key is None:
        return compute()
    path = folder() / f"{key}-{name}"
    with suppress(*DAMAGE):
        return read(path.read_bytes())
    found = compute()
    kept_file(path, write(found))
    return found


def kept_file(path: Path, data: bytes) -> None:
    """Keep a file, whole or not at all, if the folder can be written; what is not kept is computed again."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as held:
            beside = Path(held.name)
        try:
            beside.write_bytes(data)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def _write_posterior(posterior: Posterior) -> bytes:
    held = io.BytesIO()
    np.savez(held, *map(np.asarray, posterior))
    return held.getvalue()


def _read_posterior(parameters: int, entries: int, data: bytes) -> Posterior:
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        parts = [held[f"arr_{place}"] for place in range(len(Posterior._fields))]
    one, square, each = (parameters,), (parameters, parameters), (entries,)
    wanted = [(one, "f"), (square, "f"), (one, "f"), (each, "f"), ((), "f"), ((), "i"), ((), "b")]
    if [(part.shape, part.dtype.kind) for part in parts] != wanted:
        raise ValueError("a posterior of another size")
    return Posterior(*(part if part.ndim else part.item() for part in parts))
