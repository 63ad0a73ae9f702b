"""One vocabulary of actors: ISO 3166-1 alpha-3 and organisations, with the codes others use for them."""

from regimelab.evidence.actors.actors import own_codes, unmapped, with_actors
from regimelab.evidence.actors.claims import actor_codes, claims, disagreements
from regimelab.evidence.actors.names import name_of, names

__all__ = [
    "actor_codes",
    "claims",
    "disagreements",
    "name_of",
    "names",
    "own_codes",
    "unmapped",
    "with_actors",
]
