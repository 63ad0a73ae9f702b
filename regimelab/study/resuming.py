"""Going on where a run was stopped: what it had computed is kept until it is whole."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from regimelab.policy.parts import Compute, Keep, at_once
from regimelab.study.kept import DAMAGE, code_hash, folder, kept_file


@contextmanager
def resuming(fit: str | None, *said: object) -> Iterator[Keep]:
    """Keep the parts of a run until it ends well; a run of the same name goes on from what there is.

    ``fit`` names the fit that it rests on, ``said`` all else that it depends on; without a fit to be read
    back nothing is kept.
    """
    if fit is None:
        yield at_once
        return
    digest = hashlib.sha256(f"{code_hash(('policy',))} {fit} {said!r}".encode()).hexdigest()[:24]
    place = folder().parent / "unfinished" / digest
    yield lambda name, compute: _part(place / f"{_safe(name)}.npz", compute)
    for file in place.glob("*.npz") if place.is_dir() else ():
        file.unlink(missing_ok=True)
    with suppress(OSError):
        place.rmdir()


def _safe(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _part(file: Path, compute: Compute) -> Mapping[str, np.ndarray]:
    with suppress(*DAMAGE), np.load(file, allow_pickle=False) as held:
        return {name: held[name] for name in held.files}
    found = compute()
    sink = io.BytesIO()
    np.savez_compressed(sink, allow_pickle=False, **found)
    kept_file(file, sink.getvalue())
    return found
