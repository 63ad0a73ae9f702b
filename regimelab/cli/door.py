"""Making a function a command: common options, settings and delivery are added here, once."""

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_type_hints

import typer

from regimelab.cli.deliver import check_early, deliver
from regimelab.cli.options import Chosen, Common
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session, open_session

Body: TypeAlias = Callable[..., Reply]
Register: TypeAlias = Callable[[Body], Body]
Options = TypeVar("Options")


def command(
    app: typer.Typer, *, name: str | None = None, computes: bool = False, gridded: bool = False
) -> Register:
    """Register a function as a command of ``app``.

    The function takes a ``Session`` and its own arguments, and returns a ``Reply``. A command
    that computes leaves a record of its run; the rows of one that is ``gridded`` can be netCDF.
    Arguments named as settings (``region``, ``futures``, ``months``) arrive settled. Options that
    several commands share are a dataclass: an argument of its type arrives with all of them.
    """

    def register(body: Body) -> Body:
        app.command(name)(_as_command(body, computes, gridded))
        return body

    return register


def _as_command(body: Body, computes: bool, gridded: bool) -> Callable[..., None]:
    signature, groups = _signature(body), _groups(body)

    def run(context: Any, **arguments: Any) -> None:  # noqa: ANN401 (Typer hands over its inner Context)
        common, chosen = _taken(Common, arguments), _taken(Chosen, arguments)
        words = tuple(context.obj or ())
        session = open_session(_name(context.command_path), words, common, arguments, chosen)
        session.tell_settings()
        check_early(session, computes, gridded)
        settled = _settled(session, arguments)
        gathered = {name: _taken(options, settled) for name, options in groups.items()}
        reply = body(session, **settled, **gathered)
        deliver(session, reply, computes)
        if reply.exit_code:
            raise typer.Exit(reply.exit_code)

    run.__doc__ = body.__doc__
    run.__name__ = getattr(body, "__name__", "command")
    run.__signature__ = signature
    run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return run


def _signature(body: Body) -> inspect.Signature:
    """Give the body's own parameters, without the session, then what evidence, then the common ones."""
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    own = _own(body)
    named = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for one in own
        for each in (_shared(one.annotation) if is_dataclass(one.annotation) else (one,))
    ]
    chosen = _shared(Chosen) if any(one.name == "chronicle" for one in own) else ()
    return inspect.Signature([context, *named, *chosen, *_shared(Common)])


def _own(body: Body) -> list[inspect.Parameter]:
    return list(inspect.signature(body, eval_str=True).parameters.values())[1:]


def _groups(body: Body) -> dict[str, Any]:
    """Which of the body's parameters stand for many options, and for which."""
    return {one.name: one.annotation for one in _own(body) if is_dataclass(one.annotation)}


def _taken(options: type[Options], arguments: dict[str, Any]) -> Options:
    """Take a dataclass of options out of the arguments of a command."""
    names = [one.name for one in _shared(options) if one.name in arguments]
    return options(**{name: arguments.pop(name) for name in names})


@cache
def _shared(options: type[Any]) -> tuple[inspect.Parameter, ...]:
    hints = get_type_hints(options, include_extras=True)
    return tuple(
        inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name]
        )
        for one in fields(options)
    )


def _name(path: str) -> str:
    """Name a command as schemas do: ``evidence.list``."""
    return ".".join(path.split()[1:])


def _settled(session: Session, arguments: dict[str, Any]) -> dict[str, Any]:
    """Fill in the arguments that the settings decide."""
    known = {one.name: one.value for one in session.settings.origins}
    return {name: known.get(name, value) for name, value in arguments.items()}
