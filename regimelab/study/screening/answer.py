"""Filling a case: the evidence beside each question, and the answers that a person gives."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.reading.problems import validate, within
from regimelab.reading.toml import read_toml
from regimelab.screening.bank import newest
from regimelab.screening.editing import edited
from regimelab.screening.edits import Archived, Edits
from regimelab.screening.safeguards import Pen
from regimelab.study.opening import Asked
from regimelab.study.result import Result
from regimelab.study.screening.drawer import SHOWN, Drawers, Opened
from regimelab.study.screening.files import (
    CaseFile,
    now,
    open_case,
    save_case,
    today,
)
from regimelab.study.screening.ground import drawers_of, refuse_portfolio, result_of
from regimelab.study.screening.shown import Checked
from regimelab.study.screening.template import template


def read_edits(file: Path) -> Edits:
    """Read a file of answers, or say everything that is wrong with it; its documents lie beside it."""
    raw, problems = read_toml(file)
    if not problems:
        edits, problems = validate(Edits, raw)
        if edits is not None:
            return _beside(edits, file.parent)
    raise InvalidInput(
        within(str(file), problems) if not problems[0].where.startswith(str(file)) else problems
    )


def edit_screening(path: Path, passphrase: str, edits: Edits, asked: Asked, by: str = "") -> Result[Checked]:
    """Add answers, risks and the rest to a case; all that is wrong is named, and nothing kept."""
    opened = open_case(path, passphrase)
    drawers = drawers_of(opened.case, asked)
    saved = add_to(opened, passphrase, edits, drawers, by)
    return result_of(saved.case, drawers.bank, drawers.evidence)


def add_to(opened: CaseFile, passphrase: str, edits: Edits, drawers: Drawers, by: str = "") -> CaseFile:
    """Add to a case that is open already, as a form does after each answer, and save it."""
    author = by or edits.by
    if not author.strip():
        remedy = "Give --by, or 'by' in the file."
        raise UsageError(Problem("--by", "a person answers, and has to be named.", remedy))
    if edits.proposal:
        refuse_portfolio(edits.proposal.portfolio, drawers.evidence)
    pen = Pen(author, today(), now())
    case = edited(opened.case, edits, pen, drawers.bank, replace(drawers, case=opened.case).looked)
    return save_case(opened, case, passphrase) if case != opened.case else opened


def suggest_evidence(
    path: Path, passphrase: str, asked: Asked, questions: Sequence[str] = (), limit: int = SHOWN
) -> Result[tuple[Opened, ...]]:
    """Open the drawers of some questions, or of all that are asked: the tool suggests, a person answers."""
    case = open_case(path, passphrase).case
    drawers = drawers_of(case, asked)
    bank = drawers.bank.at(case.bank_version)
    every = bank.asked(case.depth, case.proposal.person_specific)
    chosen = [bank.question(name, "--question") for name in questions] or every
    found = tuple(drawers.opened(question, limit) for question in chosen)
    rows = tuple({"question": one.id, **vars(item)} for one in found for item in one.items)
    return Result(found, rows, drawers.evidence.release)


def template_of(path: Path, passphrase: str, opened: Sequence[Opened]) -> str:
    """Write a file of answers to fill in, with the questions and their evidence as comments."""
    return template(opened, newest(), open_case(path, passphrase).case.id)


def _beside(edits: Edits, folder: Path) -> Edits:
    """Read the files of documents from where the file of answers lies."""

    def placed(one: object) -> object:
        if isinstance(one, Archived) and one.file and not Path(one.file).expanduser().is_absolute():
            return one.model_copy(update={"file": str(folder / one.file)})
        return one

    update = {
        part: tuple(
            row.model_copy(update={"evidence": tuple(placed(one) for one in row.evidence)})
            for row in getattr(edits, part)
        )
        for part in ("answers", "mitigations")
    }
    return edits.model_copy(update=update)
