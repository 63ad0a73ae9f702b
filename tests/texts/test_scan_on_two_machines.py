"""A scan over two nodes of a Ray cluster finds what one process finds, and goes on after a stop."""

import subprocess
import sys

import pytest

from tests.texts.made_laws import made_articles, made_law

SCRIPT = """
import os, sys
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
from regimelab.study.laws.scan import Asked, scan_laws
from regimelab.texts import pairing, scan, shelving

class Stopped(Exception):
    pass

def stop(stage, done):
    if stage == "align" and done >= 0.25:
        raise Stopped

engine, laws, work = sys.argv[1:]
shelving.PORTION = pairing.GROUP_WORDS = pairing.PART_WORDS = pairing.RANGE_WORDS = scan.BATCH_WORDS = 9000
here = scan_laws(Asked(laws, language="en", workers=1)).result.rows
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
cluster.add_node(num_cpus=1)
os.environ["RAY_ADDRESS"] = cluster.address
asked = Asked(laws, language="en", engine=engine, work=Path(work))
try:
    scan_laws(asked, stop)
except Stopped:
    pass
done = [*Path(work).rglob("*.parquet"), *Path(work).rglob("found.json")]
kept = {file: file.stat().st_mtime_ns for file in done}
there = scan_laws(asked).result.rows
same = all(file.stat().st_mtime_ns == day for file, day in kept.items())
print(len(here), here == there, len(kept) > 4, same)
ray.shutdown()
cluster.shutdown()
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["ray", "daft"])
def test_two_machines_find_what_one_finds_though_they_were_stopped(engine, tmp_path):
    pytest.importorskip("ray")
    pytest.importorskip(engine)
    laws = tmp_path / "laws"
    laws.mkdir()
    pool = [made_articles(seed, 8) for seed in range(4)]
    for number in range(24):
        shared, own = pool[number % 4][: 3 + number % 5], made_articles(100 + number, 6)
        (laws / f"law{number:02}.txt").write_text(made_law(shared + own))
    arguments = [engine, str(laws), str(tmp_path / "work")]
    ran = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1].split()[1:] == ["True", "True", "True"]
