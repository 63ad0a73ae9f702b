"""The releases of a region's evidence that a store holds, and opening one of them again."""

import re
from collections.abc import Sequence
from typing import Final

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.evidence.evidence import Evidence, opened_again
from regimelab.evidence.store import Loaded, Store
from regimelab.region import Region

_NAME: Final = re.compile(r"(?:(?P<end>\d{4}-\d{2}-\d{2})\+)?(?P<hash>[0-9a-f]{1,12})")
_VIEW: Final = re.compile(r"(?P<release>[^@]*\+[0-9a-f]{12})(?:@|-)")


def held(store: Store, region: Region) -> tuple[Loaded, ...]:
    """List the releases of a region that the store holds, each once, by its latest load."""
    return tuple({one.release: one for one in store.releases(region.code)}.values())


def open_release(store: Store, region: Region, name: str) -> Evidence:
    """Open a release as it was: tables, origins, and the region as its files then described it.

    The beginning of the hash is enough, where only one release begins so. The folder, which holds
    levers, portfolios and scenarios, is today's.
    """
    loaded = find_release(held(store, region), name)
    found = opened_again(store, loaded, region)
    if found is None:
        what = f"release {loaded.release} is no longer what it was in {store.path}."
        raise EvidenceMissing(Problem("--release", what, "Load the files that it was made from once more."))
    return found


def find_release(loads: Sequence[Loaded], name: str) -> Loaded:
    """Find the one release that a name, or the beginning of a hash, stands for."""
    found = [one for one in loads if _matches(one.release, name)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"'{name}' begins {len(found)} releases."
        raise UsageError(Problem("--release", what, f"Give more of: {_listed(found)}."))
    view = _VIEW.match(name)
    if view:
        what = f"'{name}' is a view of release {view['release']}."
        remedy = f"Say --release {view['release']}, and the rest with --as-of and --without."
        raise UsageError(Problem("--release", what, remedy))
    remedy = f"Held: {_listed(loads)}." if loads else "None is held yet: load the evidence once."
    raise EvidenceMissing(Problem("--release", f"'{name}' is not a release in the store.", remedy))


def _matches(release: str, name: str) -> bool:
    wanted = _NAME.fullmatch(name.strip())
    end, _, digest = release.partition("+")
    if wanted is None or wanted["end"] not in (None, end):
        return False
    return digest.startswith(wanted["hash"])


def _listed(loads: Sequence[Loaded]) -> str:
    return ", ".join(one.release for one in loads)
