"""The rooms of the interface: one file a room, listed here."""

from fastapi import APIRouter

from regimelab.web.rooms import (
    about,
    claims,
    evidence,
    futures,
    laws,
    network,
    options,
    overview,
    region,
    screening,
)

ROOMS: tuple[APIRouter, ...] = (
    region.router,
    overview.router,
    network.router,
    futures.router,
    options.router,
    claims.router,
    evidence.router,
    screening.router,
    laws.router,
    about.router,
)
