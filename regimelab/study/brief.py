"""The living brief: everything above in one document, for people and for programs."""

import json
from dataclasses import dataclass, replace

from regimelab import __version__
from regimelab.claims import Claim
from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.evidence.difference import Rows, difference
from regimelab.evidence.schemas import PROVENANCE
from regimelab.measures import Measure
from regimelab.policy.present import FUTURES
from regimelab.report.build import build_brief, build_short
from regimelab.report.content import Brief, Meta
from regimelab.report.handed.options import ForecastHanded
from regimelab.report.inputs import BriefInputs
from regimelab.report.pdf.render import render_pdf
from regimelab.report.render import render_brief
from regimelab.report.to_json import brief_json
from regimelab.study.claims import cautions, flat
from regimelab.study.inquiry import NOT_FORECAST, Inquiry
from regimelab.study.opening import Asked, files_of, machine_coded
from regimelab.study.result import Progress, Result, silent


@dataclass(frozen=True)
class Briefed:
    """What the brief rests on: the claims, and how much of it was computed."""

    title: str
    claims: tuple[Claim, ...]
    futures: int
    futures_compared: int
    findings: int
    sources: int
    files: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """What an earlier release says to the same questions, and how its acts differ."""

    release: str
    acts: Rows
    claims: tuple[Claim, ...]
    measures: tuple[Measure, ...]
    forecast: ForecastHanded


@dataclass(frozen=True)
class Form:
    """How a brief is told: in which language, whether in two pages, and since which release it changed."""

    language: str = "en"
    short: bool = False
    since: str | None = None


def brief(
    asked: Asked,
    seed: int = 0,
    futures: int = 1000,
    months: int = 24,
    progress: Progress = silent,
    form: Form = Form(),  # noqa: B008 (a frozen value)
) -> Result[Briefed]:
    """Write the brief of a region: HTML to read, PDF to print and hand over, JSON with the same findings."""
    inquiry = Inquiry(asked, seed, progress)
    before = _before(inquiry, form.since, futures, months) if form.since else None
    inputs = replace(_inputs(inquiry, _meta(inquiry, futures, months, form), months), before=before)
    progress("brief", 0.0)
    content = build_brief(inputs)
    files = _in_two_pages(build_short(inputs)) if form.short else _written(content)
    progress("brief", 1.0)
    found = inquiry.claims
    counts = (futures, compared_on(futures), len(content.findings), len(content.sources))
    return Result(
        Briefed(content.title, found, *counts, tuple(files)),
        rows=flat(found),
        release=inquiry.evidence.release,
        warnings=(
            *machine_coded(inquiry.evidence),
            *cautions(found, inquiry.evidence.drawn),
            *_unforecast(inquiry),
        ),
        inputs=files_of(inquiry.evidence.region, asked),
        files=files,
    )


def content_of(inquiry: Inquiry, futures: int, months: int, language: str = "en") -> Brief:
    """Say all that the brief says, without any format."""
    return build_brief(_inputs(inquiry, _meta(inquiry, futures, months, Form(language)), months))


def _before(inquiry: Inquiry, since: str, futures: int, months: int) -> Before:
    """Put the same questions to an earlier release, and say how its acts differ."""
    now, asked = inquiry.evidence, replace(inquiry.asked, release=since, chronicle=None)
    then = Inquiry(asked, inquiry.seed, inquiry.progress)
    _refuse_unheld(then)
    if then.evidence.release == now.release:
        what = f"'{since}' is the release that the brief is of: {now.release}."
        raise UsageError(
            Problem("--since", what, "Name an earlier one; 'regimelab evidence releases' lists them.")
        )
    acts = difference(then.evidence, now).acts
    said = tuple(change for change in acts.changed if change.column not in PROVENANCE)
    return Before(
        then.evidence.release,
        replace(acts, changed=said),
        then.claims,
        then.measures,
        then.forecast(futures, months),
    )


def _refuse_unheld(then: Inquiry) -> None:
    """Refuse an earlier release that the store does not hold, by the option that names it."""
    try:
        then.evidence  # noqa: B018 - opened here, where it may be refused
    except EvidenceMissing as error:
        raise EvidenceMissing([replace(one, where="--since") for one in error.problems]) from error


def _in_two_pages(content: Brief) -> dict[str, bytes]:
    """Give the brief in two pages in both forms that people read."""
    return {"brief-short.html": render_brief(content).encode(), "brief-short.pdf": render_pdf(content)}


def _written(content: Brief) -> dict[str, bytes]:
    """Give the brief in every form that it is written in."""
    data = json.dumps(brief_json(content), indent=1, ensure_ascii=False, allow_nan=False)
    return {
        "brief.html": render_brief(content).encode(),
        "brief.json": f"{data}\n".encode(),
        "brief.pdf": render_pdf(content),
    }


def _unforecast(inquiry: Inquiry) -> tuple[str, ...]:
    """Say so where nothing tells how far the futures can be trusted."""
    return () if inquiry.hindcast else (f"The past was not forecast: {NOT_FORECAST}.",)


def _inputs(inquiry: Inquiry, meta: Meta, months: int) -> BriefInputs:
    """Take every step of the inquiry that the brief tells of."""
    evidence = inquiry.evidence
    return BriefInputs(
        region=evidence.region,
        evidence=evidence,
        measures=inquiry.measures,
        claims=inquiry.claims,
        meta=meta,
        hindcast=inquiry.hindcast,
        forecast=inquiry.forecast(meta.futures, months),
        comparison=inquiry.comparison(compared_on(meta.futures), months),
        portfolios=inquiry.options.portfolios,
        scenarios=inquiry.options.scenarios,
    )


def _meta(inquiry: Inquiry, futures: int, months: int, form: Form) -> Meta:
    """Say what makes the same brief again; the time of day is left out, so that its bytes come back too."""
    command = f"regimelab brief {inquiry.evidence.region.code} --seed {inquiry.seed}"
    again = f"{command} --futures {futures} --months {months}{_told(form)}"
    release, compared = inquiry.evidence.release, compared_on(futures)
    return Meta(__version__, release, inquiry.seed, futures, again, "manifest.json", compared, form.language)


def _told(form: Form) -> str:
    """Spell the options that give the form again."""
    language = "" if form.language == "en" else f" --language {form.language}"
    since = f" --since {form.since}" if form.since else ""
    return f"{language}{' --short' if form.short else ''}{since}"


def compared_on(futures: int) -> int:
    """Give the futures on which a brief compares options: no more than its differences need."""
    return min(futures, FUTURES)
