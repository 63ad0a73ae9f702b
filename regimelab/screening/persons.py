"""Persons of a case: who is one and the same however spelled, and who wrote any of it."""

import unicodedata

from regimelab.screening.case import Event, Screening

NOT_WRITING = ("signed", "rechecked")
AFTER = ("report ", "closed")  # parts of an edit that no signature stands under


def spelling(name: str) -> str:
    """Spell a name as it is compared: without case, accents of width, points and runs of spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())


def same_person(one: str, other: str) -> bool:
    """Whether two signatures name one person, however they are spelled."""
    return spelling(one) == spelling(other)


def authors(case: Screening) -> tuple[str, ...]:
    """Everyone who wrote what is signed, or something that what is signed has replaced.

    What stands names its authors; the log names those whose words were replaced since.
    """
    written = [case.author, *(one.by for one in case.answers)]
    written += [view.by for one in case.answers for view in one.views]
    written += [by for one in case.answers for by in one.flagged.values()]
    written += [one.verified_by for one in case.mitigations if one.verified_by]
    written += [score.by for row in case.risks for score in row.scores]
    written += [one.by for one in case.not_engaging]
    written += [one.by for one in (case.case.assurances if case.case else ())]
    written += [case.decision.by] if case.decision else []
    written += [event.by for event in case.log if _writes(event)]
    found: dict[str, str] = {}
    for name in written:
        found.setdefault(spelling(name), name)
    return tuple(found.values())


def _writes(event: Event) -> bool:
    """Whether a line of the log is of writing what is signed, not of signing, rechecking or reporting."""
    if event.what in NOT_WRITING:
        return False
    return not (event.detail and all(part.startswith(AFTER) for part in event.detail.split(", ")))
