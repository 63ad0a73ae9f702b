"""How wrong we have been: the past forecast from the past, printed whatever it shows."""

from datetime import date

from regimelab.interval import Estimate
from regimelab.report.content import Block, Callout, FigureBlock, Paragraph, Section, Table
from regimelab.report.findings.book import Book
from regimelab.report.findings.hindcast import POOLED, POOLED_AHEAD, ahead_id, gain_id, score_id
from regimelab.report.handed.results import HindcastHanded, OriginHanded
from regimelab.report.inline import Inline, Number, Text
from regimelab.report.inputs import BriefInputs
from regimelab.report.numbers import estimate_text, number, shared_places, value_number
from regimelab.report.pictures import DotPlot, IntervalRow
from regimelab.report.sections.tables import cited, findings_table

RULES = {
    "constant": "constant rates per pair and kind",
    "last_twelve_months": "the last twelve months",
    "self_excitation": "acts that bring more of their kind",
}
NAT = (
    " A nat measures how much more probable the forecast made what then happened: a gain of 0.7 nats per act "
    "means that, exposure counted (so that quiet days are scored too), it gave twice the probability to each "
    "act, on average; 0 means no better than the rule."
)
TITLE = "How wrong we have been"
NONE = Paragraph(
    ("The past was not forecast in this run, so nothing here says how far to trust the futures.",)
)


def track_record_section(inputs: BriefInputs, book: Book) -> Section:
    """Lay out every origin, also those where the model did worse than a simple rule."""
    hindcast = inputs.hindcast
    if hindcast is None:
        return Section("track-record", TITLE, (NONE,))
    blocks: list[Block] = [track_record_sentence(hindcast, book), _reading(hindcast)]
    blocks += [_figure(hindcast, book), _table(hindcast, book)]
    return Section("track-record", TITLE, tuple(blocks))


def track_record_sentence(hindcast: HindcastHanded | None, book: Book) -> Paragraph:
    """Say whether forecasts made this way would have beaten simple rules, at short range and far ahead."""
    if hindcast is None:
        return NONE
    lead = (gain_lead(hindcast.gain.low, hindcast.gain.high), " ", ahead_lead(hindcast.ahead))
    worse = sum((origin.gain.estimate or 0.0) < 0.0 for origin in hindcast.origins)
    body: Text = (
        "Gain over the best of them, all dates together: short-range ",
        number(book[POOLED]),
        f" {hindcast.gain.unit}",
        *_beside(hindcast, book),
        ". At short range, ",
        _worse(worse, len(hindcast.origins)),
        *_latest(hindcast, book),
        NAT,
    )
    return Paragraph(body, lead=lead)


def gain_lead(low: float | None, high: float | None) -> str:
    """Say in one sentence what the short-range gain shows; the words follow from its interval."""
    short = "Short-range forecasts made this way, one step ahead,"
    if low is not None and low > 0.0:
        return f"{short} would have beaten simple rules of thumb in the past."
    if high is not None and high < 0.0:
        return f"{short} would have done worse than simple rules of thumb: do not rely on them."
    return f"{short} cannot be told apart from simple rules of thumb."


def ahead_lead(gain: Estimate | None) -> str:
    """Say in one sentence what the gain half a year ahead shows, or that it was not computed."""
    if gain is None:
        return "Forecasts half a year ahead were not tried."
    if gain.low is not None and gain.low > 0.0:
        return "Half a year ahead they would have beaten them, too."
    if gain.high is not None and gain.high < 0.0:
        return "Half a year ahead they would have done worse: do not rely on the futures shown here."
    return "Half a year ahead, they cannot be told apart from them."


def _beside(hindcast: HindcastHanded, book: Book) -> Text:
    """Set the gain half a year ahead beside the short-range one."""
    if hindcast.ahead is None:
        return ()
    return ", half a year ahead ", number(book[POOLED_AHEAD]), f" {hindcast.ahead.unit}"


def _latest(hindcast: HindcastHanded, book: Book) -> Text:
    """Name the gains of the last origin that cannot be told apart from none, or are losses."""
    if not hindcast.origins:
        return ()
    last = max(hindcast.origins, key=lambda origin: origin.fitted_to)
    gains = (("at short range", gain_id(last), last.gain), ("half a year ahead", ahead_id(last), last.ahead))
    failed = [(where, name, gain) for where, name, gain in gains if gain and (gain.low or 0.0) <= 0.0]
    if not failed:
        return ()
    said: list[Inline] = [f" From the latest date tried, {last.fitted_to:%d %B %Y}, it failed: "]
    for index, (where, name, gain) in enumerate(failed):
        worse = gain.high is not None and gain.high < 0.0
        verdict = "did worse than the rule" if worse else "could not be told apart from the rule"
        said += ["; " if index else "", f"{where} it {verdict}, ", number(book[name]), f" {gain.unit}"]
    return (*(part for part in said if part != ""), ".")


def rule_in_words(name: str) -> str:
    """Name a simple rule in words; one that is not known here keeps its own name."""
    return RULES.get(name, name.replace("_", " "))


def _worse(worse: int, origins: int) -> Inline:
    """Say at how many dates the model did worse."""
    if worse == 0:
        return "it did better at every date tried."
    if worse == origins:
        return "it did worse at every date tried."
    return "it did better at some dates and worse at others; both are in the table."


def _reading(hindcast: HindcastHanded) -> Callout:
    """Say how the past was forecast, and what was known when."""
    return Callout(
        "How it was done",
        (
            "Short-range means one step ahead: each day is forecast with all acts before it known, with "
            "parameters fitted to the origin; the windows of transition, the date of the shock and "
            f"memberships are those known today. {_far(hindcast)} The score is the logarithm of the "
            "likelihood of what then happened (nats), per act, exposure counted: what the rates gave to the "
            "acts that came, less all that they led one to expect. A gain of 0.7 means that, per act, "
            "exposure counted, the record was twice as likely as under the rule. The best simple rule at "
            f"short range: {rule_in_words(hindcast.baseline)}{_best_ahead(hindcast)}.",
        ),
    )


def _far(hindcast: HindcastHanded) -> str:
    """Say what a forecast half a year ahead is, where there is one."""
    if hindcast.ahead is None:
        return "No forecast from the origin alone was scored."
    return (
        "Half a year ahead is a forecast from the origin: futures are simulated, and nothing after the "
        "origin is known."
    )


def _best_ahead(hindcast: HindcastHanded) -> str:
    """Name the rule that was best half a year ahead."""
    if hindcast.ahead is None or not hindcast.ahead_baseline:
        return ""
    return f"; half a year ahead: {rule_in_words(hindcast.ahead_baseline)}"


def _figure(hindcast: HindcastHanded, book: Book) -> FigureBlock:
    """Draw the gain at each origin and pooled."""
    found = [book[gain_id(origin)] for origin in hindcast.origins] + [book[POOLED]]
    labels = [f"{origin.fitted_to:%B %Y}" for origin in hindcast.origins] + ["All dates together"]
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
    unit = f"short-range gain over the best simple rule, {hindcast.gain.unit}"
    plots = (DotPlot("gain-plot", "Short-range gain by date", rows, unit, 0.0, "no better"),) if rows else ()
    table = findings_table("figure-gain-data", "The gains behind the figure", labels, found)
    caption = ("Right of the dashed line the model did better; left of it, worse.",)
    return FigureBlock(
        "figure-gain", "Short-range gain by date of forecast", caption, plots, table, cited(found)
    )


def _table(hindcast: HindcastHanded, book: Book) -> Table:
    """Lay out scores and baselines by origin."""
    baselines = list(dict.fromkeys(name for origin in hindcast.origins for name in origin.baselines))
    rows = tuple(_row(origin, baselines, book) for origin in hindcast.origins)
    head = (
        "Fitted to",
        "Scored to",
        "Acts, by weight of their dates",
        "Model",
        *(rule_in_words(name) for name in baselines),
        "Gain, short-range",
        "Gain, half a year ahead",
    )
    numeric = (False, False, *(True for _ in head[2:]))
    return Table(
        "hindcast-table",
        "Short-range log score per act by origin, and both gains; higher is better",
        head,
        rows,
        numeric,
    )


def _row(origin: OriginHanded, baselines: list[str], book: Book) -> tuple[Text, ...]:
    """Lay out one origin."""
    scores: list[Text] = [
        (_score(origin, name, book),) if name in origin.baselines else ("none",) for name in baselines
    ]
    return (
        (_whole(origin.fitted_to),),
        (_whole(origin.scored_to),),
        (_score(origin, "events", book),),
        (_score(origin, "model", book),),
        *scores,
        (number(book[gain_id(origin)]),),
        (number(book[ahead_id(origin)]),) if origin.ahead else ("none",),
    )


def _whole(day: date) -> str:
    """Write a day that no line break splits."""
    return f"{day:%d\u00a0%b\u00a0%Y}"


def _score(origin: OriginHanded, of: str, book: Book) -> Number:
    """Refer to one score."""
    return value_number(book[score_id(origin, of)])
