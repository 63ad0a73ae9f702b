"""Findings of the options: levels by portfolio and scenario, and paired differences."""

from regimelab.report.content import Finding
from regimelab.report.findings.standing import NOTHING
from regimelab.report.handed.comparison import CellHanded, PairedHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.language import message, other, say, signed
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
    titles = {**titles, **{outcome.name: other(outcome.title) for outcome in comparison.outcomes}}
    levels = [_level(cell, titles) for cell in comparison.cells]
    return (*levels, *(_difference(paired, titles) for paired in comparison.paired))


def _level(cell: CellHanded, titles: Titles) -> Finding:
    """Make the finding of one level."""
    named = [titles.get(name, name) for name in (cell.outcome, cell.portfolio, cell.scenario)]
    outcome, portfolio, scenario = named
    told = message("{outcome} under '{portfolio}', if '{scenario}'.")
    sentence = say(told, outcome=outcome, portfolio=portfolio, scenario=scenario)
    anchor = f"scenario-{slug(cell.scenario)}"
    return Finding(level_id(cell), sentence, cell.estimate, say("options: levels"), anchor)


def _difference(paired: PairedHanded, titles: Titles) -> Finding:
    """Make the finding of one difference, with the probability of doing better."""
    named = [
        titles.get(name, name) for name in (paired.outcome, paired.portfolio, paired.against, paired.scenario)
    ]
    outcome, portfolio, against, scenario = named
    told = message("{outcome}: '{portfolio}' less '{against}', if '{scenario}'.")
    sentence = say(told, outcome=outcome, portfolio=portfolio, against=against, scenario=scenario)
    anchor = f"scenario-{slug(paired.scenario)}"
    name, chance = paired_id(paired), paired.probability_better
    about, detail = say("options: paired differences"), ""
    if paired.assumed_share is not None:
        share = signed(f"{paired.assumed_share:.2f}")
        detail = say("assumptions alone account for {share} of its variance over futures", share=share)
    return Finding(name, sentence, paired.difference, about, anchor, chance, detail)
