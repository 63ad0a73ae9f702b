"""Executive summary: plain sentences, made from the results and from nothing else."""

from collections.abc import Sequence

from regimelab.interval import CONTRADICTED_AT, SUPPORTED_AT
from regimelab.report.content import Block, Listing, Paragraph, Section
from regimelab.report.figures.scale import tick_text
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.claims import NOT_TESTED, claim_finding_id, on_the_world_alone, tally_id
from regimelab.report.handed.results import ClaimHanded
from regimelab.report.inline import Inline, Number, Reference, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import like, message, other, say, say_text
from regimelab.report.numbers import probability_text, value_number
from regimelab.report.sections.futures import futures_sentence
from regimelab.report.sections.regime import regime_paragraph
from regimelab.report.sections.standing import standing_sentence
from regimelab.report.sections.track_record import track_record_sentence

LIST_RULE = message(
    "The number after each claim is the probability that it holds, by the most cautious reading of the "
    "evidence: supported from {supported}, contradicted to {contradicted}, undetermined between."
)
WORDS = {
    0: message("not one"),
    1: message("one"),
    2: message("two"),
    3: message("three"),
    4: message("four"),
    5: message("five"),
    6: message("six"),
    7: message("seven"),
}


def summary_section(inputs: BriefInputs, book: Book) -> Section:
    """Say whether there is a regime, what holds, what may happen, what the options cost, and how far to "
    "trust it."""
    blocks: list[Block] = [
        *regime_paragraph(inputs.measures, book),
        verdicts(inputs, book),
    ]
    listed = _tested_claims(inputs.claims)
    blocks += [Paragraph((_rule(),)), Listing(listed)] if listed else []
    blocks += _untested(inputs.claims, book)
    blocks.append(futures_sentence(inputs.forecast, book))
    blocks += standing_sentence(inputs.comparison, titles_of(inputs), book)
    blocks.append(track_record_sentence(inputs.hindcast, book))
    return Section("summary", say("Executive summary"), tuple(blocks))


def _rule() -> str:
    """Say how a probability becomes a verdict."""
    return say(LIST_RULE, supported=tick_text(SUPPORTED_AT), contradicted=tick_text(CONTRADICTED_AT))


def verdict_lead(supported: int, contradicted: int, tested: int) -> str:
    """Say in one sentence how the brief's claims fare; the words follow from the counts."""
    if tested == 0:
        return say("None of the brief's claims could be tested.")
    if 2 * supported > tested:
        return say(
            "Most of the brief's claims that can be tested are borne out; {rest}.",
            rest=_contradicted(contradicted),
        )
    if 2 * contradicted > tested:
        return say(
            "Most of the brief's claims that can be tested today are contradicted; {rest}.",
            rest=_borne_out(supported),
        )
    if supported + contradicted == 0:
        return say("The evidence settles none of the brief's claims, for or against.")
    open_ = say("the others stay open") if 2 * (supported + contradicted) >= tested else say("most stay open")
    return say(
        "Of the brief's claims that can be tested today, {supported}, {contradicted}, {open}.",
        supported=_borne_out(supported),
        contradicted=_contradicted(contradicted),
        open=open_,
    )


def _borne_out(count: int) -> str:
    """Say how many claims are borne out."""
    return _told(message("{count} is borne out"), message("{count} are borne out"), count)


def _contradicted(count: int) -> str:
    """Say how many claims are contradicted."""
    return _told(message("{count} is contradicted"), message("{count} are contradicted"), count)


def _told(one: str, many: str, count: int) -> str:
    """Say how many, in words while they are few."""
    return say(one if count < 2 else many, count=say(WORDS[count]) if count in WORDS else str(count))


def verdicts(inputs: BriefInputs, book: Book) -> Paragraph:
    """Count the verdicts, and say how many rest on one source alone."""
    claims, brief = inputs.claims, inputs.region.brief
    drawn = inputs.evidence.drawn
    how = say("coded by machine from news") if drawn else say("gathered with the brief in mind")
    counts = {verdict: _how_many(claims, verdict) for verdict in ("supported", "contradicted")}
    tested = sum(claim.verdict != NOT_TESTED for claim in claims)
    lead = verdict_lead(counts["supported"], counts["contradicted"], tested)
    count = {name: value_number(book[name]) for name in book if name.startswith("tally-")}
    body = say_text(
        "Of {claims} claims of \u201c{title}\u201d ({author}, {publisher}), {tested} were tested by "
        "computation: {supported} supported, {contradicted} contradicted, {undetermined} undetermined. "
        "Verdicts that rest on the chronicle alone, the record of acts that was {how}: {alone}.",
        title=other(brief.title),
        author=other(brief.author),
        publisher=other(brief.publisher),
        claims=count["tally-claims"],
        tested=count["tally-tested"],
        supported=count[tally_id("supported")],
        contradicted=count[tally_id("contradicted")],
        undetermined=count[tally_id("undetermined")],
        how=how,
        alone=count["tally-chronicle-only"],
    )
    return Paragraph(body, lead=(lead, *_abroad(claims)))


def _abroad(claims: Sequence[ClaimHanded]) -> Text:
    """Say so where all that is settled is settled elsewhere."""
    settled = [claim for claim in claims if claim.verdict in ("supported", "contradicted")]
    if not settled or not all(map(on_the_world_alone, settled)):
        return ()
    return (" ", say("What is settled is settled by data of the world alone, none of the region's."))


def _how_many(claims: Sequence[ClaimHanded], verdict: str) -> int:
    """Count the claims with a verdict."""
    return sum(claim.verdict == verdict for claim in claims)


def _tested_claims(claims: Sequence[ClaimHanded]) -> tuple[Text, ...]:
    """List tested claims by their number; what rests on the chronicle alone is marked unless all do."""
    tested = [claim for claim in claims if claim.probability is not None and claim.verdict != NOT_TESTED]
    ordered = sorted(tested, key=lambda claim: claim.id)
    all_alone = all(claim.chronicle_only for claim in tested)
    return tuple(_said(claim, marked=claim.chronicle_only and not all_alone) for claim in ordered)


def _said(claim: ClaimHanded, marked: bool) -> Text:
    """Say one claim with its verdict and probability."""
    chance = probability_text(claim.probability)
    number = Number(claim_finding_id(claim.id), chance, claim.effect.basis)
    title = other(claim.title.rstrip("."))
    named = Reference(f"claim-{claim.id}", like(title, f"{claim.id}. {title}"))
    return say_text(
        "{claim}: {verdict}{alone} (probability {number}{divided}).",
        claim=named,
        verdict=say(claim.verdict),
        alone=_on_what(claim, marked),
        number=number,
        divided=_divided(claim),
    )


def _on_what(claim: ClaimHanded, marked: bool) -> str:
    """Say when a verdict rests on one sort of evidence: the chronicle, or states of the world at large."""
    if marked:
        return say(", on the chronicle alone")
    return say(", on data of the world alone, none of the region's") if on_the_world_alone(claim) else ""


def _divided(claim: ClaimHanded) -> str:
    """Say how many readings of an open claim would decide it, one way or the other."""
    values = [reading.value for reading in claim.readings]
    borne = sum(value >= SUPPORTED_AT for value in values)
    against = sum(value <= CONTRADICTED_AT for value in values)
    if claim.verdict != "undetermined" or not borne + against:
        return ""
    return say(
        "; of {count} readings {borne} for it, {against} against",
        count=len(values),
        borne=borne,
        against=against,
    )


def _untested(claims: Sequence[ClaimHanded], book: Book) -> list[Block]:
    """Name the claims that nobody has tested yet."""
    missing = [claim for claim in claims if claim.verdict == NOT_TESTED]
    if not missing:
        return []
    named: list[Inline] = []
    for index, claim in enumerate(missing):
        named += [", " if index else "", Reference(f"claim-{claim.id}", say("claim {id}", id=claim.id))]
    count, listed = value_number(book[tally_id(NOT_TESTED)]), tuple(part for part in named if part != "")
    return [Paragraph(say_text("Not yet tested ({count}): {claims}.", count=count, claims=listed))]
