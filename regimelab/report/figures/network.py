"""Small network of members and patrons: the core of a tie is surely there, its halo perhaps."""

import math

from markupsafe import Markup

from regimelab.report.figures import svg
from regimelab.report.language import say
from regimelab.report.pictures import Network, Node, Tie

RADIUS = 98.0
CENTRE_Y = 158.0
HEIGHT = 290.0
DISC = 18.0
WIDEST = 15.0  # px of the tie with the highest upper end
LABELLED = 4

Place = tuple[float, float]


def draw_network(network: Network, width: float, name: str) -> Markup:
    """Draw ties as a halo to the interval's upper end and a core to its lower end."""
    places = _places(network.nodes, width)
    ties = sorted(network.ties, key=lambda tie: (tie.estimate, tie.a, tie.b))
    drawing = [svg.text(0.0, 13.0, network.title, "group"), svg.text(0.0, 29.0, say("acts per year"), "unit")]
    drawing += [_tie(tie, places, network) for tie in ties]
    drawing += [_disc(node, places[node.code]) for node in network.nodes]
    links = svg.together([_label(tie, places) for tie in ties[-LABELLED:]])
    size = (width, HEIGHT)
    return svg.frame(name, size, network.title, _described(network), svg.together(drawing), links)


def _places(nodes: tuple[Node, ...], width: float) -> dict[str, Place]:
    """Put members on a circle, patrons on its two sides."""
    members = [node for node in nodes if not node.patron]
    patrons = [node for node in nodes if node.patron]
    centre = width / 2
    places = {}
    for index, node in enumerate(members):
        angle = 2 * math.pi * index / max(1, len(members)) - math.pi / 2
        places[node.code] = (centre + RADIUS * math.cos(angle), CENTRE_Y + RADIUS * math.sin(angle))
    for index, node in enumerate(patrons):
        side = DISC + 2 if index % 2 == 0 else width - DISC - 2
        places[node.code] = (side, 74.0 + 60.0 * (index // 2))
    return places


def _tie(tie: Tie, places: dict[str, Place], network: Network) -> Markup:
    """Draw one tie, as wide as its rate."""
    (x1, y1), (x2, y2) = places[tie.a], places[tie.b]
    halo = max(0.6, WIDEST * tie.high / network.widest)
    core = WIDEST * tie.low / network.widest
    drawn = svg.line(x1, y1, x2, y2, f"halo {network.sign}", stroke_width=halo)
    return drawn + svg.line(x1, y1, x2, y2, f"core {network.sign}", stroke_width=core)


def _disc(node: Node, place: Place) -> Markup:
    """Draw an actor as a disc with its code; patrons have a double edge."""
    x, y = place
    edge = svg.element("circle", cx=x, cy=y, r=DISC, class_="patron" if node.patron else "member")
    return edge + svg.text(x, y + 4, node.code, "code", "middle")


def _label(tie: Tie, places: dict[str, Place]) -> Markup:
    """Set the rate of a strong tie near its middle, nearer to the second actor."""
    (x1, y1), (x2, y2) = places[tie.a], places[tie.b]
    x, y = x1 + 0.55 * (x2 - x1), y1 + 0.55 * (y2 - y1)
    middle = tie.text.partition(" ")[0]
    return svg.finding_link(tie.finding, svg.text(x, y + 4, middle, "value onmark", "middle"))


def _described(network: Network) -> str:
    """Say what the network shows to someone who cannot see it."""
    strongest = sorted(network.ties, key=lambda tie: -tie.estimate)[:5]
    said = "; ".join(
        say("{one} and {two}: {number}", one=tie.a, two=tie.b, number=tie.text) for tie in strongest
    )
    told = say("{title}, acts per year with interval. Strongest: {ties}.", title=network.title, ties=said)
    return f"{told} {svg.all_numbers()}"
