"""Findings of what portfolios cost in money, and whom they harm."""

from regimelab.report.content import Finding
from regimelab.report.handed.comparison import DoseCostHanded, HarmHanded
from regimelab.report.handed.options import ComparisonHanded
from regimelab.report.language import message, other, say
from regimelab.report.slug import slug

Titles = dict[str, str]


LEVERS = {
    "water_and_contacts": message("water commissions and cross-border contacts"),
    "border_communities": message("livelihoods and safety of border communities"),
    "border_services_unscreened": message("border services, without screening"),
    "border_services_screened": message("border services, screened"),
    "counter_extremism_unscreened": message("counter-extremism, without screening"),
    "counter_extremism_screened": message("counter-extremism, screened"),
    "statements": message("statements of principle"),
    "conditionality": message("conditions on what is asked for"),
    "silence": message("silence for access"),
    "observation": message("observation"),
}


def lever_in_words(name: str) -> str:
    """Name a lever in words; one that is not known here keeps its own name."""
    return say(LEVERS[name]) if name in LEVERS else other(name.replace("_", " "))


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
    portfolio = titles.get(cost.portfolio, cost.portfolio)
    sentence = say("'{portfolio}': {lever}.", portfolio=portfolio, lever=lever_in_words(cost.lever))
    return Finding(
        cost_id(cost), sentence, cost.estimate, say("options: costs"), "costs", detail=other(cost.reason)
    )


def _harm(harm: HarmHanded, titles: Titles) -> Finding:
    """Make the finding of one member's harm."""
    named = [titles.get(name, name) for name in (harm.member, harm.portfolio, harm.scenario)]
    member, portfolio, scenario = named
    told = message("Repression in {member}: '{portfolio}' less doing nothing, if '{scenario}'.")
    sentence = say(told, member=member, portfolio=portfolio, scenario=scenario)
    chance = harm.probability_worse
    return Finding(harm_id(harm), sentence, harm.difference, say("options: harm"), "harmed", chance)
