"""Findings of the options: levels by portfolio and scenario, and paired differences."""

from regimelab.report.content import Finding
from regimelab.report.findings.standing import NOTHING
from regimelab.report.handed.comparison import CellHanded, PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.slug import slug

Titles = dict[str, str]


def level_id(cell: CellHanded) -> str:
    """Name the finding of a level."""
    return slug(f"level {cell.scenario} {cell.portfolio} {cell.outcome}")


def paired_id(paired: PairedHanded) -> str:
    """Name the finding of a paired difference."""
    return slug(f"paired {paired.scenario} {paired.portfolio} {paired.against} {paired.outcome}")


def difference_id(cell: CellHanded) -> str:
    """Name the finding of a level's difference from doing nothing."""
    return slug(f"paired {cell.scenario} {cell.portfolio} {NOTHING} {cell.outcome}")


def comparison_findings(comparison: ComparisonHanded | None, titles: Titles) -> tuple[Finding, ...]:
    """Make findings of all levels and of all differences."""
    if comparison is None:
        return ()
    titles = {**titles, **{outcome.name: outcome.title for outcome in comparison.outcomes}}
    levels = [_level(cell, titles) for cell in comparison.cells]
    return (*levels, *(_difference(paired, titles) for paired in comparison.paired))


def _level(cell: CellHanded, titles: Titles) -> Finding:
    """Make the finding of one level."""
    named = [titles.get(name, name) for name in (cell.outcome, cell.portfolio, cell.scenario)]
    sentence = f"{named[0]} under '{named[1]}', if '{named[2]}'."
    anchor = f"scenario-{slug(cell.scenario)}"
    return Finding(level_id(cell), sentence, cell.estimate, "options: levels", anchor)


def _difference(paired: PairedHanded, titles: Titles) -> Finding:
    """Make the finding of one difference, with the probability of doing better."""
    named = [
        titles.get(name, name) for name in (paired.outcome, paired.portfolio, paired.against, paired.scenario)
    ]
    sentence = f"{named[0]}: '{named[1]}' less '{named[2]}', if '{named[3]}'."
    anchor = f"scenario-{slug(paired.scenario)}"
    name, chance = paired_id(paired), paired.probability_better
    about, detail = "options: paired differences", ""
    if paired.assumed_share is not None:
        detail = f"assumptions alone account for {paired.assumed_share:.2f} of its variance over futures"
    return Finding(name, sentence, paired.difference, about, anchor, chance, detail)
