"""Cases made for tests: golden files filled in by their own rule, on the region's evidence or on none."""

import tomllib
from datetime import date
from pathlib import Path

from regimelab.reading.problems import validate
from regimelab.screening.bank import newest
from regimelab.screening.case import SCHEMA_VERSION, Proposal, Screening
from regimelab.screening.chain import logged
from regimelab.screening.editing import edited
from regimelab.screening.edits import Edits
from regimelab.screening.effect import Alternative, EffectRow, RegimeEffect
from regimelab.screening.evidence import Cited
from regimelab.screening.safeguards import Looked, Pen
from regimelab.screening.scales import Depth, Family

GOLDEN = Path(__file__).parent / "screening" / "golden"
BANK = newest()
DAY = date(2023, 7, 1)
AT = "2023-07-01T09:00:00+00:00"
AUTHOR = "Desk officer 3"
CONTAINS = (
    "the uncertainty of the fitted model, that of what levers are assumed to do and of hosts' consent, "
    "that of what is assumed of the scenario, and chance"
)
SECRET = "four random words here"


def document(ref, family, day=date(2023, 5, 2), contrary=False, reply=""):
    """An example document: what it says does not matter, whose it is and of when does."""
    return Cited(
        ref=ref,
        family=Family(family),
        language="en",
        date=day,
        hash="ab" * 32,
        title=f"Example document {ref}",
        quote="an example",
        span="p. 1",
        contrary=contrary,
        reply=reply,
    )


SUPPORT = (document("DOC1", "official"), document("DOC2", "igo"))


def blind(given, where):
    """Look up nothing: documents are cited as they are."""
    return given if isinstance(given, Cited) else document(given.ref, "media", contrary=given.contrary)


NOTHING = Looked(blind, lambda question: (), lambda watch, states: ())


def opened(kind="capacity_building", hosts=("TJK",), person=False, depth=None, **more):
    """Open a case as the study does, without evidence or file."""
    known = BANK.rules.classes[kind]
    person = person or known.person_specific
    proposal = Proposal(
        title="An example proposal",
        summary="It is made for a test.",
        kind=kind,
        hosts=hosts,
        person_specific=person,
        recipient=more.pop("recipient", "border service, training centre; interior ministry"),
    )
    case = Screening(
        schema_version=SCHEMA_VERSION,
        bank_version=BANK.version,
        evidence_release="2023-06-30+0123456789ab",
        id="S-0123abcd",
        author=AUTHOR,
        opened=DAY,
        as_of=DAY,
        proposal=proposal.model_copy(update=more),
        depth=Depth(depth) if depth else Depth.FULL if person else known.depth,
    )
    return logged(case, AUTHOR, "opened", AT)


def simulated():
    """A small simulated effect, with portfolios and scenarios by code and by title."""
    rows = tuple(
        EffectRow(
            scenario=scenario, scenario_title=title, outcome="repression", title="Repression",
            side="who pays", better="low", unit="acts per year", estimate=estimate, low=-0.5, high=2.5,
            probability_better=0.2, moves=-1, basis="assumed",
        )
        for scenario, title, estimate in (
            ("baseline", "As now", 1.25),
            ("moscow_turns_inward", "Moscow turns inward", 0.5),
        )
    )  # fmt: skip
    return RegimeEffect(
        run_id="8", portfolio="unscreened_security_assistance", against="do_nothing", seed=0, futures=10,
        portfolio_title="Security assistance without screening", against_title="Do nothing new", months=12,
        release="11", model="regimelab 0.1.0, code 0123456789ab", contains=CONTAINS, made_on=DAY, rows=rows,
        alternatives=(Alternative(portfolio="human_security_first", title="Human security first"),),
    )  # fmt: skip


def with_edits(case, raw, looked=NOTHING, by=AUTHOR, bank=BANK):
    """Add what a file of answers would say."""
    edits, problems = validate(Edits, raw)
    assert edits is not None, problems
    return edited(case, edits, Pen(by, DAY, AT), bank, looked)


def answer(name, says, evidence=SUPPORT, **more):
    """An answer in a word; no concern comes with two documents of two families."""
    question = BANK.by_id[name]
    flags = {flag.name: "no" for flag in question.flags}
    base = {"id": name, "answer": says, "rationale": "for the test", "evidence": list(evidence)}
    return {**base, "flags": flags, **more}


def filled(case, says="no_concern", looked=NOTHING, but=(), /, **edits):
    """Answer everything that is asked in one word, but for the questions named."""
    named = {one["id"] for one in edits.get("answers", ())}
    answers = [
        answer(one.id, says, (*SUPPORT, *against(looked, one.id, says)))
        for one in BANK.asked(case.depth, case.proposal.person_specific)
        if one.id not in named and one.id not in but
    ]
    rest = dict(edits)
    rest["answers"] = [*answers, *edits.get("answers", ())]
    if case.depth is not Depth.LIGHT:
        rest.setdefault("not_engaging", LOSSES)
        rest.setdefault("triggers", [{"key": "allegation"}])
    if case.proposal.person_specific:
        rest.setdefault(
            "case", {"pseudonym": "P-1", "facts": ["a case made for a test"], "requesting_state": "TJK"}
        )
    return with_edits(case, rest, looked)


def against(looked, name, says):
    """What speaks against comfort, with a reply."""
    if says != "no_concern":
        return ()
    return tuple({"ref": ref, "contrary": True, "reply": "not by this unit"} for ref in looked.contrary(name))


LOSSES = [
    {"kind": kind, "likelihood": 2, "severity": 2, "rationale": "for the test"}
    for kind in ("influence", "substitution", "unprotected")
]


def golden(path, looked=NOTHING):
    """Read a golden file: its expectation, and the case that it describes."""
    read = tomllib.loads(path.read_text())
    expected, told = read.pop("expect"), read.pop("proposal")
    fill, but = read.pop("fill", ""), tuple(read.pop("but", ()))
    read["answers"] = [_told(one, looked) for one in read.pop("answers", [])]
    hosts = tuple(told["hosts"])
    case = opened(told["kind"], hosts, title=told["title"], summary=told["summary"])
    if not fill:
        return expected, with_edits(case, read, looked)
    return expected, filled(case, fill, looked, but, **read)


def _told(one, looked):
    """Read an answer of a golden file; ``answered`` brings two documents and replies to what is shown."""
    documents = {each.ref: each for each in SUPPORT}
    evidence = [documents.get(ref, ref) for ref in one.pop("evidence", ())]
    stale = one.pop("stale", False)
    if one.pop("answered", False):
        held = (document("DOC1", "official", date(2018, 5, 2)), SUPPORT[1]) if stale else SUPPORT
        evidence = [*held, *against(looked, one["id"], "no_concern")]
    return answer(one.pop("id"), one.pop("answer"), evidence, **one)
