"""Aligning batches on a Ray cluster or with Daft: the same task, the same files, equal results.

The work folder must be one that every machine of the cluster sees under the same path.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, no_type_check

from regimelab.errors import on_request
from regimelab.study.cluster import Option, carried_out

ADDRESS = "RAY_ADDRESS"  # where Ray itself looks for a cluster
OPTION = Option("--engine ray", "Without --engine the work is done here.", "Give workers more memory.")
AT_ONCE = 4  # batches on their way for each core: enough to keep all busy, few enough for memory


def over_ray(task: Callable[[Any], Any], todo: Sequence[Any]) -> Iterator[Any]:
    """Run tasks on the Ray cluster at RAY_ADDRESS, or on one of this machine's own."""
    ray = on_request("ray", "cluster", OPTION.name)
    address, started = os.environ.get(ADDRESS, ""), not ray.is_initialized()
    if address and started:
        found = carried_out(_numbered, (task, todo), range(len(todo)), address, OPTION)
        yield from (value for _, value in found)
        return
    if started:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level="error")
    try:
        remote = ray.remote(task)
        most = AT_ONCE * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting: list[Any] = []
        for one in todo:
            if len(waiting) >= most:
                done, waiting = ray.wait(waiting)
                yield from ray.get(done)
            waiting.append(remote.remote(one))
        while waiting:
            done, waiting = ray.wait(waiting)
            yield from ray.get(done)
    finally:
        if started:
            ray.shutdown()


def _numbered(given: tuple[Callable[[Any], Any], Sequence[Any]], number: int) -> Any:  # noqa: ANN401
    """Run the task on one of all that is to do; so its number can name it."""
    task, todo = given
    return task(todo[number])


def over_daft(task: Callable[[Any], Any], todo: Sequence[Any]) -> Iterator[Any]:
    """Run tasks as the rows of a Daft frame: on this machine, or on Ray where RAY_ADDRESS is set."""
    daft = on_request("daft", "cluster", "--engine daft")
    if not todo:
        return
    address = os.environ.get(ADDRESS)
    if address:  # before the first frame: that settles where Daft works
        daft.set_runner_ray(address, noop_if_initialized=True)
    at = daft.from_pydict({"at": list(range(len(todo)))})
    at = at.into_partitions(len(todo)) if address else at

    @daft.func(return_dtype=daft.DataType.int64())
    @no_type_check  # Daft sends the function away, and a checked one cannot be sent
    def aligned(number: int) -> int:
        return task(todo[number])

    for row in at.select(aligned(daft.col("at")).alias("found")).iter_rows():
        yield row["found"]
