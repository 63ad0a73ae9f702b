"""A Ray cluster on this machine, without a worker to begin with."""

import threading
import time
from contextlib import contextmanager

import pytest

SMALL = {"num_cpus": 1, "object_store_memory": 100 << 20}


@pytest.fixture
def cluster():
    made = pytest.importorskip("ray.cluster_utils").Cluster(
        initialize_head=True,
        head_node_args={**SMALL, "num_cpus": 0, "include_dashboard": False},
    )
    yield made
    made.shutdown()


@contextmanager
def killed(cluster, node, came, enough):
    """Kill a node as soon as so much has come."""

    def kill():
        while len(came) < enough:
            time.sleep(0.05)
        cluster.remove_node(node, allow_graceful=False)

    killer = threading.Thread(target=kill)
    killer.start()
    yield
    killer.join()
