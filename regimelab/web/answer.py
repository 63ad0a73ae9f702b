"""Answers as they leave: JSON in one spelling, with a mark by which a browser knows what it has."""

import hashlib
import json

from fastapi import Request, Response
from pydantic_core import to_json

from regimelab.study.plain import plain


def answer(request: Request, found: object) -> Response:
    """Answer with a value; if the client has these very bytes, say so instead."""
    body = json.dumps(plain(found), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    mark = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": mark})
    return Response(body, media_type="application/json", headers={"etag": mark})


def quick(found: object, timing: dict[str, float]) -> Response:
    """Answer at once with a value of plain numbers, and with what took how long, in seconds."""
    told = ", ".join(f"{name};dur={seconds * 1000:.1f}" for name, seconds in timing.items())
    return Response(to_json(found), media_type="application/json", headers={"server-timing": told})
