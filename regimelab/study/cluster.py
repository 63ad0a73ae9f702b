"""Work on many machines: pieces carried out in this process, or on the workers of a Ray cluster.

A piece is asked for again, some times, when its worker is lost; the driver keeps what comes back. Nothing
here knows what the work is.
"""

import platform
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from regimelab import __version__
from regimelab.errors import EvidenceMissing, Problem, UsageError, on_request
from regimelab.study.kept import code_hash

AGAIN: Final = 4  # times that a piece is asked for in all
AHEAD: Final = 2  # pieces asked for by worker, so that none waits for the driver
TOKEN: Final = "set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN here as on its machines."
PATIENCE: Final = 10.0  # seconds for a machine to answer at all
KEPT: Final = "What was finished is kept: run it again."


class Option(NamedTuple):
    """The option that asks for a cluster, and what to say of it when something is wrong."""

    name: str = "--cluster"
    without: str = "Without --cluster the work is done here."
    smaller: str = "Take smaller pieces with --batch, or more memory."


SWEEP: Final = Option()
Key = TypeVar("Key")
Work = Callable[[Any, Any], Any]


def carried_out(
    work: Work, given: object, keys: Sequence[Key], address: str, option: Option = SWEEP
) -> Iterator[tuple[Key, Any]]:
    """Carry out ``work(given, key)`` for every key, in whatever order the results come.

    Without an ``address`` in this process; else on the Ray cluster there (``auto``: the one on this machine).
    """
    try:
        if address:
            yield from _on_cluster(work, given, keys, address, option)
        else:
            yield from ((key, work(given, key)) for key in keys)
    except MemoryError as error:
        what = f"a piece did not fit into memory ({_first_line(error)})."
        raise EvidenceMissing(Problem("pieces", what, f"{option.smaller} {KEPT}")) from error


def _on_cluster(
    work: Work, given: object, keys: Sequence[Key], address: str, option: Option
) -> Iterator[tuple[Key, Any]]:
    ray = connected(address, option)
    try:
        check_workers(ray, option)
        yield from _spread(ray, work, given, keys, option)
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
        what = f"the cluster at '{address}' runs other versions than this machine ({_first_line(error)})."
        raise UsageError(Problem(option.name, what, "Install the same Python and Ray everywhere.")) from error
    return ray


def _nobody(address: str, error: Exception, option: Option) -> UsageError:
    what = f"no cluster answers at '{address}' ({_first_line(error)})."
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
    for node in nodes:
        name = node["NodeManagerAddress"]
        try:
            there = ray.get(ask.options(scheduling_strategy=strategy(node["NodeID"], soft=False)).remote())
        except ray.exceptions.RayError as error:
            what = f"cannot run regimelab ({_first_line(error)})."
            problems.append(Problem(f"{option.name}: {name}", what, "Install regimelab there as here."))
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


def _spread(
    ray: Any,  # noqa: ANN401
    work: Work,
    given: object,
    keys: Sequence[Key],
    option: Option,
) -> Iterator[tuple[Key, Any]]:
    """Keep the workers busy; ask again for what a lost worker did not bring."""
    task = ray.remote(num_cpus=1, max_retries=0)(work)
    shared = ray.put(given)
    waiting, tried = list(keys), dict.fromkeys(range(len(keys)), 0)
    place = {key: number for number, key in enumerate(keys)}
    asked: dict[Any, Key] = {}
    while waiting or asked:
        while waiting and len(asked) < AHEAD * max(int(ray.cluster_resources().get("CPU", 1)), 1):
            key = waiting.pop(0)
            tried[place[key]] += 1
            asked[task.remote(shared, key)] = key
        (done, *_), _ = ray.wait(list(asked), num_returns=1)
        key = asked.pop(done)
        try:
            yield key, ray.get(done)
        except ray.exceptions.RayTaskError as error:
            raise error.as_instanceof_cause() from error
        except ray.exceptions.RayError as error:
            if tried[place[key]] >= AGAIN:
                raise _given_up(key, error, option) from error
            waiting.append(key)


def _given_up(key: object, error: Exception, option: Option) -> EvidenceMissing:
    memory = "memory" in str(error).lower()
    what = f"its worker was lost {AGAIN} times ({_first_line(error)})."
    remedy = option.smaller if memory else "See Ray's log."
    return EvidenceMissing(Problem(f"piece {key}", what, f"{remedy} {KEPT}"))


def _first_line(error: Exception) -> str:
    lines: Iterable[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)[:200]
