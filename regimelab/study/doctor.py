"""Is this machine fit to run regimelab? Versions, store, devices, folders, data."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from regimelab.errors import RegimelabError
from regimelab.region import load_region, packaged_regions
from regimelab.study.manifest import versions
from regimelab.study.result import Result

NVIDIA: Final = Path("/dev/nvidiactl")  # there where an NVIDIA card's driver is loaded
NOT_USED: Final = "; this machine's NVIDIA card is not used: install the extra 'cuda'"


@dataclass(frozen=True)
class Check:
    """One thing looked at: how it is, and what to do if it is not well."""

    name: str
    well: bool
    found: str
    remedy: str = ""


@dataclass(frozen=True)
class Examined:
    """Everything looked at."""

    healthy: bool
    checks: tuple[Check, ...]


def doctor(store: Path, folders: Mapping[str, Path]) -> Result[Examined]:
    """Look at versions, store, devices, folders and packaged data; nothing is changed."""
    checks = (
        *(Check(f"version of {name}", True, found) for name, found in versions().items()),
        Check("python", True, sys.executable),
        *_attempts(store),
        *(_writable(name, folder) for name, folder in folders.items()),
    )
    ill = tuple(f"{one.name}: {one.found} {one.remedy}".strip() for one in checks if not one.well)
    return Result(Examined(not ill, checks), rows=tuple(vars(one) for one in checks), warnings=ill)


def _attempts(store: Path) -> tuple[Check, ...]:
    return (
        _attempt("store", lambda: _store(store)),
        _attempt("devices of jax", _devices),
        _attempt("compilation cache of jax", _cache),
        *(_attempt(f"region {name}", lambda name=name: _region(name)) for name in packaged_regions()),
    )


def _attempt(name: str, look: Callable[[], str]) -> Check:
    """Look at one thing; what goes wrong with it is what was found."""
    try:
        return Check(name, True, look())
    except RegimelabError as error:
        first = error.problems[0]
        return Check(name, False, f"{first.where}: {first.what}", first.remedy)
    except Exception as error:  # a broken library is a finding here, not an end
        return Check(name, False, f"{type(error).__name__}: {error}", "Install the package again.")


def _store(path: Path) -> str:
    from regimelab.evidence import Store

    if not path.exists():
        return f"{path} (not made yet; the first question makes it)"
    with Store.open(path, read_only=True):
        return f"{path} ({path.stat().st_size / 1e6:.1f} MB)"


def _devices() -> str:
    import jax

    found = jax.local_devices()
    named = ", ".join(f"{device} ({device.device_kind}{_memory(device)})" for device in found)
    alone = f"fits use {found[0]}, futures and 'world' are shared over all {len(found)}"
    used = alone if len(found) > 1 else "fits, futures and 'world' use it"
    idle = found[0].platform == "cpu" and NVIDIA.exists()
    return f"{named}; {used}{NOT_USED if idle else ''}"


def _memory(device: Any) -> str:  # noqa: ANN401 - JAX's, which is not imported yet
    """How much of a device's memory JAX may take, where the device says so."""
    limit = (device.memory_stats() or {}).get("bytes_limit")
    return f", {limit / 2**30:.0f} GiB for JAX" if limit else ""


def _cache() -> str:
    import jax

    from regimelab.study.arrays import prepare

    prepare()
    return str(getattr(jax.config, "jax_compilation_cache_dir", None) or "off")


def _region(name: str) -> str:
    region = load_region(name)
    return f"{len(region.actors)} actors, {region.period.start} to {region.period.end}"


def _writable(name: str, folder: Path) -> Check:
    """Look whether a folder, or the nearest one above it that exists, may be written to."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    well = os.access(place, os.W_OK)
    remedy = "" if well else "Make it writable, or choose another in the settings."
    return Check(f"folder of the {name}", well, str(folder), remedy)
