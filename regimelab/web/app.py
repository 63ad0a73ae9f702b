"""The lab's interface and page as one application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from regimelab import __version__
from regimelab.errors import RegimelabError
from regimelab.report.language import other
from regimelab.report.render import render_brief
from regimelab.study.lab.labs import View
from regimelab.web.asked import EnterAsked
from regimelab.web.door import Door
from regimelab.web.guard import Guard, problems
from regimelab.web.held import Held, held
from regimelab.web.rooms import ROOMS, screening
from regimelab.web.speech import spoken_in
from regimelab.web.worker import Crowded, Superseded

API = "/api/v1"
WRONG = '<!doctype html><title>regimelab</title><p>The token is wrong. <a href="/">Give it again</a>.'


class Status(BaseModel):
    """Whether the lab is ready, and what its study is at."""

    version: str
    stage: str
    done: float


def make_app(here: Held, static: Path) -> FastAPI:
    """Put the application together: the interface, the page, and what guards both."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.held.close()

    app = FastAPI(
        title="regimelab",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        lifespan=lifespan,
        description="A laboratory for international regimes: every number with its interval and its sources.",
    )
    app.state.held = here
    for room in ROOMS:
        told = [] if room is screening.router else [Depends(spoken_in)]  # of a case no address says anything
        app.include_router(room, prefix=API, dependencies=told)
    _doors(app, here.door)
    _failures(app)
    app.mount("/", StaticFiles(directory=static, html=True))
    app.add_middleware(Guard, door=here.door)
    return app


def _doors(app: FastAPI, door: Door) -> None:
    """Where the token is exchanged for a cookie, and where a browser without scripts reads the brief."""

    def enter(response: Response) -> None:
        response.set_cookie(door.cookie, door.token, httponly=True, samesite="strict", path="/")

    @app.post(f"{API}/enter", status_code=204)
    async def exchange(asked: EnterAsked) -> Response:
        """Exchange the token for a cookie that scripts cannot read."""
        if not door.fits(asked.token):
            told = ("token", "it is wrong.", "Open the address that the lab printed when it started.")
            return JSONResponse(problems([told]), 401)
        response = Response(status_code=204)
        enter(response)
        return response

    @app.post("/enter", include_in_schema=False)
    async def by_form(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        if not door.fits(fields.get("token", [""])[0].strip()):
            return HTMLResponse(WRONG, 401)
        response = RedirectResponse("/brief", 303)
        enter(response)
        return response

    @app.get("/brief", include_in_schema=False, dependencies=[Depends(spoken_in)])
    async def brief(request: Request) -> HTMLResponse:
        return HTMLResponse(await held(request).ask(request, View(), lambda lab: render_brief(lab.content)))

    @app.get(f"{API}/status", response_model=Status, dependencies=[Depends(spoken_in)])
    async def status(request: Request) -> Status:
        """Say whether the lab is ready, and what its study is at."""
        stage = held(request).stage
        said = ": ".join(other(part) for part in stage.name.split(": "))
        return Status(version=__version__, stage=said, done=stage.done)


def _failures(app: FastAPI) -> None:
    """Every failure says where, what and what to do."""

    @app.exception_handler(RegimelabError)
    async def ours(request: Request, error: RegimelabError) -> JSONResponse:
        found = ((one.where, one.what, one.remedy) for one in error.problems)
        return JSONResponse(problems(found), 422)

    @app.exception_handler(RequestValidationError)
    async def asked(request: Request, error: RequestValidationError) -> JSONResponse:
        found = [(_place(one["loc"]), f"{one['msg']}.", "Correct it.") for one in error.errors()]
        return JSONResponse(problems(found), 400 if "json" in str(error.errors()[0]["type"]) else 422)

    @app.exception_handler(HTTPException)
    async def nothing(request: Request, error: HTTPException) -> JSONResponse:
        told = (
            request.url.path,
            f"{error.detail.lower()}.",
            f"What may be asked stands in {API}/openapi.json.",
        )
        return JSONResponse(problems([told]), error.status_code, error.headers)

    @app.exception_handler(Superseded)
    async def superseded(request: Request, error: Superseded) -> Response:
        return Response(status_code=204)

    @app.exception_handler(Crowded)
    async def crowded(request: Request, error: Crowded) -> JSONResponse:
        told = ("server", "too many clients wait for it.", "Try again in a moment.")
        return JSONResponse(problems([told]), 503, {"retry-after": "1"})


def _place(loc: tuple[Any, ...]) -> str:
    if loc[:1] == ("body",) and len(loc) == 2 and isinstance(loc[1], int):
        return f"body, character {loc[1]}"  # where JSON breaks off
    return ".".join(str(part) for part in loc if part != "body") or "body"
