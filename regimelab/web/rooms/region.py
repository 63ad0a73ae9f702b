"""What the page opens with: the region, its options, its assumptions."""

from fastapi import APIRouter, Request, Response

from regimelab.study.lab.described import Described, describe
from regimelab.web.answer import answer
from regimelab.web.held import held

router = APIRouter(tags=["region"])


@router.get("/region", response_model=Described)
async def region(request: Request) -> Response:
    """Describe the region, what can be done in it, and what is assumed."""
    return answer(request, describe(held(request).labs.own))
