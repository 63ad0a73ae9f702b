"""Futures: what drives them, and how wrong forecasts of the past have been; the fans come from simulate."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from regimelab.study.lab.before import RecordedShown, recorded_of
from regimelab.study.lab.driven import DrivenShown, driven
from regimelab.study.lab.labs import View
from regimelab.study.lab.record import TrackRecord, record_of
from regimelab.web.answer import answer
from regimelab.web.held import held
from regimelab.web.viewing import viewing

router = APIRouter(tags=["futures"])


@router.get("/record", response_model=TrackRecord | None)
async def record(request: Request, view: Annotated[View, Depends(viewing)]) -> Response:
    """Score forecasts of the past against what came, and against simple rules."""
    return answer(request, await held(request).ask(request, view, record_of))


@router.get("/recorded", response_model=list[RecordedShown])
async def recorded(
    request: Request,
    view: Annotated[View, Depends(viewing)],
    months: Annotated[int, Query(ge=1, le=1200)] = 24,
) -> Response:
    """Say what was recorded of each outcome before the futures begin, counted as they are."""
    here = held(request)
    if view != View():  # its model may have to be fitted first
        return answer(request, await here.ask(request, view, lambda lab: recorded_of(lab, months)))
    return answer(request, await here.compute(request, lambda: recorded_of(here.labs.own, months)))


@router.get("/drivers", response_model=list[DrivenShown])
async def drivers(
    request: Request,
    view: Annotated[View, Depends(viewing)],
    scenario: Annotated[str, Query(max_length=80)] = "baseline",
) -> Response:
    """Say what each effect adds to the rate of each outcome's acts; the contributions add up."""
    return answer(request, await held(request).ask(request, view, lambda lab: driven(lab, scenario)))
