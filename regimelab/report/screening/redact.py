"""What no document shows of a person: pseudonym and facts stay in the case file."""

from regimelab.report.language import like, message, say
from regimelab.screening.case import Screening

REDACTED = message("[redacted: held in the case file]")


def redacted(text: str, case: Screening) -> str:
    """Take the pseudonym and the facts out of a text."""
    if case.case is None:
        return text
    kept = text
    for part in (case.case.pseudonym, *case.case.facts):
        kept = kept.replace(part, say("[the person]") if part == case.case.pseudonym else say(REDACTED))
    return like(text, kept)
