"""The same brief for machines: the same findings, the same printed numbers."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from numbers import Integral
from typing import Any

from regimelab.report.content import Brief, Finding, FindingsList, Section, SourcesList
from regimelab.report.language import speaking
from regimelab.report.numbers import estimate_text, probability_text


def brief_json(brief: Brief) -> dict[str, Any]:
    """Give the brief as plain values: meta, sections, findings and sources."""
    with speaking(brief.meta.language):
        return _whole(brief)


def _whole(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "meta": _plain(brief.meta),
        "sections": [_section(section) for section in brief.sections],
        "findings": [_finding(finding) for finding in brief.findings],
        "sources": [_plain(source) for source in brief.sources],
    }


def _section(section: Section) -> dict[str, Any]:
    """Give one section; findings and sources stand once, at the top level."""
    told = [block for block in section.blocks if not isinstance(block, FindingsList | SourcesList)]
    return {"id": section.id, "title": section.title, "blocks": [_plain(block) for block in told]}


def _finding(finding: Finding) -> dict[str, Any]:
    """Give one finding, with its estimate flat and its number as the page prints it."""
    return {
        "id": finding.id,
        "sentence": finding.sentence,
        "about": finding.about,
        **_plain(finding.estimate),
        "text": estimate_text(finding.estimate),
        "probability": finding.probability,
        "probability_text": None if finding.probability is None else probability_text(finding.probability),
        "detail": finding.detail,
    }


def _plain(value: object) -> Any:  # noqa: ANN401
    """Turn content into values that JSON has; dates become ISO, infinities unknown."""
    if is_dataclass(value):
        own = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        kind = getattr(value, "kind", None)
        return {"block": kind, **own} if isinstance(kind, str) and "kind" not in own else own
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
