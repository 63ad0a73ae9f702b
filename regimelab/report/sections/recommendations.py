"""Recommendations tested: what the policy brief asks for, against claims and options."""

from collections.abc import Sequence

from regimelab.report.content import Block, Callout, Heading, Listing, Paragraph, Section
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.claims import NOT_TESTED
from regimelab.report.findings.standing import SIDES, contenders
from regimelab.report.handed.results import ClaimHanded
from regimelab.report.inline import Citation, Inline, Reference, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import message, other, quoted, say, say_text
from regimelab.report.recommendations import Recommendation
from regimelab.report.sections.standing import balance, readings_of_side
from regimelab.report.sections.tested import condition_sentences

TITLE = message("Recommendations tested")
NOT_CARRIED_OVER = message(
    "The brief writes for one organisation and of the states that it knows. Its claims are put to the test "
    "on these states too; its recommendations were not made for them, and are left where they are."
)
CONDITIONS = message(
    "Against doing nothing, if the levers do what is assumed, it and what does the contrary:"
)
STABILITY = {
    1: message("does more to steady governments than to unsettle them"),
    -1: message("does more to unsettle governments than to steady them"),
    0: message("on balance neither steadies nor unsettles governments"),
}
WHO_PAYS = {
    1: message("does more to spare those who pay for it than to burden them"),
    -1: message("does more to burden those who pay for it than to spare them"),
    0: message("on balance leaves those who pay as they are"),
}


def recommendations_section(inputs: BriefInputs, book: Book) -> Section:
    """Put each recommendation beside the claims it rests on and the portfolio that does it."""
    if inputs.region.registers:
        return Section("recommendations", say(TITLE), (Paragraph((say(NOT_CARRIED_OVER),)),))
    blocks: list[Block] = [
        Callout(
            say("What such a test can and cannot say"),
            say_text(
                "A recommendation rests on claims about the world, which evidence can bear out or not, and "
                "on what levers do, which here is mostly assumed. A portfolio that does well shows that "
                "the recommendation follows from those assumptions; it does not show that they are true."
            ),
        )
    ]
    for one in inputs.recommendations:
        blocks += _recommendation(one, inputs, book)
    return Section("recommendations", say(TITLE), tuple(blocks))


def fares(one: Recommendation, inputs: BriefInputs, book: Book) -> str:
    """Say in one sentence how a recommendation fares."""
    claims = [claim for claim in inputs.claims if claim.id in one.claims]
    name, part = _bearing(one, inputs)
    return recommendation_lead(claims, part, _portfolio(name, part, inputs, book)[0])


def _recommendation(one: Recommendation, inputs: BriefInputs, book: Book) -> list[Block]:
    """Lay out one recommendation: the words, the claims, the portfolio."""
    claims = [claim for claim in inputs.claims if claim.id in one.claims]
    place = Citation(f"brief:{one.line}", say("line {line}", line=one.line))
    name, part = _bearing(one, inputs)
    standing, said = _portfolio(name, part, inputs, book)
    lead = recommendation_lead(claims, part, standing)
    tested = _tested(one, inputs)
    return [
        Heading(f"recommendation-{one.number}", say("Recommendation {number}", number=one.number)),
        Paragraph(quoted(one.passage, place, ".")),
        Paragraph((*_claims(claims), *said), lead=(lead,)),
        *((Paragraph((say(CONDITIONS),)), Listing(tested)) if tested else ()),
    ]


def _tested(one: Recommendation, inputs: BriefInputs) -> tuple[Text, ...]:
    """Say under which conditions the portfolio and its rival are better than doing nothing."""
    if inputs.comparison is None:
        return ()
    names = [_named(word, inputs) for word in (one.portfolio, one.rival) if word]
    found = (condition_sentences(name, inputs.comparison, titles_of(inputs)) for name in names if name)
    return tuple(sentence for sentences in found for sentence in sentences)


def _named(word: str, inputs: BriefInputs) -> str | None:
    """Find the portfolio whose name begins so."""
    names = contenders(inputs.comparison) if inputs.comparison else ()
    return next((name for name in names if name.startswith(word)), None)


def recommendation_lead(claims: Sequence[ClaimHanded], part: str, standing: tuple[int, int] | None) -> str:
    """Say in one sentence how the recommendation fares; the words follow from verdicts and counts.

    ``standing`` counts outcomes that the portfolio moves for better less those it moves for worse,
    for stability and for those who pay; ``None`` was not compared.
    """
    ground = _ground({claim.verdict for claim in claims} - {NOT_TESTED})
    if standing is None:
        return say("Not compared with other options; {ground}.", ground=ground)
    stability, pays = (_way(balance) for balance in standing)
    return say(
        "As far as the levers are as assumed, a portfolio that {part} {stability} and {pays}; {ground}.",
        part=say(part),
        stability=say(STABILITY[stability]),
        pays=say(WHO_PAYS[pays]),
        ground=ground,
    )


def _way(balance: int) -> int:
    """Tell more good than harm (1) from more harm than good (-1) and from neither (0)."""
    return (balance > 0) - (balance < 0)


def _ground(verdicts: set[str]) -> str:
    """Say how the claims behind a recommendation came out."""
    if "contradicted" in verdicts:
        return say("evidence contradicts a claim it rests on")
    if "supported" in verdicts:
        return say("evidence bears out a claim it rests on")
    return say("its claims stay open") if verdicts else say("its claims are not yet tested")


def _claims(claims: Sequence[ClaimHanded]) -> Text:
    """Name the claims behind a recommendation with their verdicts."""
    if not claims:
        return (say("It rests on claims that are not listed. "),)
    named: list[Inline] = []
    for index, claim in enumerate(claims):
        anchor = Reference(f"claim-{claim.id}", say("claim {id}", id=claim.id))
        named += [
            "; " if index else "",
            anchor,
            " (",
            other(claim.title.rstrip(".")),
            f"): {say(claim.verdict)}",
        ]
    return say_text("It rests on {claims}. ", claims=tuple(part for part in named if part != ""))


def _bearing(one: Recommendation, inputs: BriefInputs) -> tuple[str | None, str]:
    """Find the portfolio that bears on a recommendation, or else its rival, and in which way it does."""
    own, rival = _named(one.portfolio, inputs), _named(one.rival, inputs) if one.rival else None
    return (rival, one.rival_part) if own is None and rival else (own, one.part)


def _portfolio(
    name: str | None, part: str, inputs: BriefInputs, book: Book
) -> tuple[tuple[int, int] | None, Text]:
    """Say how the portfolio that bears on a recommendation stands on both sides."""
    if name is None or inputs.comparison is None:
        return None, (say("No portfolio of this run bears on it."),)
    steady, paying = (readings_of_side(name, side, inputs.comparison, book) for side in SIDES)
    said = say_text(
        "The portfolio \u201c{portfolio}\u201d, which {part}, compares with doing nothing so: {stability}; "
        "{pays}.",
        portfolio=titles_of(inputs).get(name, name),
        part=say(part),
        stability=steady,
        pays=paying,
    )
    stability, pays = (balance(name, side, book) for side in SIDES)
    return (stability, pays), said
