"""Evidence: facets, search, one act in full."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from regimelab.study.evidence import Part, Wanted
from regimelab.study.lab.found import ActInFull, Acts, act_of, acts_of
from regimelab.study.lab.labs import View
from regimelab.web.answer import answer
from regimelab.web.held import held

router = APIRouter(tags=["evidence"])
Word = Annotated[str | None, Query(max_length=120)]


def wanting(
    kind: Word = None,
    state: Word = None,
    since: Word = None,
    until: Word = None,
    mechanism: Word = None,
    text: Word = None,
    family: Word = None,
    confidence: Word = None,
) -> Wanted:
    """Read the conditions on acts."""
    return Wanted(kind, state, since, until, mechanism, text, family, confidence)


@router.get("/evidence", response_model=Acts)
async def evidence(
    request: Request,
    wanted: Annotated[Wanted, Depends(wanting)],
    sort: Word = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """List the acts that meet all conditions, and count them by facet."""
    known = held(request).labs.of(View()).inquiry.evidence
    return answer(request, acts_of(known, wanted, sort, Part(limit, offset)))


@router.get("/evidence/{name}", response_model=ActInFull)
async def act(request: Request, name: str, findings: bool = False) -> Response:
    """Show one act in full; with ``findings``, what rests on it."""
    here = held(request)
    if findings:
        return answer(request, await here.ask(request, View(), lambda lab: act_of(lab, name, findings=True)))
    return answer(request, act_of(here.labs.own, name, findings=False))
