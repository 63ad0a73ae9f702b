"""Executive summary: plain sentences, made from the results and from nothing else."""

from collections.abc import Sequence

from regimelab.interval import CONTRADICTED_AT, SUPPORTED_AT
from regimelab.report.content import Block, Listing, Paragraph, Section
from regimelab.report.findings.book import Book, titles_of
from regimelab.report.findings.claims import NOT_TESTED, claim_finding_id, tally_id
from regimelab.report.handed.results import ClaimHanded
from regimelab.report.inline import Inline, Number, Reference, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.numbers import probability_text, value_number
from regimelab.report.sections.futures import futures_sentence
from regimelab.report.sections.standing import standing_sentence
from regimelab.report.sections.track_record import track_record_sentence

LIST_RULE = (
    "The number after each claim is the probability that it holds, by the most cautious reading of the "
    f"evidence: supported from {SUPPORTED_AT:g}, contradicted to {CONTRADICTED_AT:g}, undetermined between."
)
WORDS = {0: "none", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


def summary_section(inputs: BriefInputs, book: Book) -> Section:
    """Say what holds, what may happen, what the options cost, and how far to trust it."""
    blocks: list[Block] = [_verdicts(inputs.claims, book, inputs.evidence.drawn)]
    listed = _tested_claims(inputs.claims)
    blocks += [Paragraph((LIST_RULE,)), Listing(listed)] if listed else []
    blocks += _untested(inputs.claims, book)
    blocks.append(futures_sentence(inputs.forecast, book))
    blocks += standing_sentence(inputs.comparison, titles_of(inputs), book)
    blocks.append(track_record_sentence(inputs.hindcast, book))
    return Section("summary", "Executive summary", tuple(blocks))


def verdict_lead(supported: int, contradicted: int, tested: int) -> str:
    """Say in one sentence how the brief's claims fare; the words follow from the counts."""
    if tested == 0:
        return "None of the brief's claims could be tested."
    if 2 * supported > tested:
        return f"Most of the brief's claims that can be tested are borne out; {_contradicted(contradicted)}."
    if 2 * contradicted > tested:
        return (
            f"Most of the brief's claims that can be tested today are contradicted; {_borne_out(supported)}."
        )
    if supported + contradicted == 0:
        return "The evidence settles none of the brief's claims, for or against."
    rest = "the others stay open" if 2 * (supported + contradicted) >= tested else "most stay open"
    said = f"{_borne_out(supported)}, {_contradicted(contradicted)}, {rest}"
    return f"Of the brief's claims that can be tested today, {said}."


def _borne_out(count: int) -> str:
    """Say how many claims are borne out."""
    return f"{WORDS.get(count, str(count))} {'is' if count < 2 else 'are'} borne out"


def _contradicted(count: int) -> str:
    """Say how many claims are contradicted."""
    return f"{WORDS.get(count, str(count))} {'is' if count < 2 else 'are'} contradicted"


def _verdicts(claims: Sequence[ClaimHanded], book: Book, drawn: bool) -> Paragraph:
    """Count the verdicts, and say how many rest on one source alone."""
    how = "coded by machine from news" if drawn else "gathered with the brief in mind"
    counts = {verdict: _how_many(claims, verdict) for verdict in ("supported", "contradicted")}
    tested = sum(claim.verdict != NOT_TESTED for claim in claims)
    lead = verdict_lead(counts["supported"], counts["contradicted"], tested)
    count = {name: value_number(book[name]) for name in book if name.startswith("tally-")}
    body: Text = (
        "Of ",
        count["tally-claims"],
        " claims ",
        count["tally-tested"],
        " were tested by computation: ",
        count[tally_id("supported")],
        " supported, ",
        count[tally_id("contradicted")],
        " contradicted, ",
        count[tally_id("undetermined")],
        f" undetermined. Verdicts that rest on the chronicle alone, which was {how}: ",
        count["tally-chronicle-only"],
        ".",
    )
    return Paragraph(body, lead=(lead,))


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
    title = claim.title.rstrip(".")
    alone = ", on the chronicle alone" if marked else ""
    named = Reference(f"claim-{claim.id}", f"{claim.id}. {title}")
    return named, f": {claim.verdict}{alone} (probability ", number, ")."


def _untested(claims: Sequence[ClaimHanded], book: Book) -> list[Block]:
    """Name the claims that nobody has tested yet."""
    missing = [claim for claim in claims if claim.verdict == NOT_TESTED]
    if not missing:
        return []
    said: list[Inline] = ["Not yet tested: ", value_number(book[tally_id(NOT_TESTED)]), " claims, on "]
    for index, claim in enumerate(missing):
        said.append(", " if index else "")
        said.append(Reference(f"claim-{claim.id}", f"claim {claim.id}"))
    said.append(".")
    return [Paragraph(tuple(part for part in said if part != ""))]
