"""Write docs/reference from the catalogues: `make docs`. A test fails when a page is stale."""

import pkgutil
import sys
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from importlib import import_module
from inspect import getdoc
from pathlib import Path

from commands import command_line
from interface import interface
from reference_page import Page, table

import regimelab.claims
import regimelab.measures
from regimelab.claims.claim import Proposition
from regimelab.cli.exits import EXITS
from regimelab.cli.settings import FIELDS
from regimelab.codebook import KINDS
from regimelab.evidence.addresses import lies_openly
from regimelab.evidence.sources import SOURCES, Column, Source
from regimelab.interval import VERDICT_RULE
from regimelab.measures.result import Measure
from regimelab.policy.known import Known
from regimelab.policy.lever import Lever
from regimelab.policy.load import Options, load_options
from regimelab.policy.portfolio import Portfolio
from regimelab.policy.scenario import Scenario
from regimelab.region import load_region
from regimelab.theory.catalogue import EFFECTS
from regimelab.theory.networks import NETWORK_EFFECTS
from regimelab.theory.networks.catalogue import SIDED

FOLDER = Path(__file__).resolve().parent / "reference"
REGION = "central_asia"


def kinds() -> Page:
    """Kinds of act, from the codebook."""
    intro = (
        "What an act can be. A kind is *dyadic* (a sender acts on a receiver), *symmetric* (both act alike) "
        "or *domestic* (a state acts within itself)."
    )
    rows = [(f"`{kind.name}`", kind.form, kind.family, kind.meaning) for kind in KINDS]
    return Page("kinds.md", "Kinds of act", intro, table(("kind", "form", "family", "meaning"), rows))


def effects() -> Page:
    """Effects on rates, from the theory's catalogue."""
    intro = (
        "What can raise or lower the rate of an act. The coefficient of an effect is a log rate ratio per "
        "unit of its statistic; its prior is normal, with the mean, standard deviation and reason given.\n\n"
        r"In the formulas a memory $m$ enters as $\sigma(m) = m/(1+m)$, half of its effect at one act. "
        "$m_{kij}$ remembers acts of kind $k$ from $i$ to $j$, $c_{ij}$ and $d_{ij}$ cooperative and "
        "conflictual acts of a pair, $q_i$ crises of $i$, $v$ all acts. $w_j$ is one while $j$ hands over "
        "power, $b_{ij}$ where two share a border; $o_{ij}$ is the share of organisations that both are in. "
        "$u$ is one since the patron became unpredictable, $d_i$ is the dependence of $i$ on it, $p_j$ one "
        r"for the patron, $\mu_i$ one for a member."
    )
    sections = [
        f"## {effect.title}\n\n`{effect.name}`: {effect.meaning}\n\n$${effect.formula}$$\n\n"
        f"Bears on kinds that are {', '.join(effect.forms)}. "
        f"Prior: mean {effect.prior_mean:g}, standard deviation {effect.prior_sd:g} ({effect.reason}). "
        f"Source: {effect.source}."
        for effect in EFFECTS
    ]
    return Page("effects.md", "Effects", intro, "\n\n".join(sections))


def network_effects() -> Page:
    """Effects of networks of events, from their catalogue."""
    intro = (
        "What `regimelab estimate` can put into a model of time-stamped events. A tie is there where a "
        "weight is above zero; `weighted=true` counts weights instead. `window=300` counts only what was "
        "added within the last 300 units of time, `half_life=300` halves the weight of what was added with "
        "every 300 units, and `half_life=estimate` finds out how fast. "
        f"{' and '.join(f'`{name}`' for name in SIDED)} take "
        "`ego` (the sender's) or `alter` (the receiver's). A product is written with `*`. "
        "See [how to estimate](../how-to/estimate-your-events.md)."
    )
    rows = [
        (f"`{_written(one.name)}`", one.meaning, f"${one.formula}$", one.source) for one in NETWORK_EFFECTS
    ]
    body = table(("effect", "what it is", "formula", "source"), rows)
    return Page("network-effects.md", "Effects of networks of events", intro, body)


def _written(name: str) -> str:
    kind, _, side = name.partition("_")
    return f"{kind}(…, {side})" if kind in SIDED else name


def catalogue_of_measures() -> Iterator[tuple[str, Callable[..., object], str]]:
    """Every module of the room whose function of the same name returns a measure."""
    for found in pkgutil.iter_modules(regimelab.measures.__path__):
        module = import_module(f"regimelab.measures.{found.name}")
        function = getattr(module, found.name, None)
        if callable(function) and typing.get_type_hints(function).get("return") is Measure:
            yield found.name, function, getdoc(module) or ""


def measures() -> Page:
    """Measures, from the docstrings of their functions."""
    intro = "The parts of one answer: is there a regime? Each comes with an interval and its sources."
    sections = [
        f"## {name.capitalize()}\n\n{question}\n\n{getdoc(function)}"
        for name, function, question in catalogue_of_measures()
    ]
    return Page("measures.md", "Measures", intro, "\n\n".join(sections))


def propositions() -> list[Proposition]:
    """Every claim as it stands before any evidence, in order."""
    names = [f"regimelab.claims.{found.name}" for found in pkgutil.iter_modules(regimelab.claims.__path__)]
    found = [getattr(import_module(name), "PROPOSITION", None) for name in names]
    return sorted((one for one in found if isinstance(one, Proposition)), key=lambda one: one.id)


def claims() -> Page:
    """The brief's claims, from their propositions."""
    intro = (
        "What the brief says, and what would have to be seen for it to be so. "
        f"One rule for every verdict: {VERDICT_RULE}. Results stand in the brief and in `regimelab claims`."
    )
    return Page("claims.md", "Claims", intro, "\n\n".join(_claim(one) for one in propositions()))


def _claim(claim: Proposition) -> str:
    rivals = "\n".join(f"- {rival}" for rival in claim.alternatives)
    return (
        f"## {claim.id}. {claim.title}\n\n> {claim.passage} *(line {claim.line})*\n\n"
        f"Estimand: {claim.estimand}.\n\nWhat else would explain it:\n\n{rivals}\n\n"
        f"What would change the verdict: {claim.would_change}."
    )


def options() -> Options:
    """Levers, portfolios and scenarios of the packaged region."""
    region = load_region(REGION)
    known = Known(region.actors, region.classes, region.period.end + timedelta(days=1), region=region.code)
    return load_options(region.folder, known)


def levers() -> Page:
    """Levers, portfolios and scenarios, from the packaged region's files."""
    intro = (
        f"What can be done, and what may happen, in the packaged region `{REGION}`; its folder holds the "
        "same with every reason. An effect is the log rate ratio of one unit at full strength, a prior."
    )
    found = options()
    parts = ("## Levers", *map(_lever, found.levers), _named("Portfolios", found.portfolios))
    return Page("levers.md", "Levers", intro, "\n\n".join((*parts, _named("Scenarios", found.scenarios))))


def _lever(lever: Lever) -> str:
    hosts = ", ".join(lever.hosts) or "all members"
    consent = f"agrees with a chance of {lever.consent.chance:g}" if lever.consent else "is not asked"
    cost = f"{lever.cost.low:g} to {lever.cost.high:g} {lever.cost.unit} ({lever.cost.basis})"
    rows = [
        (
            one.title,
            one.channel,
            ", ".join(one.kinds),
            f"{one.sender} > {one.receiver}",
            f"{one.mean:g} ± {one.sd:g}",
            one.basis,
        )
        for one in lever.effects
    ]
    effects = table(("effect", "channel", "kinds", "sender > receiver", "mean ± sd", "basis"), rows)
    delivery = f"Delivery begins after {lever.lag_months:g} months and is full {lever.ramp_months:g} later."
    return (
        f"### {lever.title}\n\n`{lever.name}`, {lever.dimension} dimension: {lever.description}. "
        f"From {lever.low:g} to {lever.high:g}, "
        f"each one {lever.unit}; in {hosts}; a host {consent}. "
        f"One unit in one host costs {cost}. {delivery} {_gates(lever)}\n\n{effects}"
    )


def _gates(lever: Lever) -> str:
    """What else must be given: consent that other levers move, the mandate, the money."""
    said = [
        f"Beside `{name}` the chance of consent moves by {change:+g}."
        for name, change in (lever.consent.beside.items() if lever.consent else ())
    ]
    if lever.mandate:
        said.append(f"The field operation's mandate covers it with a chance of {lever.mandate.chance:g}.")
    if lever.funding:
        share, pledged = lever.funding.extra_budgetary, lever.funding.pledged
        said.append(f"{share:.0%} of the money must be pledged, and is with a chance of {pledged:g}.")
    return " ".join(said)


def _named(title: str, found: Iterable[Portfolio | Scenario]) -> str:
    rows = [(f"`{one.name}`", one.title, one.description) for one in found]
    return f"## {title}\n\n{table(('name', 'title', 'what it is'), rows)}"


def exit_codes() -> Page:
    """Exit codes, from the command line's own list."""
    rows = [(code.code, code.meaning) for code in EXITS]
    intro = "What the shell is told. With `--json` an error is an object too: where, what, remedy."
    return Page("exit-codes.md", "Exit codes", intro, table(("code", "meaning"), rows))


def settings() -> Page:
    """Settings, from the command line's own list."""
    intro = (
        "A flag wins over an environment variable, that over `regimelab.toml` in the folder you are in, that "
        "over your own file, that over the default. `regimelab config show` says where each value came from."
    )
    rows = [(f"`{one.name}`", f"`REGIMELAB_{one.name.upper()}`", one.meaning) for one in FIELDS]
    return Page("settings.md", "Settings", intro, table(("setting", "environment", "meaning"), rows))


def sources() -> Page:
    """Sources of outside data, from their catalogue."""
    intro = (
        "The data sets that `regimelab evidence add FILE --source NAME` reads as their producers publish "
        "them; those with an address can be had by `evidence pull NAME`. Licences and terms are the "
        "producers': look them up before you pass data on."
    )
    return Page("sources.md", "Sources of outside data", intro, "\n\n".join(map(_source, SOURCES)))


def _source(source: Source) -> str:
    said = source.published
    facts = [
        ("producer", said.producer),
        ("address", said.url),
        ("licence", said.licence + (f". {said.terms}" if said.terms else "")),
        ("to be cited as", said.citation),
        ("family", said.family),
        ("becomes", f"`{source.shape.value}`, actors coded in `{source.scheme}`"),
        ("can be pulled", "yes" if lies_openly(source) else "no, add a file by hand"),
        ("columns read", ", ".join(map(_column, source.columns))),
    ]
    reading = (getdoc(sys.modules[source.read.__module__]) or "").split("\n\n")[0].replace("\n", " ")
    return f"## {said.title}\n\n`{source.name}`: {reading}\n\n{table(('what', 'says'), facts)}"


def _column(column: Column) -> str:
    names = (column.theirs,) if isinstance(column.theirs, str) else column.theirs
    return " or ".join(f"`{name}`" for name in names)


def index(found: Sequence[Page]) -> Page:
    """The list of pages."""
    intro = "Written by `make docs` from the catalogues in the code: edit those, not these pages."
    body = "\n".join(f"- [{page.title}]({page.file})" for page in found)
    return Page("README.md", "Reference", intro, body)


def pages() -> tuple[Page, ...]:
    """Every page of the reference, the index first."""
    found = (
        kinds(),
        effects(),
        network_effects(),
        measures(),
        claims(),
        levers(),
        sources(),
        command_line(),
        exit_codes(),
        settings(),
        interface(),
    )
    return (index(found), *found)


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for page in pages():
        (FOLDER / page.file).write_text(page.text, encoding="utf-8")
        print(f"docs/reference/{page.file}")


if __name__ == "__main__":
    main()
