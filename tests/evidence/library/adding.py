"""A process of its own that adds a file, to be killed or starved: ``adding.py STORE FILE [BYTES]``."""

import resource
import sys
from datetime import date
from pathlib import Path

from made_sources import NEWS, VOCABULARY

from regimelab.errors import RegimelabError
from regimelab.evidence import Store
from regimelab.evidence.library import Library


def told(stage: str, done: int, of: int) -> None:
    if stage == "insert" and not done:
        print("insert", flush=True)


def main(store: str, file: str, limit: str = "") -> int:
    print("ready", flush=True)
    sys.stdin.readline()
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    try:
        with Store.open(Path(store), patience=120.0) as opened:
            added = Library(opened, VOCABULARY).add(
                Path(file),
                NEWS,
                published=date(2024, 1, 1),
                version=Path(file).stem,
                retrieved=date(2026, 11, 1),
                replaces=False,
                progress=told,
            )
    except RegimelabError as error:
        print(error, flush=True)
        return error.exit_code
    print(added.release, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
