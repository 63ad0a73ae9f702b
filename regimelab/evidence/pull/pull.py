"""Pull one file from its producer: whole and as it came, or not at all."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from regimelab.errors import InvalidInput, Problem
from regimelab.evidence.pull.order import Order
from regimelab.evidence.pull.patience import Patience
from regimelab.evidence.pull.secret import Keys, Secret
from regimelab.progress import Progress

LIMIT_BYTES: Final = 2_000_000_000  # more than any one file of the catalogued sources


@dataclass(frozen=True)
class Pulled:
    """A file that came, and what the producer's server said of it; blank where it said nothing.

    ``content_encoding`` names the packing that the server applied, which is left as it came.
    """

    path: Path
    sha256: str
    bytes: int
    last_modified: str
    etag: str
    content_type: str
    content_encoding: str
    final_url: str


def pull(
    url: str,
    into: Path,
    *,
    expect_sha256: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
    allow_http: bool = False,
    allow_hosts: Sequence[str] = (),
    attempts: int = 5,
    secrets: Sequence[Secret] = (),
    sleep: Callable[[float], None] = time.sleep,
    seed: int = 0,
    progress: Progress = lambda stage, done: None,
) -> Pulled:
    """Pull a file from its producer into ``into``, a file or a folder that is there.

    What had come before an interruption lies in ``NAME.part`` and is gone on with, if the producer's
    file is still the same. ``attempts`` counts tries in a row that bring no further byte. A key of
    ``secrets`` is sent to the address's own host alone.
    """
    from regimelab.evidence.pull.fetch import fetched

    _check(expect_sha256, limit_bytes, attempts)
    order = Order(
        url=url,
        path=into / file_name(url) if into.is_dir() else into,
        expect_sha256=expect_sha256.lower() if expect_sha256 else None,
        limit_bytes=limit_bytes,
        allow_http=allow_http,
        allow_hosts=frozenset(host.lower() for host in allow_hosts),
        keys=Keys(secrets),
        progress=progress,
    )
    came = fetched(order, Patience(attempts, sleep, f"{seed}:{url}"))
    return Pulled(path=order.path, **came)


def file_name(url: str) -> str:
    """Name the file after the last part of its address, with what no file name should hold left out."""
    path = re.sub(r"^[^/]*//[^/]*|[?#].*$", "", url)
    last = unquote(path).rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.\-+ ]", "_", last).lstrip(".")[:120] or "download"


def _check(expect_sha256: str | None, limit_bytes: int, attempts: int) -> None:
    problems = []
    if expect_sha256 and not re.fullmatch(r"[0-9a-fA-F]{64}", expect_sha256):
        problems.append(Problem("sha256", f"'{expect_sha256}' is no SHA-256.", "Give its 64 hex digits."))
    if limit_bytes < 1:
        problems.append(Problem("limit", f"{limit_bytes} bytes leave nothing.", "Give a limit above 0."))
    if attempts < 1:
        problems.append(Problem("attempts", f"{attempts} is no number of tries.", "Give 1 or more."))
    if problems:
        raise InvalidInput(problems)
