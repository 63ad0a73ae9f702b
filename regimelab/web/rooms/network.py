"""Map and network: who did what to whom, month by month."""

from fastapi import APIRouter, Request, Response

from regimelab.study.lab.labs import View
from regimelab.study.lab.ties import Ties, ties_of
from regimelab.web.answer import answer
from regimelab.web.held import held

router = APIRouter(tags=["network"])


@router.get("/ties", response_model=Ties)
async def ties(request: Request) -> Response:
    """List the shares of acts by month, pair and layer."""
    return answer(request, ties_of(held(request).labs.of(View())))
