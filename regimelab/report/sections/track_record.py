"""How wrong we have been: the past forecast from the past, printed whatever it shows."""

from datetime import date

from regimelab.interval import Estimate
from regimelab.report.content import Block, Callout, FigureBlock, Paragraph, Section, Table
from regimelab.report.dates import day_text, month_text, short_day_text
from regimelab.report.findings.book import Book
from regimelab.report.findings.hindcast import POOLED, POOLED_AHEAD, ahead_id, gain_id, score_id
from regimelab.report.handed.results import HindcastHanded, OriginHanded
from regimelab.report.inline import Inline, Number, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.language import message, other, say, say_text
from regimelab.report.numbers import estimate_text, number, shared_places, value_number
from regimelab.report.pictures import DotPlot, IntervalRow
from regimelab.report.sections.tables import cited, findings_table

RULES = {
    "constant": message("constant rates per pair and kind"),
    "last_twelve_months": message("the last twelve months"),
    "self_excitation": message("acts that bring more of their kind"),
}
NEAR = (
    message("at short range it did worse than the rule, {number} {unit}"),
    message("at short range it could not be told apart from the rule, {number} {unit}"),
)
FAR = (
    message("half a year ahead it did worse than the rule, {number} {unit}"),
    message("half a year ahead it could not be told apart from the rule, {number} {unit}"),
)
NAT = message(
    " A nat measures how much more probable the forecast made what then happened: a gain of 0.7 nats per act "
    "means that, exposure counted (so that quiet days are scored too), it gave twice the probability to each "
    "act, on average; 0 means no better than the rule."
)
TITLE = message("How wrong we have been")
NONE = message("The past was not forecast in this run, so nothing here says how far to trust the futures.")


def track_record_section(inputs: BriefInputs, book: Book) -> Section:
    """Lay out every origin, also those where the model did worse than a simple rule."""
    hindcast = inputs.hindcast
    if hindcast is None:
        return Section("track-record", say(TITLE), (Paragraph((say(NONE),)),))
    blocks: list[Block] = [track_record_sentence(hindcast, book), _reading(hindcast)]
    blocks += [_figure(hindcast, book), _table(hindcast, book)]
    return Section("track-record", say(TITLE), tuple(blocks))


def track_record_sentence(hindcast: HindcastHanded | None, book: Book, explained: bool = True) -> Paragraph:
    """Say whether forecasts made this way would have beaten simple rules, at short range and far ahead."""
    if hindcast is None:
        return Paragraph((say(NONE),))
    lead = (gain_lead(hindcast.gain.low, hindcast.gain.high), " ", ahead_lead(hindcast.ahead))
    worse = sum((origin.gain.estimate or 0.0) < 0.0 for origin in hindcast.origins)
    body = say_text(
        "Gain over the best of them, all dates together: short-range {gain} {unit}{ahead}. At short range, "
        "{worse}",
        gain=number(book[POOLED]),
        unit=other(hindcast.gain.unit),
        ahead=_beside(hindcast, book),
        worse=_worse(worse, len(hindcast.origins)),
    )
    nat = (say(NAT),) if explained else ()
    return Paragraph((*body, *_latest(hindcast, book), *nat), lead=lead)


def gain_lead(low: float | None, high: float | None) -> str:
    """Say in one sentence what the short-range gain shows; the words follow from its interval."""
    if low is not None and low > 0.0:
        return say(
            "Short-range forecasts made this way, one step ahead, would have beaten simple rules of thumb "
            "in the past."
        )
    if high is not None and high < 0.0:
        return say(
            "Short-range forecasts made this way, one step ahead, would have done worse than simple rules of "
            "thumb: do not rely on them."
        )
    return say(
        "Short-range forecasts made this way, one step ahead, cannot be told apart from simple rules of "
        "thumb."
    )


def ahead_lead(gain: Estimate | None) -> str:
    """Say in one sentence what the gain half a year ahead shows, or that it was not computed."""
    if gain is None:
        return say("Forecasts half a year ahead were not tried.")
    if gain.low is not None and gain.low > 0.0:
        return say("Half a year ahead they would have beaten them, too.")
    if gain.high is not None and gain.high < 0.0:
        return say("Half a year ahead they would have done worse: do not rely on the futures shown here.")
    return say("Half a year ahead, they cannot be told apart from them.")


def _beside(hindcast: HindcastHanded, book: Book) -> Text:
    """Set the gain half a year ahead beside the short-range one."""
    if hindcast.ahead is None:
        return ()
    ahead = number(book[POOLED_AHEAD])
    return say_text(", half a year ahead {gain} {unit}", gain=ahead, unit=other(hindcast.ahead.unit))


def _latest(hindcast: HindcastHanded, book: Book) -> Text:
    """Name the gains of the last origin that cannot be told apart from none, or are losses."""
    if not hindcast.origins:
        return ()
    last = max(hindcast.origins, key=lambda origin: origin.fitted_to)
    gains = ((NEAR, gain_id(last), last.gain), (FAR, ahead_id(last), last.ahead))
    failed = [(where, name, gain) for where, name, gain in gains if gain and (gain.low or 0.0) <= 0.0]
    if not failed:
        return ()
    said: list[Inline] = []
    for index, (where, name, gain) in enumerate(failed):
        told = where[0] if gain.high is not None and gain.high < 0.0 else where[1]
        said += ["; " if index else "", *say_text(told, number=number(book[name]), unit=other(gain.unit))]
    return say_text(
        " From the latest date tried, {day}, it failed: {failures}.",
        day=day_text(last.fitted_to),
        failures=tuple(part for part in said if part != ""),
    )


def rule_in_words(name: str) -> str:
    """Name a simple rule in words; one that is not known here keeps its own name."""
    return say(RULES[name]) if name in RULES else other(name.replace("_", " "))


def _worse(worse: int, origins: int) -> Inline:
    """Say at how many dates the model did worse."""
    if worse == 0:
        return say("it did better at every date tried.")
    if worse == origins:
        return say("it did worse at every date tried.")
    return say("it did better at some dates and worse at others; both are in the table.")


def _reading(hindcast: HindcastHanded) -> Callout:
    """Say how the past was forecast, and what was known when."""
    return Callout(
        say("How it was done"),
        say_text(
            "Short-range means one step ahead: each day is forecast with all acts before it known, with "
            "parameters fitted to the origin; the windows of transition, the date of the shock and "
            "memberships are those known today. {far} The score is the logarithm of the likelihood of what "
            "then happened (nats), per act, exposure counted: what the rates gave to the acts that came, "
            "less all that they led one to expect. A gain of 0.7 means that, per act, exposure counted, the "
            "record was twice as likely as under the rule. The best simple rule at short range: "
            "{rule}{ahead}.",
            far=_far(hindcast),
            rule=rule_in_words(hindcast.baseline),
            ahead=_best_ahead(hindcast),
        ),
    )


def _far(hindcast: HindcastHanded) -> str:
    """Say what a forecast half a year ahead is, where there is one."""
    if hindcast.ahead is None:
        return say("No forecast from the origin alone was scored.")
    return say(
        "Half a year ahead is a forecast from the origin: futures are simulated, and nothing after the "
        "origin is known."
    )


def _best_ahead(hindcast: HindcastHanded) -> str:
    """Name the rule that was best half a year ahead."""
    if hindcast.ahead is None or not hindcast.ahead_baseline:
        return ""
    return say("; half a year ahead: {rule}", rule=rule_in_words(hindcast.ahead_baseline))


def _figure(hindcast: HindcastHanded, book: Book) -> FigureBlock:
    """Draw the gain at each origin and pooled."""
    found = [book[gain_id(origin)] for origin in hindcast.origins] + [book[POOLED]]
    labels = [month_text(origin.fitted_to) for origin in hindcast.origins] + [say("All dates together")]
    places = shared_places([finding.estimate for finding in found])
    rows = tuple(
        IntervalRow(
            label,
            "",
            finding.estimate.estimate or 0.0,
            finding.estimate.low or 0.0,
            finding.estimate.high or 0.0,
            estimate_text(finding.estimate, places.get(finding.estimate.unit)),
            finding.id,
            1 if finding.id == POOLED else 0,
        )
        for label, finding in zip(labels, found, strict=True)
        if finding.estimate.low is not None and finding.estimate.high is not None
    )
    unit = say("short-range gain over the best simple rule, {unit}", unit=other(hindcast.gain.unit))
    plot = DotPlot("gain-plot", say("Short-range gain by date"), rows, unit, 0.0, say("no better"))
    table = findings_table("figure-gain-data", say("The gains behind the figure"), labels, found)
    caption = (say("Right of the dashed line the model did better; left of it, worse."),)
    title, plots = say("Short-range gain by date of forecast"), (plot,) if rows else ()
    return FigureBlock("figure-gain", title, caption, plots, table, cited(found))


def _table(hindcast: HindcastHanded, book: Book) -> Table:
    """Lay out scores and baselines by origin."""
    baselines = list(dict.fromkeys(name for origin in hindcast.origins for name in origin.baselines))
    rows = tuple(_row(origin, baselines, book) for origin in hindcast.origins)
    head = (
        say("Fitted to"),
        say("Scored to"),
        say("Acts, by weight of their dates"),
        say("Model"),
        *(rule_in_words(name) for name in baselines),
        say("Gain, short-range"),
        say("Gain, half a year ahead"),
    )
    numeric = (False, False, *(True for _ in head[2:]))
    return Table(
        "hindcast-table",
        say("Short-range log score per act by origin, and both gains; higher is better"),
        head,
        rows,
        numeric,
    )


def _row(origin: OriginHanded, baselines: list[str], book: Book) -> tuple[Text, ...]:
    """Lay out one origin."""
    scores: list[Text] = [
        (_score(origin, name, book),) if name in origin.baselines else (say("none"),) for name in baselines
    ]
    return (
        (_whole(origin.fitted_to),),
        (_whole(origin.scored_to),),
        (_score(origin, "events", book),),
        (_score(origin, "model", book),),
        *scores,
        (number(book[gain_id(origin)]),),
        (number(book[ahead_id(origin)]),) if origin.ahead else (say("none"),),
    )


def _whole(day: date) -> str:
    """Write a day that no line break splits."""
    return short_day_text(day).replace(" ", "\u00a0")


def _score(origin: OriginHanded, of: str, book: Book) -> Number:
    """Refer to one score."""
    return value_number(book[score_id(origin, of)])
