"""About: cautions, limits, licence; the brief itself, as data and to read."""

from typing import Any

from fastapi import APIRouter, Request, Response

from regimelab.report.to_json import brief_json
from regimelab.study.lab.about import About, about
from regimelab.study.lab.labs import View
from regimelab.web.answer import answer
from regimelab.web.held import held

router = APIRouter(tags=["about"])


@router.get("/about", response_model=About)
async def about_page(request: Request) -> Response:
    """Say what the page cannot say, and what makes its numbers again."""
    return answer(request, await held(request).ask(request, View(), about))


@router.get("/brief", response_model=dict[str, Any])
async def brief(request: Request) -> Response:
    """Give the brief as data: the same findings as the command line writes."""
    return answer(request, await held(request).ask(request, View(), lambda lab: brief_json(lab.content)))
