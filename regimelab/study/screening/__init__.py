"""Screening a proposal: the case file, the evidence beside each question, the result, what happens after."""

from regimelab.study.screening.answer import add_to, edit_screening, read_edits, suggest_evidence, template_of
from regimelab.study.screening.begin import NewCase, new_screening, reuse_context
from regimelab.study.screening.catalogue import question_bank
from regimelab.study.screening.desk import Desk, open_desk
from regimelab.study.screening.export import export_screening
from regimelab.study.screening.files import open_case, save_case
from regimelab.study.screening.follow import compare_screenings, recheck_screenings, register_screenings
from regimelab.study.screening.ground import drawers_of
from regimelab.study.screening.judge import check_screening, sign_screening, simulate_screening

__all__ = [
    "Desk",
    "NewCase",
    "check_screening",
    "compare_screenings",
    "drawers_of",
    "add_to",
    "edit_screening",
    "export_screening",
    "new_screening",
    "open_case",
    "open_desk",
    "question_bank",
    "read_edits",
    "recheck_screenings",
    "register_screenings",
    "reuse_context",
    "save_case",
    "sign_screening",
    "simulate_screening",
    "suggest_evidence",
    "template_of",
]
