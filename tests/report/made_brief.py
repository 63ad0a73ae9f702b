"""A made-up region with made-up results: two members, one patron, every verdict once."""

from datetime import date
from types import SimpleNamespace as Made

from regimelab.interval import Estimate, unknown
from regimelab.report.content import Meta
from regimelab.report.inputs import BriefInputs

HOSTILE = '<script>alert("x")</script> & "quotes"'


class Rows:
    """A table that can be read row by row."""

    def __init__(self, rows):
        self._rows = rows

    def to_pylist(self):
        return [dict(row) for row in self._rows]


def estimate(middle, low, high, unit="share", basis="estimated", sources=("CH0001",)):
    return Estimate(middle, low, high, unit, "a made-up method", "made-up data", basis, sources=sources)


def act(number, kind, start, states, **more):
    return {
        "id": f"CH{number:04d}",
        "start": start,
        "end": date(start.year, start.month, start.day + 1),
        "precision": "day",
        "kind": kind,
        "actor": states,
        "target": states,
        "states": states,
        "intensity": 5,
        "deaths_low": None,
        "tone": 1,
        "description": f"Act {number}.",
        "source_url": f"https://example.org/{number}",
        "source_publisher": "Example",
        "source_date": "2022-01-01",
        "source_url_2": None,
        "confidence": "high",
        "licence": "CC BY 4.0",
        "seed_cited": False,
    } | more


ACTS = [
    act(1, "protest", date(2022, 1, 5), "AAA", description=HOSTILE),
    act(2, "summit", date(2022, 7, 21), "AAA;BBB", source_url_2="https://example.org/second"),
    act(3, "border_clash", date(2022, 9, 14), "AAA;BBB", deaths_low=4, tone=-1),
    act(4, "intel", date(2021, 9, 14), "AAA;BBB", source_url="javascript:alert(1)"),
]


def statement(text, **more):
    return Made(**({"text": text, "basis": "sourced", "reason": "", "sources": ("CH0001",)} | more))


def member(code, name):
    return Made(
        code=code,
        name=name,
        doctrine=statement("Balances.", sources=("brief:29", "https://example.org/doctrine", "CH0002")),
        leader_office="President",
        leader_since="2019-03-20",
        expected_handover=statement("Soon.", basis="assumed", reason="the brief says so", sources=()),
    )


REGION = Made(
    code="made_up",
    registers="",
    name="Made-up Land",
    brief=Made(title="A brief", author="Its author", publisher="Its publisher"),
    period=Made(start=date(2019, 1, 1), end=date(2023, 6, 30)),
    members=(member("AAA", "Alphaland"), member("BBB", HOSTILE)),
    outside=(
        Made(code="RUS", name="Patronia", role="patron", offers=statement("Troops."), threatens=None),
        Made(code="EU", name="Union", role="western", offers=None, threatens=None),
    ),
    patron=Made(actor="RUS", shock=date(2022, 2, 24), basis="sourced", reason=""),
    transitions=(Made(member="BBB", start=date(2022, 3, 1), end=None),),
    threats=(Made(name="water", title="Water", passage="clashes over water", line=105, kinds=("water",)),),
    chronicle=Made(title="Chronicle", producer="Us", version="1", licence="CC BY 4.0", citation="Us, 2023."),
)


def pair(number, tone, receiver="BBB"):
    return {"id": f"CH{number:04d}", "sender": "AAA", "receiver": receiver, "weight": 0.5, "tone": tone}


EVIDENCE = Made(
    acts=Rows(ACTS),
    pairs=Rows([pair(2, 1), pair(3, -1), pair(4, 1, "RUS")]),
    un_votes=Rows(
        [
            {
                "resolution": "ES-11/1",
                "day": date(2022, 3, 2),
                "subject": "Aggression",
                "source_url": "https://example.org/vote",
                "confidence": "high",
                "licence": "public",
            }
        ]
    ),
    drawn=False,
    release="2023-06-30+ab12cd34ef56",
)


def measure():
    rows = (
        {"label": "support", "responders": "members", "answer": "support"}
        | {"estimate": 0.8, "low": 0.61, "high": 0.93, "n": 12, "sources": ("CH0001", "CH0002")},
        {"label": "blame", "responders": "patrons", "answer": "blame"}
        | {"estimate": 0.1, "low": 0.02, "high": 0.31, "n": 9, "sources": ("CH0003",)},
        {"label": "A and B", "unit": "acts", "estimate": None, "low": None, "high": None, "n": 3}
        | {"sources": ("ES-11/1",), "clashes": 2, "cooperation": 1.25},
    )
    return Made(
        name="norms",
        title="Norms",
        summary="Members blamed each other in 2 of 12 answers (0.81, 0.68 to 0.90) in 2022.",
        estimate=estimate(0.81, 0.68, 0.90),
        rows=rows,
        caution=HOSTILE,
    )


def claim(number, verdict, probability, effect=None, **more):
    readings = (Made(method="by days", value=0.97), Made(method="by records", value=0.93))
    fields = {
        "id": number,
        "title": f"Claim number {HOSTILE}" if number == 1 else f"What claim {number} says",
        "passage": "words of the brief",
        "line": 11,
        "estimand": "a quantity",
        "verdict": verdict,
        "probability": probability,
        "effect": effect or estimate(0.6, 0.2, 1.0, "log rate ratio"),
        "method": "a test",
        "data": "the chronicle",
        "sources": ("CH0001",),
        "alternatives": ("chance",),
        "would_change": "more evidence",
        "chronicle_only": True,
        "needs": "" if probability is not None else "other data",
        "readings": readings if verdict == "supported" else (),
    }
    return Made(**(fields | more))


CLAIMS = (
    claim(1, "supported", 0.93),
    claim(2, "contradicted", 0.004),
    claim(3, "undetermined", 0.5),
    claim(4, "not yet tested", None, unknown("not measured", "not yet tested", "none")),
)


def origin(year, gain):
    return Made(
        fitted_to=date(year, 6, 30),
        scored_to=date(year, 12, 31),
        events=31.5,
        score=-6.1,
        baselines={"constant": -6.3, "last_year": -6.8},
        gain=estimate(gain, gain - 0.2, gain + 0.2, "nats per event"),
        ahead=estimate(gain - 0.05, gain - 0.3, gain + 0.2, "nats per event"),
    )


HINDCAST = Made(
    origins=(origin(2021, 0.3), origin(2022, -0.1)),
    gain=estimate(0.12, -0.05, 0.31, "nats per event"),
    ahead=estimate(-0.22, -0.41, -0.03, "nats per event"),
    baseline="constant",
    ahead_baseline="last_twelve_months",
)


def path(actor, height):
    months = tuple(float(month) for month in range(25))
    shape = {"q05": 0.2, "q25": 0.6, "q50": 1.0, "q75": 1.5, "q95": 2.6}
    return Made(
        name="unrest",
        title="Unrest",
        meaning="protest and violence",
        side="stability",
        unit="acts per year",
        actor=actor,
        months=months,
        start=date(2023, 7, 1),
        quantiles={key: tuple(height * share for _ in months) for key, share in shape.items()},
        basis="estimated",
    )


RECORDED = tuple(
    Made(name="unrest", actor=actor, values=values)
    for actor, values in ((None, (3.0, 9.0, 4.0)), ("AAA", (1.0, 2.0, 2.0)), ("BBB", ()))
)
FORECAST = Made(
    outcomes=(path(None, 4.0), path("AAA", 2.0), path("BBB", 1.0)),
    recorded=RECORDED,
    futures=1000,
    seed=7,
    contains="chance",
)
PORTFOLIOS = tuple(
    Made(name=name, title=title, description=f"{title} in a sentence.")
    for name, title in (
        ("do_nothing", "Do nothing new"),
        ("human_security_first", "Human security first"),
        ("unscreened_assistance", "Security assistance without screening"),
    )
)
SCENARIOS = (Made(name="inward", title="Moscow turns inward", description="It looks to itself."),)


def outcome(name, title, side):
    return Made(name=name, title=title, meaning=HOSTILE, unit="acts per year", better="low", side=side)


OUTCOMES = (
    outcome("breakdown", "Breakdown", "stability"),
    outcome("repression", "Repression", "who pays"),
)


def paired(portfolio, against, outcome, mean):
    return Made(
        portfolio=portfolio,
        against=against,
        scenario="inward",
        outcome=outcome.name,
        difference=estimate(mean, mean - 0.2, mean + 0.21, outcome.unit, "assumed", ()),
        probability_better=0.5 - mean,
        moves=0 if abs(mean) <= 0.05 else -1 if mean > 0.0 else 1,
        assumed_share=0.83 if mean else None,
    )


def comparison(stability=-0.3, who_pays=-0.3, rival=0.0):
    """A comparison in which human security first moves each side by so much; lower is better.

    ``rival`` is how much its rival moves stability.
    """
    cells = tuple(
        Made(
            portfolio=portfolio.name,
            scenario="inward",
            outcome=outcome.name,
            estimate=estimate(0.31, 0.1, 0.52, outcome.unit, "assumed", ()),
        )
        for portfolio in PORTFOLIOS
        for outcome in OUTCOMES
    )
    nothing, first, second = (portfolio.name for portfolio in PORTFOLIOS)
    steady, paying = OUTCOMES
    pairs = (
        paired(first, nothing, steady, stability),
        paired(first, nothing, paying, who_pays),
        paired(second, nothing, steady, rival),
        paired(second, nothing, paying, 0.2),
        paired(first, second, steady, 0.0),
    )
    assumed = estimate(0.3, -0.2, 0.8, "log rate ratio", "assumed", ())
    leaning = {"reason": "the brief says so", "source": ""}
    more = estimate(0.2, 0.1, 0.4, "acts per year", "assumed", ())
    return Made(
        outcomes=OUTCOMES,
        cells=cells,
        paired=pairs,
        assumptions=(Made(title="Aid lowers unrest", estimate=assumed, **leaning),),
        flags=("Stability here is bought with repression.",),
        harmed=(
            Made(member="AAA", portfolio=second, scenario="inward", difference=more, probability_worse=0.8),
        ),
        costs=(Made(portfolio=second, lever="border_services", estimate=assumed, **leaning),),
        contains="chance",
        futures=1000,
    )


META = Meta("0.1.0", EVIDENCE.release, 7, 1000, "regimelab brief made_up", "manifest.json")


def inputs(**more):
    fields = {
        "region": REGION,
        "evidence": EVIDENCE,
        "measures": (measure(),),
        "claims": CLAIMS,
        "meta": META,
        "hindcast": HINDCAST,
        "forecast": FORECAST,
        "comparison": comparison(),
        "portfolios": PORTFOLIOS,
        "scenarios": SCENARIOS,
    }
    return BriefInputs(**(fields | more))
