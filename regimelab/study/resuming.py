"""Going on where a run was stopped: what it had computed is kept until it is whole."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from regimelab.policy.parts import Compute, Keep, Part
from regimelab.study.kept import DAMAGE, code_hash, folder, kept_file


class Kept:
    """What a run has computed so far, by name; nothing is kept without a place."""

    def __init__(self, place: Path | None) -> None:
        self.place = place

    def read(self, name: str) -> Part | None:
        """Read a part back, if it is there and whole."""
        with suppress(*DAMAGE):
            if self.place:
                with np.load(self._file(self.place, name), allow_pickle=False) as held:
                    return {name: held[name] for name in held.files}
        return None

    def write(self, name: str, part: Part) -> None:
        """Keep a part."""
        if self.place:
            sink = io.BytesIO()
            np.savez_compressed(sink, allow_pickle=False, **part)
            kept_file(self._file(self.place, name), sink.getvalue())

    def delete(self) -> None:
        """Delete all parts: the run is whole."""
        for file in self.place.glob("*.npz") if self.place and self.place.is_dir() else ():
            file.unlink(missing_ok=True)
        with suppress(OSError):
            if self.place:
                self.place.rmdir()

    def _file(self, place: Path, name: str) -> Path:
        return place / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.npz"


@contextmanager
def keeping(fit: str | None, *said: object) -> Iterator[Kept]:
    """Keep the parts of a run until it ends well; a run of the same name goes on from what there is.

    ``fit`` names the fit that it rests on, ``said`` all else that it depends on; without a fit to be read
    back nothing is kept.
    """
    digest = hashlib.sha256(f"{code_hash(('policy',))} {fit} {said!r}".encode()).hexdigest()[:24]
    kept = Kept(None if fit is None else folder().parent / "unfinished" / digest)
    yield kept
    kept.delete()


@contextmanager
def resuming(fit: str | None, *said: object) -> Iterator[Keep]:
    """Keep the parts of a run that are computed one after another here."""
    with keeping(fit, *said) as kept:
        yield lambda name, compute: _part(kept, name, compute)


def _part(kept: Kept, name: str, compute: Compute) -> Part:
    held = kept.read(name)
    if held is not None:
        return held
    found = compute()
    kept.write(name, found)
    return found
