import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from regimelab.fit.hindcast import Hindcast
from regimelab.fit.laplace import Posterior
from regimelab.interval import Estimate
from regimelab.study import kept
from tests.made_history import HALF_LIVES, events, history, on


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "fits")
    return tmp_path / "fits"


def posterior(value=1.0):
    return Posterior(np.full(2, value), np.eye(2), np.ones(2), np.zeros(3), -4.5, 7, True)


def never():
    raise AssertionError("a kept fit was computed again")


def test_a_kept_fit_is_read_back_as_it_was(folder):
    first = kept.kept_posterior("key", 2, 3, posterior)
    again = kept.kept_posterior("key", 2, 3, never)
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    assert again.converged is True and again.steps == 7


def test_nothing_is_kept_or_read_without_a_key(folder):
    kept.kept_posterior(None, 2, 3, posterior)
    assert not folder.exists()


def archive(*parts, compression=zipfile.ZIP_STORED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as file:
        for place, part in enumerate(parts):
            array = io.BytesIO()
            np.save(array, part)
            file.writestr(f"arr_{place}.npy", array.getvalue())
    return held.getvalue()


def array(values):
    held = io.BytesIO()
    np.save(held, values)
    return held.getvalue()


WHOLE = archive(*posterior())
DEFLATED = archive(*posterior(), compression=zipfile.ZIP_DEFLATED)
XZ = archive(*posterior(), compression=zipfile.ZIP_LZMA)
BROKEN = {
    "empty": b"",
    "truncated": WHOLE[: len(WHOLE) // 2],
    "cut by a byte": WHOLE[:-1],
    "a value changed": WHOLE.replace(np.float64(-4.5).tobytes(), np.float64(-4.4).tobytes()),
    "foreign": b"no archive",
    "foreign bytes": bytes(range(256)) * 8,
    "foreign archive": archive(),
    "damaged compression": DEFLATED[:60] + bytes(8) + DEFLATED[68:],
    "other compression": XZ[:60] + bytes(8) + XZ[68:],
    "an array alone": array(np.zeros(3)),
    "a claim to be huge": array(np.zeros(3)).replace(b"(3,)", b"(9" + b"9" * 12 + b",)", 1),
    "another size": archive(*(np.ones(4), np.eye(4), np.ones(4), np.zeros(3), -4.5, 7, True)),
    "other entries": archive(*posterior()._replace(surplus=np.zeros(5))),
    "another shape": archive(*posterior()._replace(factor=np.ones(2))),
    "words for numbers": archive(*posterior()._replace(mode=np.array(["a", "b"]))),
}


@pytest.mark.parametrize("held", BROKEN.values(), ids=BROKEN)
def test_a_damaged_file_is_computed_again_and_then_kept(folder, held):
    folder.mkdir()
    (folder / "key-posterior.npz").write_bytes(held)
    assert kept.kept_posterior("key", 2, 3, lambda: posterior(2.0)).mode[0] == 2.0
    assert kept.kept_posterior("key", 2, 3, never).mode[0] == 2.0


@pytest.mark.parametrize("held", [b"", b'{"origins": [', b"\xff\x00", b'{"origins": 3}', b"[" * 100_000])
def test_a_damaged_hindcast_is_computed_again(folder, held):
    folder.mkdir()
    (folder / "key-hindcast.json").write_bytes(held)
    gain = Estimate(0.1, -0.1, 0.3, "nats per act", "log score", "made")
    found = Hindcast((), "constant", gain)
    assert kept.kept_hindcast("key", lambda: found) == found == kept.kept_hindcast("key", never)


def test_that_nothing_could_be_hindcast_is_kept_too(folder):
    assert kept.kept_hindcast("key", lambda: None) is None
    assert kept.kept_hindcast("key", never) is None


@pytest.mark.parametrize("fails", ["replace", "write"])
def test_a_fit_that_cannot_be_kept_leaves_nothing_behind(folder, monkeypatch, fails):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((kept.os, "replace") if fails == "replace" else (Path, "write_bytes")), full)
    assert kept.kept_posterior("key", 2, 3, posterior).steps == 7
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_costs_time_only(folder):
    folder.write_text("a file in its place")
    assert kept.kept_posterior("key", 2, 3, posterior).steps == 7


def test_the_key_changes_with_the_history_the_settings_and_the_seed():
    plain = history(events(on("support", "AAA", "BBB", 1.0)))
    other = history(events(on("support", "AAA", "BBB", 1.5)))
    keys = {
        kept.key_of(plain, HALF_LIVES, 0),
        kept.key_of(other, HALF_LIVES, 0),
        kept.key_of(plain, HALF_LIVES, 1),
        kept.key_of(plain, HALF_LIVES | {"crisis": 2.0}, 0),
    }
    assert len(keys) == 4
    assert kept.key_of(history(events(on("support", "AAA", "BBB", 1.0))), HALF_LIVES, 0) in keys
