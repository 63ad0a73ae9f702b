"""Who acts with whom, and who against whom."""

from regimelab.report.content import FigureBlock, Finding
from regimelab.report.findings.book import Book
from regimelab.report.findings.ties import network_actors
from regimelab.report.handed.region import RegionHanded
from regimelab.report.language import message, other, say
from regimelab.report.numbers import estimate_text
from regimelab.report.pictures import Network, Node, Tie, TieSign
from regimelab.report.sections.tables import cited, findings_table

TITLES: dict[TieSign, str] = {
    "cooperative": message("With each other"),
    "conflictual": message("Against each other"),
}


def network_figure(region: RegionHanded, book: Book) -> FigureBlock | None:
    """Draw cooperative and conflictual ties side by side, on one scale."""
    found = [finding for finding in book.values() if finding.id.startswith("tie-")]
    if not found:
        return None
    widest = max(finding.estimate.high or 0.0 for finding in found)
    networks = tuple(_network(sign, region, found, widest) for sign in TITLES)
    caption = (
        say(
            "Acts per year between two actors, by the tone that the coder gave them; an act of many counts "
            "a share in each pair. The dark core is the lower end of the 90 % interval, the pale halo its "
            "upper end."
        ),
    )
    labels = [finding.sentence.rstrip(".") for finding in found]
    table = findings_table("figure-ties-data", say("The pairs behind the figure"), labels, found)
    return FigureBlock(
        "figure-ties", say("Ties among members and patrons"), caption, networks, table, cited(found)
    )


def _network(sign: TieSign, region: RegionHanded, found: list[Finding], widest: float) -> Network:
    """Lay out the ties of one sign."""
    names = {actor.code: other(actor.name) for actor in (*region.members, *region.outside)}
    members = {member.code for member in region.members}
    nodes = tuple(Node(code, names[code], code not in members) for code in network_actors(region))
    ties = tuple(_tie(finding) for finding in found if finding.id.startswith(f"tie-{sign}-"))
    return Network(f"network-{sign}", say(TITLES[sign]), sign, nodes, ties, widest)


def _tie(finding: Finding) -> Tie:
    """Read a tie from its finding."""
    _, _, a, b = finding.id.split("-")
    rate = finding.estimate
    middle, low, high = rate.estimate or 0.0, rate.low or 0.0, rate.high or 0.0
    return Tie(a, b, middle, low, high, estimate_text(rate), finding.id)
