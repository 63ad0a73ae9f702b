"""Work on many machines: pieces carried out in this process, or on the workers of a Ray cluster.

Workers get pieces in parcels; the driver keeps what comes back. Nothing here knows what the work is.
"""

import platform
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TypeVar

from regimelab import __version__
from regimelab.errors import EvidenceMissing, Problem, UsageError, first_line, on_request
from regimelab.study.kept import code_hash
from regimelab.study.parcels import KEPT, Lost, Work, for_memory, spread

TOKEN: Final = "set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN here as on its machines."
PATIENCE: Final = 10.0  # seconds for a machine to answer at all


class Option(NamedTuple):
    """The option that asks for a cluster, and what to say of it when something is wrong."""

    name: str = "--cluster"
    without: str = "Without --cluster the work is done here."
    smaller: str = "Take smaller pieces with --batch, or more memory."


SWEEP: Final = Option()
Key = TypeVar("Key")


def carried_out(
    work: Work, given: object, keys: Sequence[Key], address: str, option: Option = SWEEP
) -> Iterator[tuple[Key, Any]]:
    """Carry out ``work(given, key)`` for every key, in whatever order the results come.

    Without an ``address`` in this process; else on the Ray cluster there (``auto``: the one on this machine).
    """
    try:
        if address and keys:
            yield from _on_cluster(work, given, keys, address, option)
        else:
            yield from ((key, work(given, key)) for key in keys)
    except MemoryError as error:
        what = f"a piece did not fit into memory ({first_line(error)})."
        raise EvidenceMissing(Problem("pieces", what, f"{option.smaller} {KEPT}")) from error


def _on_cluster(
    work: Work, given: object, keys: Sequence[Key], address: str, option: Option
) -> Iterator[tuple[Key, Any]]:
    with held(address, option) as ray:
        try:
            yield from spread(ray, work, given, keys)
        except Lost as error:
            remedy = option.smaller if error.for_memory else "See Ray's log."
            raise EvidenceMissing(Problem(f"piece {error.key}", error.what, f"{remedy} {KEPT}")) from error


@contextmanager
def held(address: str, option: Option = SWEEP) -> Iterator[Any]:
    """Stay connected while several kinds of work go to a cluster: its workers keep what they compiled."""
    ray = on_request("ray", "cluster", option.name, option.without) if address else None
    if ray is None or ray.is_initialized():
        yield ray
        return
    try:
        check_workers(connected(address, option), option)
        yield ray
    finally:
        ray.shutdown()


def refuse_absent(address: str, option: Option = SWEEP) -> None:
    """Refuse an address where nobody listens, before anything is computed that a cluster is to go on with."""
    if address:
        on_request("ray", "cluster", option.name, option.without)
        try:
            _knock(address)
        except (OSError, ValueError) as error:
            raise _nobody(address, error, option) from error


def connected(address: str, option: Option = SWEEP) -> Any:  # noqa: ANN401 - the module of Ray, which may be absent
    """Connect to a Ray cluster, or say why not."""
    refuse_absent(address, option)
    ray = on_request("ray", "cluster", option.name, option.without)
    try:
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except ray.exceptions.AuthenticationError as error:
        what = f"the cluster at '{address}' wants a token that this machine has not."
        raise UsageError(Problem(option.name, what, f"To be let in, {TOKEN}")) from error
    except (OSError, ValueError) as error:
        raise _nobody(address, error, option) from error
    except RuntimeError as error:
        what = f"the cluster at '{address}' runs other versions than this machine ({first_line(error)})."
        raise UsageError(Problem(option.name, what, "Install the same Python and Ray everywhere.")) from error
    return ray


def _nobody(address: str, error: Exception, option: Option) -> UsageError:
    what = f"no cluster answers at '{address}' ({first_line(error)})."
    start = "Start one with 'ray start --head', and give its address: HOST:6379, or auto on its machine."
    remedy = f"{start} If one is there that wants a token, {TOKEN}"
    return UsageError(Problem(option.name, what, remedy))


def _knock(address: str) -> None:
    """See whether anybody listens there at all: Ray would try for a minute."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdigit():
        socket.create_connection((host, int(port)), timeout=PATIENCE).close()


def versions() -> dict[str, str]:
    """Say what must be the same on every machine for numbers to be the same."""
    import jax
    import numpy as np

    return {
        "regimelab": f"{__version__} ({code_hash(('policy',))[:12]})",
        "python": platform.python_version(),
        "jax": jax.__version__,
        "numpy": np.__version__,
    }


def check_workers(ray: Any, option: Option = SWEEP) -> None:  # noqa: ANN401
    """Refuse a cluster of which some machine has another version of what makes the numbers."""
    ask = ray.remote(num_cpus=0, max_retries=0)(versions)
    nodes = [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) > 0]
    if not nodes:
        raise UsageError(
            Problem(option.name, "the cluster has no worker.", "Start some with 'ray start --address'.")
        )
    here, problems = versions(), list[Problem]()
    strategy = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
    on = (ask.options(scheduling_strategy=strategy(node["NodeID"], soft=False)) for node in nodes)
    answers = [one.remote() for one in on]
    for node, answer in zip(nodes, answers, strict=True):
        name = node["NodeManagerAddress"]
        try:
            there = ray.get(answer)
        except ray.exceptions.RayError as error:
            what = f"cannot run regimelab ({first_line(error)})."
            remedy = "Free memory there." if for_memory(error) else "Install regimelab there as here."
            problems.append(Problem(f"{option.name}: {name}", what, remedy))
            continue
        problems += [
            Problem(
                f"{option.name}: {name}",
                f"has {part} {there[part]}, but the driver {own}.",
                "Make them the same.",
            )
            for part, own in here.items()
            if there[part] != own
        ]
    if problems:
        raise UsageError(problems)
