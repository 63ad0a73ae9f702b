"""Overview: a sentence a state, strength and its parts, what changed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from regimelab.study.lab.labs import View
from regimelab.study.lab.overview import Overview, overview
from regimelab.study.lab.session import AT_REST
from regimelab.study.lab.states import State, states_of
from regimelab.web.answer import answer
from regimelab.web.held import held
from regimelab.web.viewing import viewing

router = APIRouter(tags=["overview"])


@router.get("/overview", response_model=Overview)
async def first_page(request: Request, view: Annotated[View, Depends(viewing)]) -> Response:
    """Gather the answers of the first page."""
    return answer(request, await held(request).ask(request, view, overview))


@router.get("/states", response_model=list[State])
async def states(request: Request, view: Annotated[View, Depends(viewing)]) -> Response:
    """Say of each state, in one sentence, what the year to come may bring."""
    here = held(request)
    if view != View():  # its model may have to be fitted first
        return answer(request, await here.ask(request, view, lambda lab: states_of(lab, AT_REST)))
    return answer(request, await here.compute(request, lambda: states_of(here.labs.own, AT_REST)))
