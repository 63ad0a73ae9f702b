"""The words that the typesetter prints beside the content."""

from regimelab.report.language import message, say

WORDS = {
    "kicker": message("Living policy brief"),
    "evidence": message("Evidence"),
    "seed": message("Seed"),
    "how": message("How to read"),
    "underlined": message("Every underlined number leads to its finding."),
    "assumed": message("assumed"),
    "pooled": message("pooled"),
    "estimated": message("estimated"),
    "again": message("A finding that names no method was made as the one before it."),
    "probability": message("probability"),
    "chronicle_alone": message("chronicle alone"),
    "world_alone": message("world's data alone"),
    "effect": message("Effect"),
    "estimand": message("What would tell"),
    "needs": message("A test needs"),
    "method": message("Method and data"),
    "readings": message("Read in several ways"),
    "alternatives": message("What else explains it"),
    "would_change": message("What would change this"),
    "prior": message("Prior"),
    "why": message("Why"),
    "leans": message("Leans on"),
    "data": message("Data"),
    "sources": message("Sources"),
    "confidence": message("Confidence"),
    "in_brief": message("Cited by the policy brief itself."),
}


SHORT = {
    "kicker": message("Living policy brief in two pages"),
    "underlined": message(
        "In brackets: intervals of 90 %. Every number is explained, with its sources, in the full brief."
    ),
}


def words(short: bool) -> dict[str, str]:
    """Give the words in the language that is spoken."""
    return {name: say(text) for name, text in {**WORDS, **(SHORT if short else {})}.items()}
