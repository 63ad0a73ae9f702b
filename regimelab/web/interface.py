"""The lab's interface as it describes itself; the reference and the page's types are written from this."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from regimelab.study.lab.labs import Labs
from regimelab.study.opening import Asked
from regimelab.web.app import make_app
from regimelab.web.door import Door
from regimelab.web.held import Held


def described() -> dict[str, Any]:
    """The interface's description in OpenAPI; no region is read for it."""
    labs = Labs(Asked("central_asia"))
    return make_app(Held(labs, Door("127.0.0.1", 0, "unused")), Path(__file__).parent).openapi()


class Spelling(NamedTuple):
    """How a language spells each form that a type can have."""

    named: Callable[[str], str]
    among: Callable[[Sequence[object]], str]
    either: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str]], str]
    many: Callable[[str], str]
    table: Callable[[str | None], str]
    plain: Callable[[str], str]


def spelled(schema: dict[str, Any], language: Spelling) -> str:
    """Spell the type that a schema describes."""
    inner = partial(spelled, language=language)
    match schema:
        case {"$ref": place}:
            return language.named(short_name(place.rsplit("/", 1)[1]))
        case {"enum": values}:
            return language.among(values)
        case {"anyOf": several} | {"oneOf": several}:
            return language.either(list(dict.fromkeys(map(inner, several))))
        case {"type": "array", "prefixItems": several}:
            return language.row(list(map(inner, several)))
        case {"type": "array"}:
            return language.many(inner(schema.get("items", {})))
        case {"type": "object", "additionalProperties": dict(values)}:
            return language.table(inner(values))
        case {"type": "object"}:
            return language.table(None)
        case _:
            return language.plain(schema.get("type", "anything"))


def short_name(name: str) -> str:
    """A value's name without the module that a namesake makes the description put before it."""
    return name.rsplit("__", 1)[-1]
