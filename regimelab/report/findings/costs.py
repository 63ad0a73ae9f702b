"""Findings of what portfolios cost in money, and whom they harm."""

from regimelab.report.content import Finding
from regimelab.report.handed.comparison import DoseCostHanded, HarmHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.slug import slug

Titles = dict[str, str]


LEVERS = {
    "water_and_contacts": "water commissions and cross-border contacts",
    "border_communities": "livelihoods and safety of border communities",
    "border_services_unscreened": "border services, without screening",
    "border_services_screened": "border services, screened",
    "counter_extremism_unscreened": "counter-extremism, without screening",
    "counter_extremism_screened": "counter-extremism, screened",
    "statements": "statements of principle",
    "conditionality": "conditions on what is asked for",
    "silence": "silence for access",
    "observation": "observation",
}


def lever_in_words(name: str) -> str:
    """Name a lever in words; one that is not known here keeps its own name."""
    return LEVERS.get(name, name.replace("_", " "))


def cost_id(cost: DoseCostHanded) -> str:
    """Name the finding of one dose's cost."""
    return slug(f"cost {cost.portfolio} {cost.lever}")


def harm_id(harm: HarmHanded) -> str:
    """Name the finding of one member's harm."""
    return slug(f"harm {harm.scenario} {harm.portfolio} {harm.member}")


def cost_findings(comparison: ComparisonHanded | None, titles: Titles) -> tuple[Finding, ...]:
    """Make one finding a cost and one a harm."""
    if comparison is None:
        return ()
    costs = {cost_id(cost): _cost(cost, titles) for cost in comparison.costs}
    return (*costs.values(), *(_harm(harm, titles) for harm in comparison.harmed))


def _cost(cost: DoseCostHanded, titles: Titles) -> Finding:
    """Make the finding of one dose's cost."""
    sentence = f"'{titles.get(cost.portfolio, cost.portfolio)}': {lever_in_words(cost.lever)}."
    return Finding(cost_id(cost), sentence, cost.estimate, "options: costs", "costs", detail=cost.reason)


def _harm(harm: HarmHanded, titles: Titles) -> Finding:
    """Make the finding of one member's harm."""
    named = [titles.get(name, name) for name in (harm.member, harm.portfolio, harm.scenario)]
    sentence = f"Repression in {named[0]}: '{named[1]}' less doing nothing, if '{named[2]}'."
    chance = harm.probability_worse
    return Finding(harm_id(harm), sentence, harm.difference, "options: harm", "harmed", chance)
