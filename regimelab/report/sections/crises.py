"""The timeline of crises and meetings."""

from collections.abc import Sequence
from typing import Any

from regimelab.codebook import triggers_crisis
from regimelab.report.content import FigureBlock, Table
from regimelab.report.dates import short_day_text, short_month_text
from regimelab.report.handed.region import RegionHanded
from regimelab.report.inline import Citation, Inline, Text
from regimelab.report.language import message, other, say
from regimelab.report.pictures import Lane, Mark, MarkRole, Timeline

ROLES: dict[str, MarkRole] = {
    "protest": "unrest",
    "unrest_violence": "unrest",
    "terror": "armed",
    "border_clash": "armed",
    "repress": "repression",
    "transition": "turnover",
}
SUMMITS = message("Summits of all")
SERVICES = message("Security services")
Act = dict[str, Any]
DASHED = message("Dashed: the day the patron became unpredictable.")
OUTSIDE = message("The day the patron became unpredictable lies outside the period.")
NO_DAY = message("No day is given on which the patron became unpredictable.")


def timeline_figure(acts: Sequence[Act], region: RegionHanded) -> FigureBlock:
    """Draw crises by member, summits of all members, and meetings of security services."""
    seen = [act for act in acts if region.period.start <= act["start"] <= region.period.end]
    lanes = (*(_crises(seen, region, member.code) for member in region.members), *_meetings(seen, region))
    marks = [mark for lane in lanes for mark in lane.marks]
    shock = region.patron.shock if _within(region) else None
    figure = Timeline(
        "timeline",
        say("Crises and meetings"),
        region.period.start,
        region.period.end,
        lanes,
        shock,
        f"{patron_name(region)}, {short_day_text(shock)}" if shock else "",
    )
    caption: Text = (
        say(
            "Each disc is an act that put a government in danger or answered such a danger with mass "
            "repression; the larger, the graver. A line through a mark is as long as its date is uncertain. "
            "Grey: windows in which power is handed over."
        ),
        " ",
        say(DASHED if shock else OUTSIDE if region.patron.shock else NO_DAY),
    )
    sources = tuple(sorted({mark.source for mark in marks}))
    return FigureBlock(
        "figure-timeline", say("When it came"), caption, (figure,), _table(lanes, seen, region), sources
    )


def _within(region: RegionHanded) -> bool:
    """Whether the shock falls in the period."""
    shock = region.patron.shock
    return shock is not None and region.period.start <= shock <= region.period.end


def patron_name(region: RegionHanded) -> str:
    """Name the patron of the shock in full."""
    return next(
        (other(one.name) for one in region.outside if one.code == region.patron.actor), region.patron.actor
    )


def crisis_role(act: Act) -> MarkRole | None:
    """Say what kind of crisis an act is, if it is one by the codebook's rule."""
    numbers = act.get("intensity"), act.get("deaths_low")
    return ROLES[act["kind"]] if triggers_crisis(act["kind"], act["precision"], *numbers) else None


def _crises(acts: Sequence[Act], region: RegionHanded, member: str) -> Lane:
    """Collect one member's crises and its windows of handover."""
    marks = [
        Mark(act["start"], act["end"], role, float(act.get("intensity") or 0), str(act["id"]))
        for act in acts
        if (role := crisis_role(act)) and member in str(act.get("states") or "").split(";")
    ]
    windows = tuple(
        (max(window.start, region.period.start), min(window.end or region.period.end, region.period.end))
        for window in region.transitions
        if window.member == member and window.start <= region.period.end
    )
    return Lane(member, tuple(marks), tuple(window for window in windows if window[0] <= window[1]))


def _meetings(acts: Sequence[Act], region: RegionHanded) -> tuple[Lane, Lane]:
    """Collect summits of all members, and meetings of at least two members' security services."""
    members = {member.code for member in region.members}
    summits = [act for act in acts if act["kind"] == "summit" and members <= _states(act)]
    services = [act for act in acts if act["kind"] == "intel" and len(members & _states(act)) >= 2]
    return _lane(say(SUMMITS), summits), _lane(say(SERVICES), services)


def _lane(label: str, acts: Sequence[Act]) -> Lane:
    """Lay meetings on a lane."""
    marks = [Mark(act["start"], act["end"], "meeting", 1.0, str(act["id"])) for act in acts]
    return Lane(label, tuple(marks))


def _states(act: Act) -> set[str]:
    """States that occur in an act."""
    return set(str(act.get("states") or "").split(";"))


def _table(lanes: Sequence[Lane], acts: Sequence[Act], region: RegionHanded) -> Table:
    """List the acts of every lane with their dates and sources."""
    described = {str(act["id"]): other(str(act["description"])) for act in acts}
    names = {member.code: other(member.name) for member in region.members}
    rows = tuple(
        ((names.get(lane.label, lane.label),), (_dated(mark),), (described[mark.source],), (_cite(mark),))
        for lane in lanes
        for mark in lane.marks
    )
    head = (say("Lane"), say("Date"), say("What happened"), say("Source"))
    return Table("figure-timeline-data", say("The acts behind the timeline"), head, rows, (False,) * 4)


def _dated(mark: Mark) -> str:
    """Print a date as exactly as it is known."""
    days = (mark.end - mark.start).days
    if days <= 1:
        return short_day_text(mark.start)
    return short_month_text(mark.start) if days <= 31 else str(mark.start.year)


def _cite(mark: Mark) -> Inline:
    """Refer to the act in the list of sources."""
    return Citation(mark.source, mark.source)
