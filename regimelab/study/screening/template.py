"""A file of answers to fill in: every open question with what its answers mean and the evidence beside it."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from regimelab.screening import NOTICE
from regimelab.screening.bank import Bank
from regimelab.study.screening.drawer import Opened

WIDTH = 108


def template(opened: Sequence[Opened], bank: Bank, case_id: str) -> str:
    """Write the file; what keeps its mark of comment is left out when the file is read."""
    lines = [f"# Answers for case {case_id}.", *_comment(NOTICE), *_comment(_HOW), "", 'by = ""', ""]
    for one in opened:
        lines += [*_question(one), ""]
    lines += list(_rest(bank))
    return "\n".join(lines) + "\n"


REST = """\
── Risks: one for each question of stage 3 that is not without concern. Likelihood:
LIKELIHOOD
Severity for people:
SEVERITY
[[risks]]
question = "Q3.13"
likelihood = 2
severity = 3
proximity = "indirect"  # direct, significant, indirect, remote
mitigability = "medium"  # high, medium, low, none
rationale = ""

── What is lost by not engaging: influence, substitution, unprotected
[[not_engaging]]
kind = "influence"
likelihood = 3
severity = 2
rationale = ""

── Mitigations; each counts once it has an owner and a date
MITIGATIONS
[[mitigations]]
key = "independent_monitor"
questions = ["Q3.13"]
owner = ""  # a post, no name
due = 2024-01-31
cost = ""

── Stop triggers
TRIGGERS
[[triggers]]
key = "allegation"

── Decision
[decision]
outcome = "approve"  # approve, refuse, alternative
reason = ""
"""
_HOW = (
    "Take away the marks of comment before the lines that you fill in, and read the file in with "
    "'regimelab screen edit FILE --answers THIS'. Names of persons, telephone and passport numbers are "
    "refused: write pseudonyms, such as P-1."
)


def _question(one: Opened) -> Iterator[str]:
    mark = " [unverified]" if one.unverified else ""
    yield f"# ── {one.id} {one.title}{mark} ({one.stage})"
    yield from _comment(one.question)
    for answer, meaning in one.means.items():
        yield from _comment(f"{answer}: {meaning}")
    for basis in one.basis:
        yield from _comment(f"[{basis.mark}] {basis.text}{f' ({basis.source})' if basis.source else ''}")
    for item in one.items:
        against = "against comfort, must be answered" if item.must_answer else "against comfort"
        side = against if item.contrary else "beside"
        stale = ", stale" if item.stale else ""
        yield from _comment(f"{item.ref} {item.date} {item.family}{stale} ({side}): {item.text}")
    yield "# [[answers]]"
    yield f'# id = "{one.id}"'
    yield '# answer = "unknown"  # no_concern, some, serious, unknown, n/a'
    yield '# rationale = ""'
    yield '# confidence = "medium"  # high, medium, low'
    must = [
        f'{{ ref = "{item.ref}", contrary = true, reply = "" }}' for item in one.items if item.must_answer
    ]
    yield f"# evidence = [{', '.join(must)}]"
    if one.flags:
        told = ", ".join(f'{name} = "unknown"' for name in one.flags)
        yield f"# flags = {{ {told} }}  # yes, no, unknown"


def _rest(bank: Bank) -> Iterator[str]:
    """Show the parts that are no questions: risks, what is lost, mitigations, triggers, the decision."""
    told = {
        "LIKELIHOOD": "; ".join(f"{band} {text}" for band, text in bank.rules.likelihood.items()),
        "SEVERITY": "; ".join(f"{band} {text}" for band, text in bank.rules.severity.items()),
        "MITIGATIONS": "; ".join(f"{one.key}: {one.title}" for one in bank.mitigations),
        "TRIGGERS": "; ".join(f"{one.key}: {one.title}" for one in bank.triggers),
    }
    for line in REST.splitlines():
        yield from _comment(told[line]) if line in told else [line and f"# {line}"]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH)]
