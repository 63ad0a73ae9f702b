"""Opening a case: how deep, by whose ladder, and with what is known of the state already."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, UsageError, suggestion
from regimelab.evidence import Evidence
from regimelab.evidence.seen import day_of
from regimelab.reading.problems import validate, within
from regimelab.reading.toml import read_toml
from regimelab.screening.bank import Bank, newest
from regimelab.screening.case import SCHEMA_VERSION, Answer, Proposal, Screening
from regimelab.screening.chain import head_of, logged
from regimelab.screening.scales import Depth, Stage
from regimelab.study.opening import Asked
from regimelab.study.result import Result
from regimelab.study.screening.files import (
    create_case,
    now,
    open_case,
    save_case,
    today,
)
from regimelab.study.screening.ground import (
    evidence_by,
    evidence_of,
    refuse_portfolio,
    result_of,
)
from regimelab.study.screening.shown import Checked


@dataclass(frozen=True)
class NewCase:
    """What a case is opened with; ``ladder`` names who signs, where an institution has its own words."""

    proposal: Proposal
    author: str
    as_of: date | None = None
    depth: str | None = None
    ladder: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])


def new_screening(
    path: Path, passphrase: str, given: NewCase, asked: Asked, force: bool = False
) -> Result[Checked]:
    """Open a case: its class decides how deep it is looked into; it may go deeper, never shallower."""
    bank, proposal = newest(), given.proposal
    classes = bank.rules.classes
    if proposal.kind not in classes:
        what = f"'{proposal.kind}' is not a class of proposal."
        raise InvalidInput(Problem("proposal.kind", what, suggestion(proposal.kind, classes)))
    person = proposal.person_specific or classes[proposal.kind].person_specific
    evidence = evidence_by(asked, proposal.region, given.as_of)
    _refuse_strangers(proposal, evidence)
    refuse_portfolio(proposal.portfolio, evidence)
    case = Screening(
        schema_version=SCHEMA_VERSION,
        bank_version=bank.version,
        evidence_release=evidence.release,
        id=f"S-{secrets.token_hex(4)}",
        author=given.author,
        opened=today(),
        as_of=given.as_of or today(),
        proposal=proposal.model_copy(update={"person_specific": person}),
        depth=_depth(given.depth, classes[proposal.kind].depth, person),
        ladder={level: tuple(roles) for level, roles in _ladder(given.ladder, bank).items()},
    )
    opened = create_case(path, logged(case, given.author, "opened", now()), passphrase, force)
    return result_of(opened.case, bank, evidence)


def proposal_of(given: Mapping[str, object]) -> Proposal:
    """Read a proposal, or say everything that is wrong with it."""
    proposal, problems = validate(
        Proposal, {name: value for name, value in given.items() if value is not None}
    )
    if proposal is None:
        raise InvalidInput(within("proposal", problems))
    return proposal


def read_ladder(file: Path | None) -> Mapping[str, Sequence[str]]:
    """Read an institution's own ladder of signatures; none for the ladder of the rules."""
    if file is None:
        return {}
    raw, problems = read_toml(file)
    ladder = raw.get("ladder")
    if not problems and not isinstance(ladder, Mapping):
        problems = [Problem(f"{file}: ladder", "this table is required but missing.", "Add [ladder].")]
    if problems:
        raise InvalidInput(problems)
    assert isinstance(ladder, Mapping)
    strange = [
        Problem(f"{file}: ladder.{level}", "is not a list of roles.", 'Write LOW = ["...", "..."].')
        for level, roles in ladder.items()
        if not isinstance(roles, list) or not all(isinstance(role, str) and role.strip() for role in roles)
    ]
    if strange:
        raise InvalidInput(strange)
    return {str(level): tuple(roles) for level, roles in ladder.items()}


def day_named(text: str | None) -> date | None:
    """Read the day that a case is judged on; none for today."""
    return day_of(text) if text else None


def reuse_context(
    path: Path, passphrase: str, source: Path, source_passphrase: str, asked: Asked, by: str
) -> Result[Checked]:
    """Take the answers about the state from another case of the same hosts, with their author and day.

    What somebody answered in this case stays.
    """
    bank, opened, other = newest(), open_case(path, passphrase), open_case(source, source_passphrase).case
    if other.proposal.hosts != opened.case.proposal.hosts:
        hers, ours = (", ".join(one.proposal.hosts) for one in (other, opened.case))
        what = f"it is about {hers}, this one about {ours}."
        raise InvalidInput(Problem(str(source), what, "Take the context from a case of the same states."))
    mark = f"{other.id}@{head_of(other)[:12]}"
    here = {one.id: one for one in opened.case.answers}
    context = {
        one.id: _taken_over(one, here.get(one.id), mark)
        for one in other.answers
        if one.id in bank.by_id and bank.by_id[one.id].stage is Stage.CONTEXT
        if one.id not in here or here[one.id].from_context
    }
    kept = tuple(one for one in opened.case.answers if one.id not in context)
    case = opened.case.model_copy(update={"answers": (*kept, *context.values()), "context_ref": mark})
    saved = save_case(
        opened, logged(case, by, "context", now(), f"{len(context)} answers of {mark}"), passphrase
    )
    return result_of(saved.case, bank, evidence_of(saved.case, asked))


def _taken_over(answer: Answer, before: Answer | None, mark: str) -> Answer:
    """Mark an answer and its views as another case's; views given in this case stay beside it."""
    views = tuple(one.model_copy(update={"from_context": mark}) for one in answer.views)
    here = tuple(one for one in (before.views if before else ()) if not one.from_context)
    return answer.model_copy(update={"from_context": mark, "views": (*views, *here)})


def _depth(given: str | None, least: Depth, person: bool) -> Depth:
    """Settle the depth: as deep as the class asks, full for a person, deeper where somebody wants it."""
    least = Depth.FULL if person else least
    if given is None:
        return least
    if given not in list(Depth):
        raise UsageError(Problem("--depth", f"'{given}' is not a depth.", suggestion(given, list(Depth))))
    if Depth(given).rank < least.rank:
        what = f"a proposal of this class is looked into at {least.value} depth at least."
        raise UsageError(Problem("--depth", what, "Nothing is exempt; go deeper, or leave it out."))
    return Depth(given)


def _ladder(given: Mapping[str, Sequence[str]], bank: Bank) -> Mapping[str, Sequence[str]]:
    known = bank.rules.ladder
    problems = [
        Problem(f"ladder.{level}", f"'{level}' is not a level that is signed.", suggestion(level, known))
        for level in given
        if level not in known
    ]
    problems += [
        Problem(
            f"ladder.{level}", "it takes at least two roles, each of its own.", "Two persons sign, at least."
        )
        for level, roles in given.items()
        if level in known and len(set(roles)) < 2
    ]
    if problems:
        raise InvalidInput(problems)
    return given


def _refuse_strangers(proposal: Proposal, evidence: Evidence) -> None:
    members = [member.code for member in evidence.region.members]
    problems = [
        Problem(
            "proposal.hosts",
            f"'{host}' is not a member of {evidence.region.code}.",
            suggestion(host, members),
        )
        for host in proposal.hosts
        if host not in members
    ]
    if problems:
        raise InvalidInput(problems)
