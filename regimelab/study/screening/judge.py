"""Judging a case: what is missing and what follows, the simulated regime, the signatures."""

from math import isfinite
from pathlib import Path

from regimelab.errors import EvidenceMissing, Problem, UsageError
from regimelab.screening.bank import newest
from regimelab.screening.chain import logged
from regimelab.screening.scales import Opinion
from regimelab.screening.signing import sign
from regimelab.screening.watching import gone_and_changed, judged
from regimelab.study.opening import Asked
from regimelab.study.result import Progress, Result, silent
from regimelab.study.screening.files import (
    now,
    open_case,
    save_case,
    today,
)
from regimelab.study.screening.ground import acts_of, asked_of, evidence_of, result_of
from regimelab.study.screening.shown import Checked


def check_screening(path: Path, passphrase: str, asked: Asked, anchor: str = "") -> Result[Checked]:
    """Check a case: its log, its evidence, what is missing, and the result as it stands."""
    opened = open_case(path, passphrase, anchor)
    return result_of(opened.case, newest(), evidence_of(opened.case, asked))


def simulate_screening(
    path: Path,
    passphrase: str,
    asked: Asked,
    by: str,
    seed: int = 0,
    futures: int = 1000,
    months: int = 24,
    budget: float | None = None,
    progress: Progress = silent,
) -> Result[Checked]:
    """Simulate the regime with the proposal and without, on the same seeds, and keep it in the case.

    A budget a year asks the portfolio optimiser for alternatives that cross no red line.
    """
    from regimelab.study.screening.effect import optimised, regime_effect

    if budget is not None and not isfinite(budget):
        raise UsageError(Problem("--budget", f"{budget} is not a sum of money.", "Give 0 or more."))
    opened = open_case(path, passphrase)
    question = asked_of(opened.case, asked, opened.case.as_of)
    effect = regime_effect(opened.case, question, today(), seed, futures, months, progress)
    if budget is not None:
        found = tuple(optimised(question, budget, months, seed, progress))
        effect = effect.model_copy(update={"alternatives": (*effect.alternatives, *found)})
    changed = opened.case.model_copy(update={"regime_effect": effect})
    case = logged(changed, by, "simulated", now(), f"run {effect.run_id}, seed {seed}, {futures} futures")
    saved = save_case(opened, case, passphrase)
    return result_of(saved.case, newest(), evidence_of(case, asked))


def sign_screening(
    path: Path, passphrase: str, asked: Asked, role: str, by: str, opinion: str = "approve", note: str = ""
) -> Result[Checked]:
    """Sign a case in a role: never an author, never twice, never a bar, and only what is complete."""
    opened, bank = open_case(path, passphrase), newest()
    evidence = evidence_of(opened.case, asked)
    acts = acts_of(evidence)
    gone, changed = gone_and_changed(opened.case, acts)
    if (gone or changed) and opinion == Opinion.APPROVE:
        lost = ", ".join((*gone, *changed))
        what = f"evidence that it rests on is gone or altered in {evidence.release}: {lost}."
        raise EvidenceMissing(
            Problem(str(path), what, "Answer these questions again with evidence that is there.")
        )
    assessed = judged(opened.case, bank, acts, opened.case.day)
    case = sign(opened.case, assessed, role, by, Opinion(opinion), today(), now(), note)
    saved = save_case(opened, case, passphrase)
    return result_of(saved.case, bank, evidence)
