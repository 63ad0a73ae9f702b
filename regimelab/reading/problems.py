"""Every problem of a file at once: where, the offending value, the nearest valid name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from regimelab.errors import Problem, suggestion

Model = TypeVar("Model", bound=BaseModel)


def key_path(loc: tuple[int | str, ...]) -> str:
    """Write a place in a file the way its reader thinks of it: ``members[2].code``."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".") or "the whole file"


def validate(
    model: type[Model], raw: Mapping[str, object], context: object = None
) -> tuple[Model | None, list[Problem]]:
    """Build a model, or say everything that keeps it from being built.

    ``context`` is what validators hold the file against: names that other files give.
    """
    try:
        return model.model_validate(raw, context=context), []
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _follows(detail)]
        return None, [_problem(model, detail) for detail in details]


def within(file: str, problems: list[Problem]) -> list[Problem]:
    """Put the file before the place of each problem."""
    return [replace(problem, where=f"{file}: {problem.where}") for problem in problems]


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because its entries were refused."""
    given = detail["input"]
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _problem(model: type[BaseModel], detail: ErrorDetails) -> Problem:
    where, kind, context = key_path(detail["loc"]), detail["type"], detail.get("ctx", {})
    value = _shown(detail["input"])
    if kind == "missing":
        return Problem(where, "this key is required but missing.", "Add it.")
    if kind == "extra_forbidden":
        return Problem(where, f"'{detail['loc'][-1]}' is not a key here.", _nearest_key(model, detail["loc"]))
    if kind == "not_known":
        remedy = suggestion(str(detail["input"]), [str(word) for word in context["known"]])
        return Problem(where, f"{value} is not {context['what']}.", remedy)
    if "at" in context:
        place = key_path((*detail["loc"], str(context["at"])))
        return Problem(place, f"'{context['value']}' {detail['msg']}.", "Correct it.")
    if kind == "string_pattern_mismatch":
        return Problem(where, f"{value} does not have the form of a code.", f"Form: {context['pattern']}.")
    message = detail["msg"]
    remedy = str(context.get("remedy", "Correct it."))
    return Problem(where, f"{value} {message[0].lower() + message[1:]}.", remedy)


def _shown(value: object) -> str:
    """Show an offending value, shortened where it is a whole table."""
    if isinstance(value, Mapping):
        return "the entry"
    text = f"'{value}'"
    return text if len(text) <= 80 else f"{text[:77]}…'"


def _nearest_key(model: type[BaseModel], loc: tuple[int | str, ...]) -> str:
    owner = _model_at(model, loc[:-1])
    known = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    return suggestion(str(loc[-1]), known)


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Find the model that reads the table at a place in the file."""
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and here is not None:
            field = here.model_fields.get(part)
            here = next(_models_in(field.annotation), None) if field else None
    return here


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        for part in get_args(annotation):
            yield from _models_in(part)
