"""The rooms of the interface: one file a room, listed here."""

from fastapi import APIRouter

from regimelab.web.rooms import about, claims, evidence, futures, network, options, overview, region

ROOMS: tuple[APIRouter, ...] = (
    region.router,
    overview.router,
    network.router,
    futures.router,
    options.router,
    claims.router,
    evidence.router,
    about.router,
)
