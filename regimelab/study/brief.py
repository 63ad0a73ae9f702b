"""The living brief: everything above in one document, for people and for programs."""

import json
from dataclasses import dataclass

from regimelab import __version__
from regimelab.claims import Claim
from regimelab.policy.present import FUTURES
from regimelab.report.build import build_brief
from regimelab.report.content import Brief, Meta
from regimelab.report.inputs import BriefInputs
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


def brief(
    asked: Asked, seed: int = 0, futures: int = 1000, months: int = 24, progress: Progress = silent
) -> Result[Briefed]:
    """Write the brief of a region: HTML to read, JSON with the same findings."""
    inquiry = Inquiry(asked, seed, progress)
    content = content_of(inquiry, futures, months)
    progress("brief", 0.0)
    data = json.dumps(brief_json(content), indent=1, ensure_ascii=False, allow_nan=False)
    files = {"brief.html": render_brief(content).encode(), "brief.json": f"{data}\n".encode()}
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


def content_of(inquiry: Inquiry, futures: int, months: int) -> Brief:
    """Say all that the brief says, without any format."""
    return build_brief(_inputs(inquiry, futures, months))


def _unforecast(inquiry: Inquiry) -> tuple[str, ...]:
    """Say so where nothing tells how far the futures can be trusted."""
    return () if inquiry.hindcast else (f"The past was not forecast: {NOT_FORECAST}.",)


def _inputs(inquiry: Inquiry, futures: int, months: int) -> BriefInputs:
    """Take every step of the inquiry that the brief tells of."""
    evidence = inquiry.evidence
    return BriefInputs(
        region=evidence.region,
        evidence=evidence,
        measures=inquiry.measures,
        claims=inquiry.claims,
        meta=_meta(inquiry, futures, months),
        hindcast=inquiry.hindcast,
        forecast=inquiry.forecast(futures, months),
        comparison=inquiry.comparison(compared_on(futures), months),
        portfolios=inquiry.options.portfolios,
        scenarios=inquiry.options.scenarios,
    )


def _meta(inquiry: Inquiry, futures: int, months: int) -> Meta:
    """Say what makes the same brief again; the time of day is left out, so that its bytes come back too."""
    command = f"regimelab brief {inquiry.evidence.region.code} --seed {inquiry.seed}"
    again = f"{command} --futures {futures} --months {months}"
    release, compared = inquiry.evidence.release, compared_on(futures)
    return Meta(__version__, release, inquiry.seed, futures, again, "manifest.json", compared)


def compared_on(futures: int) -> int:
    """Give the futures on which a brief compares options: no more than its differences need."""
    return min(futures, FUTURES)
