"""A case as documents: page, PDF, JSON; in full for those who decide, or as a public summary."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from regimelab.report.language import ENGLISH, say, speaking
from regimelab.report.screening.document import Document
from regimelab.report.screening.full import full_document
from regimelab.report.screening.page import page_of
from regimelab.report.screening.pdf import pdf_of
from regimelab.report.screening.public import public_document
from regimelab.report.screening.redact import REDACTED
from regimelab.screening import NOTICE
from regimelab.screening.bank import newest
from regimelab.screening.case import Screening
from regimelab.screening.signing import standing
from regimelab.screening.watching import gone_and_changed, judged
from regimelab.study.opening import Asked
from regimelab.study.plain import plain
from regimelab.study.result import Result
from regimelab.study.screening.files import open_case, refuse_personal
from regimelab.study.screening.ground import acts_of, evidence_of, result_of
from regimelab.study.screening.shown import Checked, shown


def export_screening(
    path: Path,
    passphrase: str,
    asked: Asked,
    forms: Sequence[str] = ("html",),
    public: bool = False,
    language: str = ENGLISH,
) -> Result[Checked]:
    """Write a case in some forms, in a language; a person's pseudonym and facts are redacted in all."""
    case, bank = open_case(path, passphrase).case, newest()
    refuse_personal(case)
    evidence = evidence_of(case, asked)
    acts = acts_of(evidence)
    assessed = judged(case, bank, acts, case.day)
    names = {member.code: member.name for member in evidence.region.members}
    make = public_document if public else full_document
    with speaking(language):
        document = make(case, assessed, standing(case, assessed), bank, names)
    gone, changed = gone_and_changed(case, acts)
    found = redacted(shown(case, assessed, bank, gone, changed), case)
    write: dict[str, Callable[[], bytes]] = {
        "html": lambda: page_of(document).encode(),
        "pdf": lambda: pdf_of(document, case.as_of),
        "json": lambda: _json(document, None if public else found),
    }
    stem = f"{case.id}-public" if public else case.id
    files = {f"{stem}.{form}": write[form]() for form in forms}
    told = result_of(case, bank, evidence)
    return Result(told.data, told.rows, told.release, told.warnings, files=files)


def redacted(found: Checked, case: Screening) -> object:
    """Take the pseudonym and the facts out of a result."""
    text = json.dumps(plain(found), ensure_ascii=False)
    for part in () if case.case is None else (case.case.pseudonym, *case.case.facts):
        text = text.replace(json.dumps(part, ensure_ascii=False)[1:-1], say(REDACTED))
    return json.loads(text)


def _json(document: Document, found: object) -> bytes:
    body = {"schema": "regimelab.screening.export/1", "notice": NOTICE, "document": document, "result": found}
    return (json.dumps(plain(body), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
