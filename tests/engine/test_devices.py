"""Futures shared over two devices are those of one."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

PROGRAM = """
import sys
import jax, numpy as np
from regimelab.study.arrays import prepare
prepare()
assert len(jax.local_devices()) == int(sys.argv[1])
from tests.engine.test_simulate import MONTHS, begin
from tests.made_history import HALF_LIVES, events, history, on
from regimelab.engine.simulate import chunks, simulator
from regimelab.fit.grid import grid
from regimelab.theory.model import model_of
past = history(events(on("support", "AAA", "BBB", 11.0)))
model = model_of(past, HALF_LIVES)
world = past, model, grid(past, model.risk), simulator(model)
futures = 2 * len(chunks(model.risk.size, 1)[0])
np.save(sys.argv[2], world[3](*begin(world, futures), 3).counts)
"""


def test_futures_over_two_devices_are_those_of_one(tmp_path):
    found = []
    for devices in (1, 2):
        flags = {"XLA_FLAGS": f"--xla_force_host_platform_device_count={devices}", "JAX_PLATFORMS": "cpu"}
        words = [sys.executable, "-c", PROGRAM, str(devices), str(tmp_path / f"{devices}.npy")]
        root = Path(__file__).resolve().parents[2]
        environment = {**os.environ, **flags, "PYTHONPATH": str(root)}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, cwd=root)
        assert done.returncode == 0, done.stderr
        found.append(np.load(tmp_path / f"{devices}.npy"))
    assert found[0].any()
    np.testing.assert_array_equal(*found)
