"""Options: futures under the hand, and portfolios side by side."""

import time
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from regimelab.study.lab.ahead import Ahead
from regimelab.study.lab.answered import Simulated, told
from regimelab.study.lab.answers import Way
from regimelab.study.lab.compared import SideBySide, side_by_side
from regimelab.study.lab.session import AT_REST, Lab
from regimelab.study.lab.tipped import AdviceShown, tipped
from regimelab.web.answer import answer, quick
from regimelab.web.asked import AheadAsked, CompareAsked, SimulateAsked, TippingAsked
from regimelab.web.heard import still_wanted
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
    here, wanted = held(request), asked.wanted()
    client, engine, final = x_client or str(id(request)), here.engine, asked.futures >= AT_REST
    lab = await here.ready(request, asked.view)
    known = lab.answers.known(wanted)
    if known is not None:
        engine.overtake(client, x_number)
        engine.heard(client, wanted)
        return quick(told(known), {"kept": 0.0})
    asking = engine.latest(
        client,
        lambda: lab.answers.answer(wanted, lambda: engine.overtaken(client, final)),
        x_number,
        final,
    )
    engine.heard(client, wanted)
    timed = await asking
    begun = time.perf_counter()
    return quick(
        told(timed.answer),
        {"queue": timed.waited, "engine": timed.worked, "lay": time.perf_counter() - begun},
    )


@router.post("/ahead", status_code=202)
async def ahead(request: Request, asked: AheadAsked, x_client: Client = "") -> Response:
    """Work out in spare moments what a hand on a lever may ask next; questions that are asked go first."""
    here, wanted = held(request), asked.wanted()
    lab = here.labs.standing(asked.view)
    if lab is not None and not wanted.members and not wanted.waits:
        row = asked.along().row(wanted)
        here.engine.spare(x_client or str(id(request)), Ahead(lab.answers, row, wanted))
    return Response(status_code=202)


@router.post("/compare", response_model=SideBySide)
async def compare(request: Request, asked: CompareAsked) -> Response:
    """Compare portfolios with each other and with doing nothing, on the same futures."""
    here = held(request)
    named = tuple(one.named() for one in asked.portfolios)

    def beside(lab: Lab, way: Way) -> SideBySide:
        return side_by_side(lab, named, asked.scenarios, asked.wanted(), way)

    if len(asked.scenarios) == 1:
        lab = await here.ask(request, asked.view, lambda lab: lab)
        found = await here.compute(request, lambda: beside(lab, still_wanted))
    else:  # takes seconds: levers move meanwhile, and the status says how far it is
        found = await here.ask(request, asked.view, lambda lab: beside(lab, here.go_on))
    return answer(request, found)


@router.post("/tipping", response_model=AdviceShown)
async def tipping(request: Request, asked: TippingAsked) -> Response:
    """Seek the smallest move of one assumption that turns a ranking round."""
    doses, rival = (tuple(one.dose() for one in given) for given in (asked.doses, asked.rival))
    here, wanted = held(request), asked.wanted()
    found = await here.ask(
        request, asked.view, lambda lab: tipped(lab, doses, rival, asked.outcome, wanted, here.go_on)
    )
    return answer(request, found)
