"""The shapes that outside data come in: five tables, whoever made them; provenance is a column of each.

A producer's own code stays beside ours (``sender_code`` beside ``sender``): a code that the vocabulary
does not know leaves ours unknown, and loses nothing.
"""

from enum import StrEnum
from typing import Final

import ibis
import ibis.expr.schema as sch


class Shape(StrEnum):
    """What one row of a table says."""

    EVENTS = "events"
    COUNTRY_TIME = "country_time"
    DYAD_TIME = "dyad_time"
    VOTES = "votes"
    SPELLS = "spells"


# record: the producer's own id of the row, or what tells it apart; line: where it begins in the file read
_WHERE: Final = {"record": "string", "line": "int64"}
_WHEN: Final = {"start": "date", "end": "date"}  # end: the first day after
_ACTOR: Final = {"actor": "string", "actor_code": "string"}
_DYAD: Final = {
    "sender": "string",
    "receiver": "string",
    "sender_code": "string",
    "receiver_code": "string",
}
PROVENANCE_OF_ROW: Final = {
    "source": "string",
    "snapshot": "string",  # first twelve digits of the SHA-256 of the bytes read
    "retrieved": "string",
    "licence": "string",
    "confidence": "string",
}

SHAPES: Final[dict[Shape, sch.Schema]] = {
    # One reported act. scheme names the coding (cameo, plover, acled, …), code is in it; value is the
    # producer's weight of the act (Goldstein from -10 to 10, say), mentions how often it was reported;
    # reported is the day on which the source made it known; deaths in persons.
    Shape.EVENTS: ibis.schema(
        {
            **_WHERE,
            **_WHEN,
            **_DYAD,
            "scheme": "string",
            "code": "string",
            "value": "float64",
            "mentions": "int64",
            "deaths_low": "int64",
            "deaths_high": "int64",
            "place": "string",
            "reported": "date",
            "url": "string",
        }
    ),
    # One figure about one state in one stretch of time; text holds what is no number (a status).
    Shape.COUNTRY_TIME: ibis.schema(
        {
            **_WHERE,
            **_WHEN,
            **_ACTOR,
            "variable": "string",
            "value": "float64",
            "low": "float64",
            "high": "float64",
            "text": "string",
            "unit": "string",
        }
    ),
    # One figure about two states: sender gives, sells, flees from; receiver gets, buys, takes in.
    Shape.DYAD_TIME: ibis.schema(
        {**_WHERE, **_WHEN, **_DYAD, "variable": "string", "value": "float64", "unit": "string"}
    ),
    # One state's vote on one roll call: for, against, abstain, absent; null is unknown.
    Shape.VOTES: ibis.schema(
        {
            **_WHERE,
            **_ACTOR,
            "day": "date",
            "session": "int64",
            "roll_call": "string",
            "resolution": "string",
            "issues": "string",  # ;-separated, the producer's letters
            "vote": "string",
        }
    ),
    # Something that held for a state from one day to another: a government, a regime type, an alliance.
    # An end not known is null; nobody is named.
    Shape.SPELLS: ibis.schema(
        {**_WHERE, **_WHEN, **_ACTOR, "variable": "string", "text": "string", "group": "string"}
    ),
}
