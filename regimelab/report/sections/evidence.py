"""What the evidence says: claims with their verdicts, measures with their figures."""

from collections.abc import Sequence
from dataclasses import replace

from regimelab.interval import CONTRADICTED_AT, SUPPORTED_AT, VERDICT_RULE
from regimelab.report.content import (
    Block,
    Callout,
    ClaimEntry,
    ClaimsTable,
    FigureBlock,
    Heading,
    Paragraph,
    Section,
)
from regimelab.report.findings.book import Book
from regimelab.report.findings.claims import NOT_TESTED, claim_finding_id, data_of, on_the_world_alone
from regimelab.report.handed.results import ClaimHanded
from regimelab.report.inline import Number
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import like, message, other, say, say_text
from regimelab.report.numbers import linked_results, number, probability_text
from regimelab.report.pictures import ProbabilityPlot, ProbabilityRow
from regimelab.report.sections.measures import measure_block, shared_caution
from regimelab.report.sections.network import network_figure
from regimelab.report.sections.strength import strength_anchor, strength_figure
from regimelab.report.sections.tables import chances_table, cited

RULE = message(
    "A claim is {rule}. A probability is conditional on the method and the data named beside it, "
    "not a measure of truth. The chronicle was gathered by searching for what the brief speaks of; "
    "a verdict that rests on it alone is marked so. Data of "
    "the world alone, with none of the region's own, leave a verdict open."
)
RULE_ON_DRAWN = message(
    "A claim is {rule}. A probability is conditional on the method and the data named beside it, "
    "not a measure of truth. The acts were coded by machine from news, and nobody looked for what the brief "
    "speaks of; a verdict that rests on them alone is marked so. Data of the world alone, with none of the "
    "region's own, leave a verdict open."
)

ELEMENTS = {"principles", "norms", "rules", "procedures"}
READ_FROM = message(
    "The four elements of Krasner's definition are read from what is on record: principles from votes in the "
    "UN General Assembly, norms from answers to each other's crises, rules from laws and agreements, "
    "procedures from meetings; whether expectations converge, from the fitted model. These are traces of the "
    "elements and not the elements: governments may vote or meet alike without sharing a principle, and a "
    "shared expectation may leave no trace. Who convenes, who copies and what binds tell Young's kinds of "
    "order apart: spontaneous, negotiated, imposed."
)

OPEN_IN_ZONE = message(
    "A dot within a zone has no verdict where its readings do not agree, or none of them is of the region."
)


def evidence_section(inputs: BriefInputs, book: Book) -> Section:
    """Lay out the claims, then the measures, then who acts with whom."""
    blocks: list[Block] = [Heading("claims", say("Claims and verdicts")), _rule(inputs.evidence.drawn)]
    if any(claim.probability is not None for claim in inputs.claims):
        blocks.append(probabilities_figure(inputs.claims, book))
    blocks.append(ClaimsTable(tuple(_entry(claim, book) for claim in inputs.claims)))
    blocks.append(Heading("measures", say("Is there a regime? The measures")))
    if not inputs.measures:
        blocks.append(Paragraph((say("No measures were computed in this run."),)))
    if ELEMENTS & {measure.name for measure in inputs.measures}:
        blocks.append(Paragraph((say(READ_FROM),)))
    common = shared_caution(inputs.measures)
    blocks += [Callout(say("What to keep in mind"), (other(common),))] if common else []
    course = strength_figure(inputs.measures, book)
    for measure in inputs.measures:
        block = measure_block(measure, book, common)
        drawn = (course, *block.figures) if course and block.id == strength_anchor() else block.figures
        blocks.append(replace(block, figures=drawn))
    network = network_figure(inputs.region, book)
    blocks += [Heading("ties", say("Who acts with whom, and against whom")), network] if network else []
    return Section("evidence", say("What the evidence says"), tuple(blocks))


def _rule(drawn: bool) -> Callout:
    """State the rule of verdict once, with the caution that goes with all verdicts."""
    rule = RULE_ON_DRAWN if drawn else RULE
    return Callout(say("How a verdict is reached"), say_text(rule, rule=other(VERDICT_RULE)))


def _entry(claim: ClaimHanded, book: Book) -> ClaimEntry:
    """Lay out one claim."""
    tested = claim.verdict != NOT_TESTED
    finding = book.get(claim_finding_id(claim.id))
    chance = None
    if tested and finding and claim.probability is not None:
        chance = Number(finding.id, probability_text(claim.probability), claim.effect.basis)
    return ClaimEntry(
        id=claim.id,
        title=other(claim.title),
        passage=other(claim.passage),
        line=claim.line,
        verdict=claim.verdict,
        probability=chance,
        effect=number(finding) if finding and claim.effect.known else None,
        estimand=other(claim.estimand),
        unit=other(claim.effect.unit),
        method=linked_results(claim.method, finding) if finding else (other(claim.method),),
        data=data_of(claim),
        alternatives=tuple(other(one) for one in claim.alternatives),
        would_change=other(claim.would_change),
        chronicle_only=claim.chronicle_only,
        world_alone=on_the_world_alone(claim),
        needs=other(claim.needs),
        readings=_readings(claim),
    )


def _readings(claim: ClaimHanded) -> tuple[tuple[str, Number], ...]:
    """List the ways a claim was read, where there is more than one."""
    name, basis = claim_finding_id(claim.id), claim.effect.basis
    found = [(other(one.method), Number(name, probability_text(one.value), basis)) for one in claim.readings]
    return tuple(found) if len(found) > 1 else ()


def _open_in_zone(claim: ClaimHanded) -> bool:
    """Whether a claim is as sure as a verdict asks and yet has none."""
    sure = claim.probability is not None and not CONTRADICTED_AT < claim.probability < SUPPORTED_AT
    return sure and claim.verdict == "undetermined"


def probabilities_figure(claims: Sequence[ClaimHanded], book: Book) -> FigureBlock:
    """Draw all claims on the scale from contradicted to supported."""
    rows = tuple(
        ProbabilityRow(
            like(other(claim.title), f"{claim.id}  {other(claim.title)}"),
            claim.probability,
            probability_text(claim.probability) if claim.probability is not None else say("not tested"),
            claim_finding_id(claim.id) if claim.probability is not None else None,
            claim.verdict.replace(" ", "-"),
        )
        for claim in claims
    )
    plot = ProbabilityPlot(
        "claims-plot", say("Probability that each claim holds"), rows, CONTRADICTED_AT, SUPPORTED_AT
    )
    found = [book[claim_finding_id(claim.id)] for claim in claims if claim_finding_id(claim.id) in book]
    labels = [finding.sentence for finding in found]
    table = chances_table("figure-claims-data", say("The claims behind the figure"), labels, found)
    caption = (
        say(
            "The further a dot lies from the middle, the surer the verdict. Shaded: the two zones of the "
            "rule. Rings are claims that nobody has tested yet."
        ),
        *((" ", say(OPEN_IN_ZONE)) if any(map(_open_in_zone, claims)) else ()),
    )
    return FigureBlock("figure-claims", say("How the claims fare"), caption, (plot,), table, cited(found))
