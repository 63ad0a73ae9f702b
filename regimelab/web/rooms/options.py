"""Options: futures under the hand, and portfolios side by side."""

import time
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from regimelab.study.lab.answered import Simulated, answered, told
from regimelab.study.lab.compared import SideBySide, side_by_side
from regimelab.study.lab.labs import View
from regimelab.study.lab.session import Lab
from regimelab.study.lab.tipped import AdviceShown, tipped
from regimelab.web.answer import answer, quick
from regimelab.web.asked import CompareAsked, SimulateAsked, TippingAsked
from regimelab.web.held import held

router = APIRouter(tags=["options"])
Client = Annotated[str, Header(max_length=80)]
Number = Annotated[int, Header(ge=0, le=2**53)]


@router.post(
    "/simulate",
    response_model=Simulated,
    responses={204: {"description": "A newer question of the same client took this one's place."}},
)
async def simulate(
    request: Request, asked: SimulateAsked, x_client: Client = "", x_number: Number = 0
) -> Response:
    """Simulate doses in a scenario, beside doing nothing on the same futures; the newest question wins."""
    here = held(request)
    labs, view = here.labs, asked.view
    if view != View():
        await here.ask(view, lambda lab: lab.warm())

    def work() -> Simulated:
        lab = labs.of(view)
        return answered(lab.simulate(asked.wanted()), lab.inquiry.evidence.release)

    timed = await here.engine.latest(x_client or str(id(request)), work, x_number)
    begun = time.perf_counter()
    return quick(
        told(timed.answer),
        {"queue": timed.waited, "engine": timed.worked, "lay": time.perf_counter() - begun},
    )


@router.post("/compare", response_model=SideBySide)
async def compare(request: Request, asked: CompareAsked) -> Response:
    """Compare portfolios with each other and with doing nothing, on the same futures."""
    here = held(request)
    named = tuple(one.named() for one in asked.portfolios)

    def beside(lab: Lab) -> SideBySide:
        return side_by_side(lab, named, asked.scenarios, asked.wanted())

    if len(asked.scenarios) == 1:
        lab = await here.ask(asked.view, lambda lab: lab)
        found = await here.compute(lambda: beside(lab))
    else:  # takes seconds: levers move meanwhile, and the status says how far it is
        found = await here.ask(asked.view, beside)
    return answer(request, found)


@router.post("/tipping", response_model=AdviceShown)
async def tipping(request: Request, asked: TippingAsked) -> Response:
    """Seek the smallest move of one assumption that turns a ranking round."""
    doses, rival = (tuple(one.dose() for one in given) for given in (asked.doses, asked.rival))
    found = await held(request).ask(
        asked.view, lambda lab: tipped(lab, doses, rival, asked.outcome, asked.wanted())
    )
    return answer(request, found)
