"""The members on a map: where each of the two headline outcomes stands at the end."""

from collections.abc import Sequence

from regimelab.report.content import FigureBlock
from regimelab.report.findings.book import Book
from regimelab.report.findings.forecast import forecast_id
from regimelab.report.handed.options import OutcomePathHanded
from regimelab.report.handed.region import RegionHanded
from regimelab.report.language import other, say
from regimelab.report.map.outlines import read_outlines
from regimelab.report.numbers import estimate_text
from regimelab.report.pictures import AreaMap, MapArea
from regimelab.report.sections.tables import findings_table
from regimelab.report.slug import slug


def map_figure(
    told: Sequence[OutcomePathHanded], own: Sequence[OutcomePathHanded], region: RegionHanded, book: Book
) -> list[FigureBlock]:
    """Map the outcomes that are told of, if the outline of every member is known."""
    outlines = read_outlines()
    if not own or any(member.code not in outlines.areas for member in region.members):
        return []
    shown = [[path for path in own if path.name == one.name] for one in told]
    maps = tuple(_map(paths, region, book) for paths in shown if paths)
    listed = [path for paths in shown for path in paths]
    found = [book[forecast_id(path)] for path in listed]
    names = {member.code: other(member.name) for member in region.members}
    labels = [f"{other(path.title)}: {names[str(path.actor)]}" for path in listed]
    table = findings_table("figure-map-data", say("The numbers on the map"), labels, found)
    caption = (
        say(
            "What the fitted model expects of the last twelve months of the futures: median and, in "
            "brackets, 90 % band. Dashed: lines between states that are disputed or were not agreed in "
            "full. Lines and names imply no opinion on the legal status of any territory. Outlines: "
            "{credit}.",
            credit=outlines.credit,
        ),
    )
    return [FigureBlock("figure-map", say("The members on a map"), caption, maps, table)]


def _map(paths: Sequence[OutcomePathHanded], region: RegionHanded, book: Book) -> AreaMap:
    """Lay out one outcome."""
    names = {member.code: other(member.name) for member in region.members}
    one = paths[0]
    areas = tuple(
        MapArea(
            str(path.actor),
            names[str(path.actor)],
            path.quantiles["q50"][-1],
            estimate_text(book[forecast_id(path)].estimate),
            forecast_id(path),
        )
        for path in paths
    )
    neighbours = tuple((actor.code, other(actor.name)) for actor in region.outside)
    return AreaMap(f"map-{slug(one.name)}", other(one.title), other(one.unit), areas, neighbours)
