"""What the chronicle's rows say that its codebook, or another table, does not: to look at, not errors."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from regimelab.codebook import KIND
from regimelab.evidence.checks import split_codes
from regimelab.evidence.dates import interval
from regimelab.evidence.evidence import Evidence

DEATH_BUCKETS: Final = ((250, 10), (100, 9), (50, 8), (25, 7), (10, 6), (5, 5), (2, 4), (1, 3))  # codebook
REFUSED: Final = (1, -1)  # intensity and tone of an extradition refused, codebook
VOTE_INTENSITY: Final = {4: ("abstain", "absent"), 6: ("against",)}  # of a hedge before the UN, codebook
WORDS: Final = 30  # the codebook's limit for a description

Act = dict[str, Any]


class Finding(NamedTuple):
    """One thing worth a second look, and the acts it concerns."""

    check: str
    what: str
    acts: tuple[str, ...]


def find(evidence: Evidence) -> tuple[Finding, ...]:
    """Run every check over the evidence."""
    acts = evidence.acts.to_pylist()
    rows = (finding for check in ROW_CHECKS for act in acts for finding in check(act, evidence))
    return (*rows, *_repeated(acts), *_uneven_symmetric(acts))


def death_bucket(low: int | None, high: int | None) -> int | None:
    """Intensity that the codebook gives to the midpoint of the deaths reported; ``None`` without deaths."""
    bounds = [bound for bound in (low, high) if bound is not None]
    middle = sum(bounds) / len(bounds) if bounds else 0
    return next((intensity for least, intensity in DEATH_BUCKETS if middle >= least), None)


def _deaths(act: Act, evidence: Evidence) -> Iterator[Finding]:
    bucket = death_bucket(act["deaths_low"], act["deaths_high"])
    if bucket is not None and bucket != act["intensity"]:
        what = f"intensity {act['intensity']}, but the codebook gives {bucket} to its deaths"
        yield Finding("deaths", what, (act["id"],))


def _extraditions(act: Act, evidence: Evidence) -> Iterator[Finding]:
    given = (act["intensity"], act["tone"])
    if act["kind"] == "extradite" and (given[0] == REFUSED[0]) != (given[1] == REFUSED[1]):
        what = (
            f"intensity {given[0]} and tone {given[1]}; a refusal has intensity 1 and tone -1, and only that"
        )
        yield Finding("extradition", what, (act["id"],))


def _states(act: Act, evidence: Evidence) -> Iterator[Finding]:
    members = [member.code for member in evidence.region.members]
    cells = split_codes(f"{act['actor']};{act['target']};{act['location']}")
    places = {re.split("[:-]", cell)[0] for cell in cells}
    named = [member for member in members if member in places]
    if set(named) != set(split_codes(act["states"])):
        said, found = act["states"] or "none", ";".join(named) or "none"
        what = f"states say {said}, but actor, target and location name {found}"
        yield Finding("states", what, (act["id"],))


def _pages(act: Act, evidence: Evidence) -> Iterator[Finding]:
    if act["source_date"] and interval(act["source_date"]).end <= act["start"]:
        what = f"the page is of {act['source_date']}, the act of {act['start']}: it announces, not reports"
        yield Finding("page", what, (act["id"],))


def _wordy(act: Act, evidence: Evidence) -> Iterator[Finding]:
    words = len(act["description"].split())
    if words > WORDS:
        yield Finding("description", f"{words} words; the codebook allows {WORDS}", (act["id"],))


def _votes(act: Act, evidence: Evidence) -> Iterator[Finding]:
    """Compare a hedge before the UN with the state's vote of that day."""
    if act["kind"] != "hedge" or not any(cell[:2] == "UN" for cell in split_codes(act["location"])):
        return
    votes = {row["actor"]: row for row in evidence.un_votes.to_pylist() if row["day"] == act["start"]}
    said = VOTE_INTENSITY.get(act["intensity"])
    for state in (state for state in split_codes(act["actor"]) if state in votes):
        vote, resolution = votes[state]["vote"], votes[state]["resolution"]
        if vote is None:
            what = (
                f"the act speaks of {state}'s vote on {resolution}, which the table of votes leaves unknown"
            )
            yield Finding("votes", what, (act["id"],))
        elif said and vote not in said:
            what = (
                f"intensity {act['intensity']} says {' or '.join(said)}, but {state} on {resolution}: {vote}"
            )
            yield Finding("votes", what, (act["id"],))


ROW_CHECKS: Final[tuple[Callable[[Act, Evidence], Iterator[Finding]], ...]] = (
    _deaths,
    _extraditions,
    _states,
    _pages,
    _wordy,
    _votes,
)


def _repeated(acts: Iterable[Act]) -> Iterator[Finding]:
    same: dict[tuple[object, ...], list[str]] = {}
    for act in acts:
        key = tuple(act[name] for name in ("start", "end", "kind", "actor", "target", "location"))
        same.setdefault(key, []).append(act["id"])
    for ids in same.values():
        if len(ids) > 1:
            yield Finding("repeated", "same date, kind, actors and place: perhaps one act twice", tuple(ids))


def _uneven_symmetric(acts: Iterable[Act]) -> Iterator[Finding]:
    uneven = tuple(
        act["id"]
        for act in acts
        if KIND[act["kind"]].form == "symmetric"
        and set(split_codes(act["actor"])) != set(split_codes(act["target"]))
    )
    if uneven:
        what = "a symmetric act names other actors than targets; its pairs join all of both"
        yield Finding("symmetric", what, uneven)
