"""Laws: who has what from whom in the scan that the user named, and any pair side by side."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from regimelab.study.laws.room import PairShown, ScanShown
from regimelab.web.answer import answer
from regimelab.web.held import held

router = APIRouter(tags=["laws"], prefix="/laws")
Name = Annotated[str, Query(min_length=1, max_length=400)]


@router.get("", response_model=ScanShown)
async def laws(request: Request) -> Response:
    """Show the scan: shares between laws, flows between states; or how to make one."""
    here = held(request)
    return answer(request, await here.look(request, here.scans.shown))


@router.get("/pair", response_model=PairShown)
async def pair(request: Request, law: Name, source: Name) -> Response:
    """Compare two laws of the scan from their texts."""
    here = held(request)
    return answer(request, await here.look(request, lambda: here.scans.pair(law, source)))
