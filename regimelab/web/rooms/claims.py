"""Claims: verdict, estimate, events, source."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from regimelab.report.content import ClaimEntry
from regimelab.study.lab.found import FindingShown, claims_of, finding
from regimelab.study.lab.labs import View
from regimelab.web.answer import answer
from regimelab.web.held import held
from regimelab.web.viewing import viewing

router = APIRouter(tags=["claims"])


@router.get("/claims", response_model=list[ClaimEntry])
async def claims(request: Request, view: Annotated[View, Depends(viewing)]) -> Response:
    """List the claims with their verdicts."""
    return answer(request, await held(request).ask(request, view, claims_of))


@router.get("/findings/{name}", response_model=FindingShown)
async def one_finding(request: Request, name: str, view: Annotated[View, Depends(viewing)]) -> Response:
    """Show one finding, with its method and its sources."""
    return answer(request, await held(request).ask(request, view, lambda lab: finding(lab, name)))
