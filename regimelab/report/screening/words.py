"""The words of a screening as a document says them: levels, answers, stages, families, what is signed."""

from datetime import date

from regimelab.report.dates import day_text
from regimelab.report.language import message, other, say
from regimelab.screening.effect import EffectRow
from regimelab.screening.layer import Finding
from regimelab.screening.scales import Level

UNVERIFIED = message("[unverified]")
_LEVELS = {
    Level.LOW: message("LOW"),
    Level.MEDIUM: message("MEDIUM"),
    Level.HIGH: message("HIGH"),
    Level.BAR: message("BAR"),
}
_GRADES = {
    "low": message("low risk"),
    "moderate": message("moderate risk"),
    "serious": message("serious risk"),
}
_SAYS = {
    "no_concern": message("no concern"),
    "some": message("some"),
    "serious": message("serious"),
    "unknown": message("unknown"),
    "n/a": message("n/a"),
}
_CONFIDENCE = {
    "high": message("confidence high"),
    "medium": message("confidence medium"),
    "low": message("confidence low"),
}
_TOLD = {"yes": message("yes"), "no": message("no"), "unknown": message("unknown")}
_MET = {"met": message("met"), "not_met": message("not met"), "unknown": message("unknown")}
_DEPTHS = {"light": message("light"), "standard": message("standard"), "full": message("full")}
_STAGES = {
    "context": message("context"),
    "recipient": message("recipient"),
    "proposal": message("proposal"),
    "case": message("case"),
    "effect": message("effect"),
    "monitoring": message("monitoring"),
    "mitigation": message("mitigation"),
}
_FAMILIES = {
    "official": message("official"),
    "igo": message("international organisation"),
    "court": message("court"),
    "academic": message("academic"),
    "ngo_advocacy": message("advocacy"),
    "media": message("media"),
    "model": message("model"),
    "unclassified": message("unclassified"),
}
_PROXIMITY = {
    "direct": message("direct"),
    "significant": message("significant"),
    "indirect": message("indirect"),
    "remote": message("remote"),
}
_ACTIONS = {"intercede": message("intercede"), "pause": message("pause"), "withdraw": message("withdraw")}
_OPINIONS = {"approve": message("approves"), "refuse": message("refuses")}
_OUTCOMES = {
    "approve": message("Approve"),
    "refuse": message("Refuse"),
    "alternative": message("Offer an alternative"),
}
_STATUS = {
    "closed": message("closed"),
    "refused": message("refused"),
    "barred": message("barred"),
    "incomplete": message("incomplete"),
    "assessed": message("assessed"),
    "approved": message("approved"),
    "in signature": message("in signature"),
}
_LOSSES = {
    "influence": message("influence"),
    "substitution": message("others step in"),
    "unprotected": message("people left unprotected"),
}
_MARKS = {
    "sourced": message("read in its source"),
    "unverified": message("unverified"),
    "own": message("this project’s own"),
}
_GRADES_OF_TREATIES = {
    "weak": message("weak safeguards"),
    "partial": message("partial safeguards"),
    "strong": message("strong safeguards"),
}
_SIDES = {
    "stability": message("stability"),
    "who pays": message("who pays"),
}
_LOGGED = {
    "opened": message("opened"),
    "edited": message("edited"),
    "signed": message("signed"),
    "simulated": message("simulated"),
    "rechecked": message("rechecked"),
    "context": message("answers on the state taken over"),
}
_BASIS = {"assumed": message("assumed"), "pooled": message("pooled"), "estimated": message("estimated")}
WORDS = {
    "grade": _GRADES,
    "says": _SAYS,
    "confidence": _CONFIDENCE,
    "told": _TOLD,
    "met": _MET,
    "depth": _DEPTHS,
    "stage": _STAGES,
    "family": _FAMILIES,
    "proximity": _PROXIMITY,
    "action": _ACTIONS,
    "opinion": _OPINIONS,
    "outcome": _OUTCOMES,
    "status": _STATUS,
    "loss": _LOSSES,
    "mark": _MARKS,
    "treaty": _GRADES_OF_TREATIES,
    "side": _SIDES,
    "logged": _LOGGED,
    "basis": _BASIS,
}


def word(scale: str, value: str) -> str:
    """Say a word of a scale; one that the scale does not have stays as it is."""
    known = WORDS[scale].get(value)
    return say(known) if known else other(value)


def level_word(level: Level) -> str:
    """Say a level of risk."""
    return say(_LEVELS[level])


def ended(text: str) -> str:
    """End what somebody wrote as a sentence, so that another can follow."""
    return text if not text or text.rstrip()[-1:] in ".!?…" else f"{text}."


def on(day: date | None, otherwise: str = "") -> str:
    """Write a day, or what stands where there is none."""
    return day_text(day) if day else otherwise


def why(finding: Finding) -> str:
    """Say why something asks for a level; a risk is named by its question."""
    row = finding.source.startswith("R") and finding.why.partition(" ")
    return f"{row[0]} {other(row[2])}" if row else other(finding.why)


def change(row: EffectRow) -> str:
    """Say a change with its interval."""
    if row.estimate is None or row.low is None or row.high is None:
        return say("unknown")
    return other(row.change)
