"""Signing: two persons at least, none of them an author; a bar cannot be approved by anybody."""

from dataclasses import dataclass
from datetime import date

from regimelab.errors import InvalidInput, Problem, UsageError, suggestion
from regimelab.screening.assess import Assessed
from regimelab.screening.case import Screening, SignOff
from regimelab.screening.chain import body_of, logged
from regimelab.screening.persons import authors, same_person
from regimelab.screening.scales import Level, Opinion


@dataclass(frozen=True)
class Standing:
    """Where a case stands with its signatures: which hold, which are void, which roles are open."""

    status: str
    holding: tuple[SignOff, ...]
    void: tuple[SignOff, ...]
    open_roles: tuple[str, ...]


def standing(case: Screening, assessed: Assessed) -> Standing:
    """Tell which signatures hold: those under the contents as they are, for the level as it stands.

    Whoever wrote any of it signs nothing, in a file of an earlier version either.
    """
    body, wrote = body_of(case), authors(case)
    level = assessed.stands.name if assessed.stands is not None else ""
    holding = tuple(
        one
        for one in case.signoffs
        if one.body == body
        and one.level in (level, "")
        and not any(same_person(one.by, author) for author in wrote)
    )
    void = tuple(one for one in case.signoffs if one not in holding)
    approved = {one.role for one in holding if one.opinion is Opinion.APPROVE}
    open_roles = tuple(role for role in assessed.roles if role not in approved)
    return Standing(_status(case, assessed, holding, open_roles), holding, void, open_roles)


def _status(
    case: Screening, assessed: Assessed, holding: tuple[SignOff, ...], open_roles: tuple[str, ...]
) -> str:
    if case.closed:
        return "closed"
    if any(one.opinion is Opinion.REFUSE for one in holding):
        return "refused"
    if assessed.stands is Level.BAR:
        return "barred"
    if assessed.level is None:
        return "incomplete"
    if case.decision is None:
        return "assessed"
    seconded = case.decision.override is None or any(
        same_person(one.by, case.decision.override.seconded_by) for one in holding
    )
    signed = seconded and not open_roles and bool(assessed.roles)
    done = "approved" if case.decision.outcome == "approve" else "refused"
    return done if signed else "in signature"


def sign(
    case: Screening,
    assessed: Assessed,
    role: str,
    by: str,
    opinion: Opinion,
    day: date,
    at: str,
    note: str = "",
) -> Screening:
    """Sign a case in a role, or say everything that keeps this person from it."""
    problems = _refusals(case, assessed, role, by, opinion)
    if problems:
        raise InvalidInput(problems)
    level = assessed.stands.name if assessed.stands is not None else ""
    signature = SignOff(role=role, by=by, on=day, opinion=opinion, note=note, level=level, body=body_of(case))
    signed = case.model_copy(update={"signoffs": (*case.signoffs, signature)})
    return logged(signed, by, "signed", at, f"{opinion.value} as {role}")


def _refusals(case: Screening, assessed: Assessed, role: str, by: str, opinion: Opinion) -> list[Problem]:
    roles = assessed.roles
    problems: list[Problem] = []
    if not by.strip():
        raise UsageError(Problem("--by", "whoever signs has to be named.", "Give --by."))
    if role not in roles:
        problems.append(Problem("role", f"'{role}' does not sign this level.", suggestion(role, roles)))
    if any(same_person(by, one) for one in authors(case)):
        what = f"{by} is an author of this file; who approves is somebody else."
        problems.append(Problem("by", what, "Have another person sign."))
    problems += _already(case, assessed, role, by)
    if opinion is Opinion.APPROVE:
        problems += _unapprovable(case, assessed)
    return problems


def _already(case: Screening, assessed: Assessed, role: str, by: str) -> list[Problem]:
    holding = standing(case, assessed).holding
    problems = [
        Problem("by", f"{by} signed already, as {one.role}.", "Each role is another person.")
        for one in holding
        if same_person(one.by, by)
    ]
    if any(one.role == role for one in holding):
        problems.append(Problem("role", f"'{role}' has signed already.", "Sign in a role that is open."))
    return problems


def _unapprovable(case: Screening, assessed: Assessed) -> list[Problem]:
    if assessed.at_least is Level.BAR:
        bars = "; ".join(one.why for one in assessed.bars)
        remedy = "It can be recorded and refused; offer an alternative. No override lifts a bar."
        return [Problem("level", f"the proposal is barred: {bars}.", remedy)]
    if assessed.level is None:
        what = f"{len(assessed.missing)} things are missing."
        return [Problem("level", what, "'regimelab screen check' lists them.")]
    if case.decision is None:
        return [Problem("decision", "there is no decision to sign.", "Give [decision] with 'screen edit'.")]
    return override_problems(case, assessed)


def override_problems(case: Screening, assessed: Assessed) -> list[Problem]:
    """Find what is wrong with an override: no bar is lifted, and nobody seconds himself."""
    override = case.decision.override if case.decision else None
    if override is None:
        return []
    if assessed.at_least is not Level.HIGH:
        what = f"an override takes HIGH as MEDIUM and nothing else; the level is {assessed.at_least.name}."
        remedy = "No override lifts a bar." if assessed.at_least is Level.BAR else "Drop it."
        return [Problem("decision.override", what, remedy)]
    if same_person(override.by, override.seconded_by) or any(
        same_person(override.seconded_by, one) for one in authors(case)
    ):
        what = "whoever seconds an override is neither its author nor an author of the file."
        return [Problem("decision.override.seconded_by", what, "Name another person.")]
    return []
