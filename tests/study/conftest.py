"""A Ray cluster on this machine, without a worker to begin with."""

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
