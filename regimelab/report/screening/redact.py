"""What no document shows of a person: pseudonym and facts stay in the case file."""

from regimelab.screening.case import Screening

REDACTED = "[redacted: held in the case file]"


def redacted(text: str, case: Screening) -> str:
    """Take the pseudonym and the facts out of a text."""
    if case.case is None:
        return text
    for part in (case.case.pseudonym, *case.case.facts):
        text = text.replace(part, "[the person]" if part == case.case.pseudonym else REDACTED)
    return text
