"""Looking around in the evidence: acts ranked by the words they say, and counts of each facet."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.evidence.checks import split_codes
from regimelab.evidence.evidence import Evidence
from regimelab.evidence.publishers import family_of
from regimelab.evidence.rows import file_bytes, read_rows
from regimelab.evidence.schemas import CHRONICLE_COLUMNS
from regimelab.evidence.select import ActView, SourceRow, list_acts, said

Act = Mapping[str, Any]
FACETS: Final[dict[str, Callable[[Act], Iterable[str]]]] = {
    "kind": lambda act: (act["kind"],),
    "state": lambda act: split_codes(act["states"]),
    "year": lambda act: (str(act["start"].year),),
    "family": lambda act: (family_of(act["source_publisher"]),),
    "confidence": lambda act: (act["confidence"],),
    "mechanism": lambda act: (act["mechanism"],),
}


def search_acts(evidence: Evidence, words: str) -> list[dict[str, Any]]:
    """Find the acts that say all the words, those that say them most often first.

    ``matches`` counts how often the words appear; acts with as many stay in the order of their ids.
    """
    wanted = words.casefold().split()
    if not wanted:
        raise UsageError(Problem("WORDS", "there is no word to search for.", "Give one or more."))
    acts = list_acts(evidence, text=words).to_pylist()
    found = [{**act, "matches": sum(said(act).count(word) for word in wanted)} for act in acts]
    return sorted(found, key=lambda act: -act["matches"])


def written_row(path: Path, view: ActView) -> SourceRow | None:
    """Find the row of a chronicle's file that an act was read from; none if the file is another now."""
    try:
        raw = file_bytes(path)
    except InvalidInput:
        return None
    if sha256(raw).hexdigest() != view.origin.sha256:
        return None
    rows = read_rows(raw, str(path), CHRONICLE_COLUMNS).rows
    found = next((row for row in rows if row.values.get("id") == view.act["id"]), None)
    return found and SourceRow(path.name, found.line, found.values)


def facets(acts: Sequence[Act]) -> dict[str, dict[str, int]]:
    """Count acts by kind, state, year, family, confidence and mechanism.

    An act of several states counts for each of them. Years stand in order, all else by number.
    """
    counted = {name: Counter(value for act in acts for value in of(act)) for name, of in FACETS.items()}
    return {name: dict(sorted(found.items(), key=_order(name))) for name, found in counted.items()}


def _order(facet: str) -> Callable[[tuple[str, int]], tuple[int, str]]:
    if facet == "year":
        return lambda item: (0, item[0])
    return lambda item: (-item[1], item[0])
