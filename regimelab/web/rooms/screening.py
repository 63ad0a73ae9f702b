"""Screening: a case file of the user's disk as a form; asked by POST, for an address shows what is asked."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, SecretStr

from regimelab.report.language import ENGLISH, speaking
from regimelab.study.screening.cases import CasesShown, ChangedSince, DeskShown, Difference, Shut
from regimelab.study.screening.drawer import SHOWN, Opened
from regimelab.web.answer import answer
from regimelab.web.asked import Strict
from regimelab.web.guard import problems
from regimelab.web.held import held
from regimelab.web.speech import LanguageAsked

router = APIRouter(tags=["screening"], prefix="/screening")
Found = TypeVar("Found")
Name = Annotated[str, Field(min_length=1, max_length=1000)]
Key = Annotated[str, Field(min_length=1, max_length=80)]


class Spoken(Strict):
    """In which language it is told; it stands beside what is asked, for the address says nothing."""

    lang: LanguageAsked = ENGLISH


class CaseOpened(Spoken):
    """A case of the list, its passphrase, and who writes."""

    case: Name
    passphrase: Annotated[SecretStr, Field(min_length=1, max_length=1000)]
    by: Annotated[str, Field(min_length=1, max_length=200)]


class DeskAsked(Spoken):
    """A desk that is open."""

    desk: Key


class DrawerAsked(DeskAsked):
    """The drawer of a question, and how many pieces of evidence it shows."""

    question: Key
    limit: Annotated[int, Field(ge=1, le=500)] = SHOWN


class CasesCompared(DeskAsked):
    """Another case of the list, and its passphrase where that is another one."""

    other: Name
    passphrase: Annotated[SecretStr, Field(max_length=1000)] = SecretStr("")


class CaseSaved(DeskAsked):
    """What is added, as a file of answers has it, and the line of the log that the window last saw."""

    head: Annotated[str, Field(max_length=80)]
    edits: dict[str, Any]


@router.get("", response_model=CasesShown)
async def cases(request: Request) -> Response:
    """List the case files that may be opened."""
    return await _told(request, ENGLISH, held(request).cases.shown)


@router.post("/open", response_model=DeskShown)
async def opening(request: Request, asked: CaseOpened) -> Response:
    """Open a case with its passphrase, which stays in the server's memory alone."""
    here, secret = held(request).cases, asked.passphrase.get_secret_value()
    return await _told(request, asked.lang, lambda: here.open(asked.case, secret, asked.by))


@router.post("/form", response_model=DeskShown)
async def form(request: Request, asked: DeskAsked) -> Response:
    """Show an open case as it stands."""
    return await _told(request, asked.lang, lambda: held(request).cases.form(asked.desk))


@router.post("/drawer", response_model=Opened)
async def drawer(request: Request, asked: DrawerAsked) -> Response:
    """Open the evidence drawer of a question: what speaks against comfort first."""
    here = held(request).cases
    return await _told(request, asked.lang, lambda: here.drawer(asked.desk, asked.question, asked.limit))


@router.post("/compare", response_model=Difference)
async def compare(request: Request, asked: CasesCompared) -> Response:
    """Say what an open case has otherwise than another, and whether its result is another."""
    here, secret = held(request).cases, asked.passphrase.get_secret_value()
    return await _told(request, asked.lang, lambda: here.compare(asked.desk, asked.other, secret or None))


@router.post("/save", response_model=DeskShown)
async def save(request: Request, asked: CaseSaved) -> Response:
    """Add to a case and write its file whole, or change nothing."""
    here = held(request).cases
    return await _told(request, asked.lang, lambda: here.save(asked.desk, asked.head, asked.edits))


@router.post("/reread", response_model=DeskShown)
async def reread(request: Request, asked: DeskAsked) -> Response:
    """Read a case anew from its file."""
    return await _told(request, asked.lang, lambda: held(request).cases.reread(asked.desk))


@router.post("/close", response_model=CasesShown)
async def closing(request: Request, asked: DeskAsked) -> Response:
    """Close a desk, and forget its passphrase."""
    here = held(request).cases
    here.close(asked.desk)
    return await _told(request, asked.lang, here.shown)


async def _told(request: Request, language: str, work: Callable[[], Found]) -> Response:
    """Answer with what no cache may keep; say by the status if the case was changed, or is shut."""

    def spoken() -> Found:
        with speaking(language):
            return work()

    try:
        response = answer(request, await held(request).desks.run(spoken))
    except (ChangedSince, Shut) as error:
        found = [(one.where, one.what, one.remedy) for one in error.problems]
        response = JSONResponse(problems(found), 409 if isinstance(error, ChangedSince) else 410)
    response.headers["cache-control"] = "no-store"
    return response
